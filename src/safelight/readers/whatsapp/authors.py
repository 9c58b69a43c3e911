"""The author of each record of an export, and which of them is the exporter."""

from array import array
from collections.abc import Callable, Iterable, Sequence

from safelight.readers.whatsapp import phrases
from safelight.readers.whatsapp.header import BRACKETED
from safelight.readers.whatsapp.names import Beginning, Name, Senders
from safelight.records.runs import Stored


class Authors:
    """The author of each record; ``None`` where the line has none.

    Most records are by one of a few: each has the number of its author, and of how its line begins.
    """

    def __init__(self, beginnings: Sequence[Beginning], authors: Sequence[Name | None], of: "array[int]") -> None:
        """``authors`` and ``beginnings`` have the same numbers, which ``of`` gives for each record."""
        self.all = authors
        self._of = of
        self._names = [name for name, _ in beginnings]
        self._widths = [_width_left(author, name) for author, (name, _) in zip(authors, beginnings, strict=True)]

    def __getitem__(self, record: int) -> Name | None:
        return self.all[self._of[record]]

    def __len__(self) -> int:
        return len(self._of)

    @property
    def senders(self) -> set[str]:
        """All who wrote at least one record."""
        return {author.sender for author in map(self.all.__getitem__, set(self._of)) if author}

    def numbers(self, first: int, end: int) -> "array[int]":
        """The numbers of the authors of records."""
        return self._of[first:end]

    def texts(self, numbers: "array[int]", names: Sequence[str], bodies: Sequence[str]) -> Sequence[str]:
        """What follows the authors of records, of which ``bodies`` follow the first ``": "``."""
        odd = {number: self._widths[number] for number in set(numbers) if self._widths[number] != 0}
        places = [place for place, number in enumerate(numbers) if number in odd] if odd else []
        if not places:
            return bodies
        if isinstance(bodies, Stored):
            return Stored(self._stored_texts(numbers, places, names, bodies.pieces[:]))
        texts = list(bodies)
        for place in places:
            width, body = odd[numbers[place]], bodies[place]
            texts[place] = f"{names[place]}: {body}" if width is None else body[width:]
        return texts

    def _stored_texts(
        self, numbers: "array[int]", places: Sequence[int], names: Sequence[str], texts: list[bytes]
    ) -> list[bytes]:
        """The same of bodies as they are stored, in place."""
        in_bytes = {number: _bytes_left(self.all[number], self._names[number]) for number in set(numbers)}
        for place in places:
            width = in_bytes[numbers[place]]
            texts[place] = f"{names[place]}: ".encode() + texts[place] if width is None else texts[place][width:]
        return texts


def _width_left(author: Name | None, name: str) -> int | None:
    """How many characters of an author follow a line's first name; ``None`` where that is none."""
    if author is None:
        return None if name else 0
    return author.width - (len(name) + 2 if name else 0)


def _bytes_left(author: Name | None, name: str) -> int | None:
    """The same in bytes: what follows a sender's name is a colon, with or without a blank."""
    width = _width_left(author, name)
    if author is None or not width:
        return width
    return width + (len(author.sender.encode()) - len(author.sender)) - (len(name.encode()) - len(name))


def authors_of(
    beginnings: Sequence[Beginning],
    begun: Sequence[int],
    notices: Iterable[int],
    line_of: Callable[[int], str],
) -> Authors:
    """Who wrote each record, learned from all of them together.

    ``begun`` is the number of how each line begins; ``notices`` are those that begin so and are WhatsApp's own;
    ``line_of`` gives the first line of a record, from its name on.
    """
    senders = Senders(beginnings, begun, line_of)
    settled = {name: Name(name, len(name) + 2) for name, _ in beginnings if name and senders.is_settled(name)}
    longer = senders.settled_longer()
    authors = [settled.get(beginning[0]) or longer.get(beginning) for beginning in beginnings]
    open_ones = {number for number, author in enumerate(authors) if author is None}
    odd = {record: settled.get(beginnings[begun[record]][0]) for record in notices}
    odd |= {record: None for record, number in enumerate(begun) if number in open_ones}
    every, of = list(beginnings), array("I", begun)
    known: dict[tuple[int, Name | None], int] = {}
    for record, author in odd.items():
        name, second = beginnings[begun[record]]
        found = author or _unsettled(name, second, line_of(record), senders)
        number = known.setdefault((begun[record], found), len(authors))
        if number == len(authors):
            authors.append(found)
            every.append((name, second))
        of[record] = number
    return Authors(every, authors, of)


def _unsettled(name: str, second: str, line: str, senders: Senders) -> Name | None:
    if name:
        return senders.name_of(name, second, line)
    name, colon, rest = line.partition(":")
    if colon and (senders.known(name) or not rest):
        return Name(name, len(name) + 1)
    return None


def self_deleters(
    claims: Iterable[int], authors: Authors, text_of: Callable[[int], str], shapes: Sequence[int]
) -> set[str]:
    """Whom "You deleted this message" names: the person who made the export."""
    named = set()
    for number in claims:
        author, text = authors[number], text_of(number)
        if text not in phrases.DELETED_BY_OWNER_AS_WRITTEN or author is None:
            continue
        if shapes[number] not in BRACKETED or phrases.begins_with_mark(text):
            named.add(author.sender)
    return named
