"""The walk through an exhibit: every member of a plain file or an archive, one after another."""

import io
from collections.abc import Iterator
from typing import BinaryIO

from safelight.readers.containers.kinds import unopened_kind
from safelight.readers.containers.limits import Budget, Limits
from safelight.readers.containers.office import AS_ONE_FILE, is_office_document
from safelight.readers.containers.parts import Part, Unreadable
from safelight.readers.containers.plain import HeadOf, head_keeper, stretch_as_part
from safelight.readers.containers.window import read_at, size_of, window
from safelight.readers.containers.zip_entry import LOCAL_SIGNATURE
from safelight.readers.containers.zip_plan import ZipPlan, plan_of
from safelight.readers.containers.zip_walk import Found, members_planned
from safelight.readers.member import HEAD_BYTES

HOLDS_ARCHIVE = "Inside this file stands a zip archive, which was not opened. Take it out to have it read."
TWO_IN_ONE = "This file is two things at once: other bytes stand beside a zip archive in it."
BEFORE = "(before the archive)"
AFTER = "(after the archive)"


def members_of(file: BinaryIO, name: str, limits: Limits | None = None) -> Iterator[Part | Unreadable]:
    """Every member of an exhibit, in the order they stand; what cannot be opened comes as ``Unreadable``.

    ``file`` is seekable and stays open as long as any member is used; one thread at a time. A plain file gives
    one member of its own name, and so does an office document. Any other zip archive is walked member by member
    (``name/member``), archives inside it to a small depth, bytes before and after it as members of their own.
    Nothing is written anywhere. Each zip member is unpacked once before it is yielded, so that its size is
    counted and its streams cannot fail.
    Take members one at a time: a compressed archive inside an archive is held in memory while its members are.
    """
    return _Walk(Budget(limits or Limits())).through(file, name, depth=0)


class _Walk:
    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._head_of: HeadOf = head_keeper()

    def through(
        self, source: BinaryIO, name: str, depth: int, notes: tuple[str, ...] = ()
    ) -> Iterator[Part | Unreadable]:
        """Everything in a seekable stream."""
        size = size_of(source)
        plan = plan_of(source, self._budget)
        kind = unopened_kind(read_at(source, 0, HEAD_BYTES))
        if plan and plan.start and plan.end < size:
            # A database or a document may hold an archive; cutting it apart would spoil the file around it.
            yield stretch_as_part(source, name, 0, size, self._head_of, (*notes, HOLDS_ARCHIVE))
        elif plan and _is_one_document(plan, size):
            yield stretch_as_part(source, name, 0, size, self._head_of, (*notes, AS_ONE_FILE))
        elif plan and depth >= self._budget.limits.depth:
            yield Unreadable(name, size, _too_deep(depth))
        elif plan:
            yield from self._around(source, name, plan, depth, notes)
        elif kind:
            yield Unreadable(name, size, _not_opened(kind))
        else:
            yield stretch_as_part(source, name, 0, size, self._head_of, notes)

    def _around(
        self, source: BinaryIO, name: str, plan: ZipPlan, depth: int, notes: tuple[str, ...]
    ) -> Iterator[Part | Unreadable]:
        """The archive, and what stands before and after it: a file may be two things at once."""
        size = size_of(source)
        if plan.start:
            front = window(source, 0, plan.start)
            yield from self.through(front, f"{name}/{BEFORE}", depth + 1, (*notes, TWO_IN_ONE))
        for found in members_planned(source, name, plan, self._budget, self._head_of):
            yield from self._inside(found, depth, notes)
        if plan.end < size:
            back = window(source, plan.end, size)
            yield from self.through(back, f"{name}/{AFTER}", depth + 1, (*notes, TWO_IN_ONE))

    def _inside(self, found: Found, depth: int, notes: tuple[str, ...]) -> Iterator[Part | Unreadable]:
        """A member as it is, or what is in it where it is an archive itself."""
        if isinstance(found, Unreadable):
            yield found
            return
        found.notes = (*notes, *found.notes)
        head = found.head
        if head.startswith(LOCAL_SIGNATURE):
            yield from self._inner_archive(found, depth + 1, found.notes)
        elif kind := unopened_kind(head):
            yield Unreadable(found.path, found.size, _not_opened(kind))
        else:
            yield found

    def _inner_archive(self, found: Part, depth: int, notes: tuple[str, ...]) -> Iterator[Part | Unreadable]:
        limits = self._budget.limits
        stream = found.open()
        if not stream.seekable():
            if found.size > limits.inner_archive_bytes:
                yield Unreadable(found.path, found.size, _too_large_inside(limits))
                return
            with stream:
                stream = io.BytesIO(stream.read())
        plan = plan_of(stream, self._budget)
        if plan and _is_one_document(plan, found.size):
            # Not a stretch of the stream in memory: that would be held as long as anybody holds the member.
            found.notes = (*notes, AS_ONE_FILE)
            yield found
            return
        yield from self.through(stream, found.path, depth, notes)


def _is_one_document(plan: ZipPlan, size: int) -> bool:
    return not plan.start and plan.end == size and is_office_document(plan)


def _too_deep(depth: int) -> str:
    return (
        f"This is an archive inside {depth} others, deeper than is opened. It is sealed as it is; "
        "if it should be read, hand it in on its own."
    )


def _too_large_inside(limits: Limits) -> str:
    return (
        f"This is an archive inside an archive and larger than {limits.inner_archive_bytes:,} bytes. "
        "It is sealed as it is; hand it in on its own to have it read."
    )


def _not_opened(kind: str) -> str:
    return (
        f"This archive is of a kind ({kind}) that is not opened yet. It is sealed as it is; "
        "to have it read, unpack it and hand in the files, or hand it in as a zip."
    )
