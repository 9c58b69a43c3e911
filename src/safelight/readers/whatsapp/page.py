"""A page of an export: neighbouring records, and their words once they are cut."""

from typing import NamedTuple

from safelight.readers.whatsapp.header import Cut


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


class Words(NamedTuple):
    """The words of a page, by the record."""

    names: list[str]
    """What stands before the first ``": "`` of each, or ``""``."""
    bodies: list[str]
    """What follows the name, or the header where there is no name."""
    stamps: list[str]
    """Date and time as written."""

    @classmethod
    def of(cls, cut: Cut) -> "Words":
        """The words of the records of a cut."""
        return cls(cut.name, cut.body, cut.stamp)

    def after_header(self, place: int) -> str:
        """All that follows the header of a record."""
        name = self.names[place]
        return f"{name}: {self.bodies[place]}" if name else self.bodies[place]
