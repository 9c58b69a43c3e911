"""Which entries were taken out, moved or altered, told from where each stands and what it says of its place."""

from collections.abc import Iterator

from safelight.evidence.ledger_fault import LedgerFault, altered, moved, removed


class Places:
    """Takes entries in order and keeps runs of what is wrong: a ledger of a million moved entries has few."""

    def __init__(self) -> None:
        """Starts at the beginning of a ledger."""
        self.closed_up = 0
        self._unreadable = False
        self._next = 0
        self._highest = -1
        self._in_order = True
        self._gaps: list[tuple[int, int]] = []
        self._altered: list[tuple[int, int]] = []
        self._moved: list[tuple[int, int, int]] = []

    def add(self, position: int, own: int | None, *, as_stored: bool) -> None:
        """One entry: where it stands, where it says it stands, whether it is what its stored hash stands for."""
        if position > self._next:
            self._gaps.append((self._next, position - 1))
        self._next = position + 1
        if own is None or (own == position and not as_stored):
            self._unreadable = self._unreadable or own is None
            self._mark_altered(position)
        elif own != position:
            self._mark_moved(position, own)
        self._in_order = self._in_order and (own is None or own > self._highest)
        self._highest = max(self._highest, self._highest if own is None else own)

    def _mark_altered(self, position: int) -> None:
        first, last = self._altered[-1] if self._altered else (position, -2)
        if last == position - 1:
            self._altered[-1] = (first, position)
        else:
            self._altered.append((position, position))

    def _mark_moved(self, position: int, own: int) -> None:
        first, last, its_own = self._moved[-1] if self._moved else (0, -2, 0)
        if last == position - 1 and own - position == its_own - first:
            self._moved[-1] = (first, position, its_own)
        else:
            self._moved.append((position, position, own))

    @property
    def are_right(self) -> bool:
        """Whether every entry stands in its place and is what its stored hash stands for."""
        return not (self._gaps or self._altered or self._moved)

    @property
    def are_right_but_for_hashes(self) -> bool:
        """Whether all that is wrong is that stored hashes stand for other bytes."""
        return bool(self._altered) and not (self._gaps or self._moved or self._unreadable)

    @property
    def last_wrong(self) -> int:
        """The last entry whose stored hash stands for other bytes; -1 where there is none."""
        return self._altered[-1][1] if self._altered else -1

    def faults(self) -> Iterator[LedgerFault]:
        """What is wrong, in the order of kinds."""
        yield from (removed(first, last) for first, last in self._gaps)
        yield from (altered(first, last) for first, last in self._altered)
        if self._in_order and not self._gaps:
            yield from self._closed_up()
        else:
            yield from (moved(*run) for run in self._moved)

    def _closed_up(self) -> Iterator[LedgerFault]:
        """Entries still follow each other in their order, each further up than it was: others were taken out."""
        shift = 0
        for first, _, own in self._moved:
            if own - first > shift:
                yield removed(first + shift, own - 1)
            shift = own - first
            self.closed_up = max(self.closed_up, shift)
