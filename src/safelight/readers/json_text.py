"""A JSON file as bytes: each element decoded from its own bytes, and what became of every byte between.

A file that is cut short or broken keeps what is whole.
"""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import msgspec

from safelight.readers.json_bytes import JsonBytes
from safelight.readers.json_outline import Closings, Frame, Items, Layout, Outline, outline_of
from safelight.readers.json_value import UNDECODABLE, Said, decode, has_escaped_colon, names_nothing_twice, plainly
from safelight.readers.member import Member
from safelight.readers.reader import UnknownLayout
from safelight.records.record import Doubt
from safelight.records.tally import Outcome, TallyBook

_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_FIRST_BYTES = 4


class Element(msgspec.Struct, frozen=True, gc=False):
    """One object that becomes a record: its bytes are ``start`` to ``end`` of the member."""

    pointer: str
    start: int
    end: int
    value: dict[str, Any]
    doubts: tuple[Doubt, ...] = ()
    notes: Mapping[str, str] = {}


class JsonText:
    """The bytes of one JSON file."""

    def __init__(self, data: JsonBytes) -> None:
        first = data[:_FIRST_BYTES]
        if first.startswith(_UTF16_MARKS) or b"\x00" in first[:2]:
            message = (
                "This JSON file is written in UTF-16 or UTF-32, which the app never does: another program saved "
                "it again. It is kept as it came and was not read. Ask for the file as the app wrote it."
            )
            raise UnknownLayout(message)
        self.data = data
        self._closings: Closings = {}
        self.start = len(_UTF8_MARK) if first.startswith(_UTF8_MARK) else 0

    def outline(self, layout: Layout) -> Outline:
        """Where everything stands; whatever the bytes are, only ``MemberTooLarge`` is raised, and seldom."""
        return outline_of(self.data, self.start, layout, self._closings)

    def said(self, frame: Frame, name: str) -> Any:
        """What a frame says under a name (the last time, if it says it more than once); ``None`` if nothing."""
        spans = frame.spans.get(name)
        return self._shown(frame, spans[-1]) if spans else None

    def object_at(self, start: int, end: int) -> dict[str, Any]:
        """The object in these bytes; empty where they hold none that can be decoded."""
        said = decode(self.data[start:end])
        return said.value if said and isinstance(said.value, dict) else {}

    def first_object(self, outline: Outline) -> dict[str, Any] | None:
        """The first whole object of the first list that has one; ``None`` if there is none."""
        for items in outline.lists:
            for start, end in zip(items.starts, items.ends, strict=True):
                if end:
                    return self.object_at(start, end)
        return None

    def repeated(self, frame: Frame) -> dict[str, str]:
        """What a frame says more than once under one name, as notes for the records in it."""
        return {
            f"given {len(spans)} times: {name}": json.dumps(
                [self._shown(frame, span) for span in spans], ensure_ascii=False
            )
            for name, spans in frame.spans.items()
            if len(spans) > 1
        }

    def elements(self, items: Items, account: "Account") -> Iterator[Element]:
        """Each whole object of a list, in order; those that cannot be decoded go into the account as failed."""
        prefix = f"{items.pointer}/"
        for index, (start, end) in enumerate(zip(items.starts, items.ends, strict=True)):
            if element := self.element(f"{prefix}{index}", start, end, account):
                yield element
        account.up_to(items.end)

    def element(self, pointer: str, start: int, end: int, account: "Account") -> Element | None:
        """The object in these bytes; ``None`` if there is none, or none that can be decoded."""
        if not end:
            return None
        raw = self.data[start:end]
        try:
            value = plainly(raw)
        except UNDECODABLE:
            value = None
        if value is not None and not has_escaped_colon(raw) and names_nothing_twice(raw, value):
            return Element(pointer, start, end, value)
        if said := decode(raw, repeats=True):
            return Element(pointer, start, end, *said)
        account.fail(start, end, "This entry could not be decoded. Its bytes are kept.")
        return None

    def within(self, element: Element, layout: Layout) -> Iterator[Element]:
        """The objects of a list inside an element, such as the reactions to a message, with their own bytes."""
        inner = JsonText(self.data[element.start : element.end])
        for items in inner.outline(layout).lists:
            for index, (start, end) in enumerate(zip(items.starts, items.ends, strict=True)):
                said = decode(inner.data[start:end]) if end else None
                if said:
                    pointer = f"{element.pointer}{items.pointer}/{index}"
                    yield Element(pointer, element.start + start, element.start + end, *said)

    def _shown(self, frame: Frame, span: tuple[int, int]) -> Any:
        raw = frame.kept.get(span[0])
        return (decode(self.data[slice(*span)] if raw is None else raw, repeats=True) or Said(None)).value


def head_of(member: Member) -> JsonText | None:
    """The first bytes of a member as JSON, also where they are UTF-16; ``None`` if they do not begin like JSON."""
    return _as_json(member.head)


@lru_cache(maxsize=1)
def _as_json(head: bytes) -> JsonText | None:
    """Kept for the next one: every reader of JSON looks at the head of a member."""
    if head.startswith(_UTF16_MARKS):
        head = head.decode("utf-16", "replace").encode("utf-8", "replace")
    if not head.removeprefix(_UTF8_MARK).lstrip(b" \t\r\n").startswith((b"{", b"[")):
        return None
    return None if b"\x00" in head[:2] else JsonText(head)


class Account:
    """Writes down what became of every byte, in order: what is not a passage of its own was read."""

    def __init__(self, book: TallyBook, outline: Outline) -> None:
        self._book = book
        self._passages = iter(outline.passages)
        self._next = next(self._passages, None)

    def up_to(self, offset: int) -> None:
        """Everything before ``offset`` has become records, is their frame, or is a passage."""
        book = self._book
        while (passage := self._next) is not None and passage.start < offset:
            book.read(book.end, passage.start - book.end)
            note = book.skip if passage.outcome is Outcome.SKIPPED else book.fail
            note(book.end, passage.end - book.end, passage.reason)
            self._next = next(self._passages, None)
        book.read(book.end, offset - book.end)

    def fail(self, start: int, end: int, reason: str) -> None:
        """The bytes from ``start`` to ``end`` could not be read."""
        self.up_to(start)
        self._book.fail(start, end - start, reason)
