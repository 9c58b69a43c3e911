"""A JSON file whose lists are long, read a stretch at a time, so that memory stays flat.

A stretch is a JSON text of its own: the bytes of the file up to the end of an object in a list, with that list closed
behind them and, from the second stretch on, opened again before them. Where a file cannot be cut so, what is left of
it is one stretch.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from safelight.readers.json_outline import Items, Layout, Outline
from safelight.readers.json_text import Account, Element, JsonText
from safelight.readers.member import WHOLE_MEMBER_LIMIT_BYTES, Member, MemberTooLarge
from safelight.records.tally import TallyBook

STRETCH_BYTES = 4 * 1024 * 1024
_COMMA = re.compile(rb"[ \t\n\r]*,[ \t\n\r]*")
_NAME = re.compile(r"(?:/[A-Za-z]+)?")


class Stretch(NamedTuple):
    """Some of the objects of a file."""

    text: JsonText
    outline: Outline
    before: int
    """How many bytes of the file come before the text's first byte, less what was put before it."""
    number: int
    """Of the first object in the first list."""
    is_last: bool

    def elements(self, book: TallyBook) -> Iterator[tuple[Items, Element]]:
        """Each object with its list; what became of the bytes goes into the book. Places are those in ``text``."""
        account = Account(_Beside(book, self.before), self.outline)
        for items in self.outline.lists:
            first = self.number if items is self.outline.lists[0] else 0
            for element in self.text.elements(items, account, first):
                yield items, element
        if self.is_last:
            account.up_to(len(self.text.data))


class _Beside(TallyBook):
    """A book in which every place is counted from elsewhere."""

    def __init__(self, book: TallyBook, before: int) -> None:
        super().__init__()
        self._book = book
        self._before = before

    def read(self, offset: int, length: int) -> None:
        """As the book does."""
        self._book.read(offset + self._before, length)

    def skip(self, offset: int, length: int, reason: str) -> None:
        """As the book does."""
        self._book.skip(offset + self._before, length, reason)

    def fail(self, offset: int, length: int, reason: str) -> None:
        """As the book does."""
        self._book.fail(offset + self._before, length, reason)

    @property
    def end(self) -> int:
        """As the book does."""
        return self._book.end - self._before


class _Cut(NamedTuple):
    """The end of an object, where the next one begins, the list they stand in, and the number of the next."""

    at: int
    after: int
    pointer: str
    next_number: int


def stretches_of(member: Member, layout: Layout) -> Iterator[Stretch]:
    """The whole file, about ``STRETCH_BYTES`` at a time.

    Raises ``UnknownLayout`` for a text in UTF-16, and ``MemberTooLarge`` where a rest that cannot be cut is too long.
    """
    with member.open() as stream:
        data, before, number = _read(stream, STRETCH_BYTES), 0, 0
        while more := _read(stream, max(len(data), STRETCH_BYTES)):
            cut = _cut_of(JsonText(data).outline(layout), data, number)
            if cut is None:
                data += more
                _check_length(member, len(data))
                continue
            yield _closed(data[: cut.at], cut.pointer, layout, before, number)
            opened = _opening(cut.pointer)
            before, number = before + cut.after - len(opened), cut.next_number
            data = opened + data[cut.after :] + more
        text = JsonText(data)
        yield Stretch(text, text.outline(layout), before, number, is_last=True)


def _closed(data: bytes, pointer: str, layout: Layout, before: int, number: int) -> Stretch:
    text = JsonText(data + (b"]}" if pointer else b"]"))
    return Stretch(text, text.outline(layout), before, number, is_last=False)


def _opening(pointer: str) -> bytes:
    return f'{{"{pointer[1:]}":['.encode() if pointer else b"["


def _cut_of(outline: Outline, data: bytes, number: int) -> _Cut | None:
    """After the last object but one of a list that goes on behind these bytes; ``None`` where there is none."""
    if not outline.lists:
        return None
    items = outline.lists[-1]
    if data[items.end - 1 : items.end] == b"]" or not _NAME.fullmatch(items.pointer):
        return None
    place = next((place for place in range(len(items.ends) - 2, -1, -1) if items.ends[place]), None)
    comma = None if place is None else _COMMA.match(data, items.ends[place])
    if place is None or comma is None:
        return None
    first = number if len(outline.lists) == 1 else 0
    return _Cut(items.ends[place], comma.end(), items.pointer, first + place + 1)


def _read(stream: BinaryIO, wanted: int) -> bytes:
    """So many bytes, fewer only at the end."""
    data = stream.read(wanted)
    while len(data) < wanted and (more := stream.read(wanted - len(data))):
        data += more
    return data


def _check_length(member: Member, length: int) -> None:
    if length > WHOLE_MEMBER_LIMIT_BYTES:
        message = (
            f"Part of {member.path} can only be read as one piece and is longer than may be held in memory at once "
            f"({WHOLE_MEMBER_LIMIT_BYTES:,} bytes). It is sealed as it is; ask for an export in smaller parts."
        )
        raise MemberTooLarge(message)
