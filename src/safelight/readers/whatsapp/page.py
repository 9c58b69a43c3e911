"""A page of an export: neighbouring records, and what is asked of their words once they are cut."""

from collections.abc import Iterator, Sequence
from operator import add
from typing import Generic, NamedTuple, Protocol, TypeVar

from safelight.readers.whatsapp.encoding import Encoding
from safelight.readers.whatsapp.header import Cut
from safelight.readers.whatsapp.marks import PLATFORM_MARKS
from safelight.readers.whatsapp.phrases import TAIL, TAILS, Tails

Written = TypeVar("Written", str, bytes)


class Page(NamedTuple):
    """Records from number ``first`` up to and without ``end``, in the bytes ``start`` to ``stop`` of the member."""

    first: int
    end: int
    start: int
    stop: int

    @property
    def records(self) -> int:
        """How many records it holds."""
        return self.end - self.first


class Ends(Generic[Written]):
    """How the bodies of a page end: quick to ask of many."""

    def __init__(self, bodies: Sequence[Written], tails: Tails[Written]) -> None:
        self._all: list[Written] = [body[-TAIL:] for body in bodies]
        self._different: set[Written] = set(self._all)
        self._tails: Tails[Written] = tails

    def deletions(self) -> list[int]:
        """Places of bodies that may say that a message was deleted."""
        return self._places(self._tails.of_deletions)

    def claims(self) -> list[int]:
        """Places of bodies that may say that the person who made the export deleted a message."""
        return self._places(self._tails.of_claims)

    def placeholders(self) -> list[int]:
        """Places of bodies that may be placeholders for media in a language other than English."""
        return self._places(self._tails.of_placeholders)

    def returns(self) -> bytes:
        """For each body whether it ends in a carriage return."""
        ending = {tail for tail in self._different if tail.endswith(self._tails.carriage_return)}
        return bytes([tail in ending for tail in self._all]) if ending else bytes(len(self._all))

    def _places(self, wanted: frozenset[Written]) -> list[int]:
        found = self._different & wanted
        return [place for place, tail in enumerate(self._all) if tail in found] if found else []


class Words(Protocol):
    """The words of a page, by the record. What only its own columns need is made when it is asked for."""

    before: str
    """What stands before the first record."""
    names: Sequence[str]
    """What stands before the first ``": "`` of each, or ``""``."""
    bodies: Sequence[str]
    """What follows the name, or the header where there is no name."""
    shapes: bytes
    """The ``Shape`` of each header."""
    dates: Sequence[str]
    """As written, and so are times."""
    times: Sequence[str]
    stamps: Sequence[str]
    """Date and time as written."""

    def longer(self) -> Iterator[tuple[int, str]]:
        """Places and bodies of all that hold another ``": "``."""

    def ends(self) -> Ends[str] | Ends[bytes]:
        """How the bodies end."""

    def generated(self) -> bytes:
        """For each header whether a mark stands before it, as it does where WhatsApp wrote the body."""

    def lengths(self) -> list[int]:
        """Bytes of each record and of the line break after it."""


class TextWords:
    """The words of a page that was cut as text."""

    def __init__(self, cut: Cut, encoding: Encoding) -> None:
        self._cut = cut
        self._encoding = encoding
        self.before, self.shapes = cut.before, bytes(cut.shape)
        self.names: Sequence[str] = cut.name
        self.bodies: Sequence[str] = cut.body
        self.stamps: Sequence[str] = cut.stamp
        self.dates: Sequence[str] = cut.date
        self.times: Sequence[str] = cut.time

    def longer(self) -> Iterator[tuple[int, str]]:
        """Places and bodies of all that hold another ``": "``."""
        return ((place, body) for place, body in enumerate(self.bodies) if ": " in body)

    def ends(self) -> Ends[str]:
        """How the bodies end."""
        return Ends(self.bodies, TAILS)

    def generated(self) -> bytes:
        """For each header whether a mark stands before it."""
        if self._cut.is_plain:
            return bytes(len(self.names))
        return bytes([head[1] in PLATFORM_MARKS for head in self._cut.head])

    def lengths(self) -> list[int]:
        """Bytes of each record and of the line break after it."""
        in_bytes, different = self._encoding.byte_lengths, list(set(self.names))
        before_bodies = in_bytes([f"{name}: " if name else "" for name in different])
        widths = dict(zip(different, before_bodies, strict=True))
        names = map(widths.__getitem__, self.names)
        return list(map(add, map(add, in_bytes(self._cut.head), names), in_bytes(self.bodies)))


def after_header(words: Words, place: int) -> str:
    """All that follows the header of a record."""
    name = words.names[place]
    return f"{name}: {words.bodies[place]}" if name else words.bodies[place]
