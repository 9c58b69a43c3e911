"""Which rows of a conversation one page shows, and where the pages before and after it begin."""

from dataclasses import dataclass

ROWS = 50


@dataclass(frozen=True)
class Page:
    """``start`` counts from the conversation's first record; ``of`` is how many there are."""

    start: int
    of: int

    @classmethod
    def holding(cls, place: int, of: int) -> "Page":
        """The page on which the ``place``-th record stands."""
        return cls(max(0, min(place, of - 1)) // ROWS * ROWS, of)

    @property
    def first(self) -> int:
        """The number of its first record, counting from one."""
        return self.start + 1

    @property
    def last(self) -> int:
        """The number of its last record."""
        return min(self.start + ROWS, self.of)

    @property
    def before(self) -> int | None:
        """Where the page before begins."""
        return self.start - ROWS if self.start else None

    @property
    def after(self) -> int | None:
        """Where the page after begins."""
        return self.start + ROWS if self.start + ROWS < self.of else None
