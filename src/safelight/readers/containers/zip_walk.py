"""The members of one planned zip archive, in order, each tried out before it is yielded."""

from collections.abc import Iterator
from typing import BinaryIO, TypeAlias

from safelight.readers.containers.limits import Budget
from safelight.readers.containers.naming import Paths, notes_on_name
from safelight.readers.containers.parts import Part, Unreadable
from safelight.readers.containers.plain import HeadOf
from safelight.readers.containers.unpacking import unpack
from safelight.readers.containers.window import size_of, window
from safelight.readers.containers.zip_entry import DESCRIPTOR_FLAG, ZipEntry
from safelight.readers.containers.zip_member import Refused, check_may_unpack, opener_of, packed_range, try_out
from safelight.readers.containers.zip_plan import Overlap, Placed, ZipPlan

LONGEST_DESCRIPTOR_BYTES = 24
SALVAGED = (
    "The archive's list of contents is missing or cut short; this member was found by walking the archive "
    "from its start."
)
Found: TypeAlias = Part | Unreadable


def members_planned(
    source: BinaryIO, name: str, plan: ZipPlan, budget: Budget, head_of: HeadOf
) -> Iterator[Found]:
    """Members and what could not be opened; the archive's own troubles come last, under its own name."""
    walk = _ZipWalk(source, name, plan, budget, head_of)
    for number, step in enumerate(plan.steps):
        if budget.members_left <= 0:
            yield walk.stopped_at(number)
            break
        budget.members_left -= 1
        yield from walk.overlapping(step) if isinstance(step, Overlap) else walk.member(step)
    yield from walk.closing_words()


class _ZipWalk:
    def __init__(self, source: BinaryIO, name: str, plan: ZipPlan, budget: Budget, head_of: HeadOf) -> None:
        self._source = source
        self._name = name
        self._plan = plan
        self._budget = budget
        self._head_of = head_of
        self._paths = Paths(name)
        self._unlisted_bytes = 0

    def member(self, placed: Placed) -> Iterator[Found]:
        """One entry: nothing (an empty folder), a member, a reason, or a member and what was lost of it."""
        entry = placed.entry
        if entry.is_empty_folder:
            return
        path = self._paths.of(entry.name)
        try:
            packed = packed_range(self._source, entry, placed.fence)
            self._count_unlisted(entry, packed[1], placed.fence)
            check_may_unpack(entry)
            trial = try_out(unpack(window(self._source, *packed), entry.method), entry, self._budget)
        except Refused as refusal:
            yield Unreadable(path, entry.packed_bytes, str(refusal))
            return
        notes = (*trial.notes, *self._notes_on(entry))
        if trial.size or trial.is_whole:
            opener = opener_of(self._source, packed, entry.method, trial.size)
            yield Part(path, trial.size, opener, self._head_of, notes)
        if not trial.is_whole:
            yield Unreadable(f"{path} (lost part)", 0 if trial.size else entry.packed_bytes, _lost(trial.size))

    def overlapping(self, overlap: Overlap) -> Iterator[Found]:
        """Entries that claim the same bytes are not unpacked."""
        yield Unreadable(
            f"{self._name}/({overlap.entries} overlapping members)",
            overlap.end - overlap.start,
            f"{overlap.entries:,} members of this archive claim the same bytes, as in files made to overwhelm "
            "software. They are sealed as they are and were not unpacked; a specialist can look at them apart "
            "from the network.",
        )

    def stopped_at(self, number: int) -> Unreadable:
        """The members left when the limit was reached."""
        left = self._plan.listed - number
        return Unreadable(
            f"{self._name}/(further members)",
            0,
            f"The archive lists {left:,} more members than the {self._budget.limits.members:,} that are opened "
            "of one exhibit. They are sealed as they are; to have them read, hand them in in smaller parts.",
        )

    def closing_words(self) -> Iterator[Unreadable]:
        """What is to be said of the archive itself."""
        if self._plan.is_salvaged:
            yield Unreadable(self._name, self._left_over(), _salvaged(len(self._plan.steps)))
        elif not self._plan.steps:
            yield Unreadable(self._name, self._plan.end - self._plan.start, _EMPTY)
        if self._unlisted_bytes:
            yield Unreadable(f"{self._name}/(between the members)", self._unlisted_bytes, _UNLISTED)

    def _left_over(self) -> int:
        last = self._plan.steps[-1] if self._plan.steps else None
        return size_of(self._source) - (last.fence if isinstance(last, Placed) else 0)

    def _count_unlisted(self, entry: ZipEntry, packed_end: int, fence: int) -> None:
        gap = fence - packed_end
        is_descriptor = entry.flags & DESCRIPTOR_FLAG and gap <= LONGEST_DESCRIPTOR_BYTES
        self._unlisted_bytes += 0 if is_descriptor else gap

    def _notes_on(self, entry: ZipEntry) -> Iterator[str]:
        if self._plan.is_salvaged:
            yield SALVAGED
        yield from notes_on_name(entry.name)


def _lost(recovered: int) -> str:
    what = f"the first {recovered:,} bytes were recovered and read" if recovered else "nothing could be recovered"
    return (
        f"The archive is damaged or cut short in this member: {what}. It is sealed as it is; "
        "ask for it again, or for the file without the archive."
    )


def _salvaged(count: int) -> str:
    return (
        f"The archive is cut short or damaged: its list of contents is missing. Members found by walking it from "
        f"its start: {count:,}; there may have been more. It is sealed as it is; ask for it again."
    )


_EMPTY = (
    "The archive is empty. It is sealed as it is; ask whoever sent it whether something was meant to be in it."
)
_UNLISTED = (
    "Between the members stand bytes that the archive does not list, as after a member was removed from it. "
    "They are sealed as they are and were not read; a specialist can look at them."
)
