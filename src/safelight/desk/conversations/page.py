"""Which part of a long list one page shows, and where the pages before and after it begin."""

from dataclasses import dataclass

ROWS = 50


@dataclass(frozen=True)
class Page:
    """``start`` counts from nought; ``of`` is how many there are in all."""

    start: int
    of: int
    rows: int = ROWS

    @classmethod
    def holding(cls, place: int, of: int, rows: int = ROWS) -> "Page":
        """The page on which the ``place``-th one stands, counting from nought."""
        return cls(max(0, min(place, of - 1)) // rows * rows, of, rows)

    @property
    def first(self) -> int:
        """The number of its first record, counting from one."""
        return self.start + 1

    @property
    def last(self) -> int:
        """The number of its last record."""
        return min(self.start + self.rows, self.of)

    @property
    def before(self) -> int | None:
        """Where the page before begins."""
        return self.start - self.rows if self.start else None

    @property
    def after(self) -> int | None:
        """Where the page after begins."""
        return self.start + self.rows if self.start + self.rows < self.of else None


def asked_for(given: str | None) -> int:
    """The place somebody asked for in an address; nought where that makes no sense."""
    return int(given) if given and given.isascii() and given.isdecimal() and len(given) < 12 else 0
