"""The walk through an exhibit: every member of a plain file or an archive, one after another."""

import io
from collections.abc import Iterator
from typing import BinaryIO

from safelight.readers.containers.compressed import (
    Unfolded,
    compression_of,
    damaged,
    inner_name,
    opener_of,
    unfold,
)
from safelight.readers.containers.gunzipped import Gunzipped
from safelight.readers.containers.kinds import is_tar, unopened_kind
from safelight.readers.containers.limits import Budget, Limits
from safelight.readers.containers.office import AS_ONE_FILE, is_office_document
from safelight.readers.containers.parts import Part, Unreadable
from safelight.readers.containers.plain import HeadOf, head_keeper, stretch_as_part
from safelight.readers.containers.shelf import Shelf, Shelved
from safelight.readers.containers.tar_walk import AFTER, TWO_IN_ONE, tar_members
from safelight.readers.containers.window import BUFFER_BYTES, read_at, size_of, window
from safelight.readers.containers.zip_entry import LOCAL_SIGNATURE
from safelight.readers.containers.zip_plan import ZipPlan, plan_of
from safelight.readers.containers.zip_walk import Found, members_planned
from safelight.readers.member import HEAD_BYTES

HOLDS_ARCHIVE = "Inside this file stands a zip archive, which was not opened. Take it out to have it read."
BEFORE = "(before the archive)"


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
        self._shelf = Shelf(budget.limits.inner_archive_bytes)

    def through(self, source: BinaryIO, name: str, depth: int, notes: tuple[str, ...] = ()) -> Iterator[Found]:
        """Everything in a seekable stream."""
        head = read_at(source, 0, HEAD_BYTES)
        kind = compression_of(head)
        if not kind and not is_tar(head):
            yield from self._zip_or_plain(source, name, depth, notes)
        elif depth >= self._budget.limits.depth:
            yield Unreadable(name, size_of(source), _too_deep(depth))
        elif kind:
            yield from self._unpacked(source, name, kind, depth, notes)
        else:
            yield from self._tar(source, name, depth, notes)

    def _zip_or_plain(self, source: BinaryIO, name: str, depth: int, notes: tuple[str, ...]) -> Iterator[Found]:
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

    def _tar(self, source: BinaryIO, name: str, depth: int, notes: tuple[str, ...]) -> Iterator[Found]:
        for found in tar_members(source, name, self._budget, self._head_of):
            yield from self._inside(found, depth, notes)

    def _unpacked(
        self, source: BinaryIO, name: str, kind: str, depth: int, notes: tuple[str, ...]
    ) -> Iterator[Found]:
        """A file packed on its own, and what stands behind it."""
        size = size_of(source)
        unfolded = unfold(source, kind, self._budget)
        if unfolded is None:
            yield Unreadable(name, size, _too_much(size))
            return
        if not unfolded.is_whole:
            yield Unreadable(f"{name} (lost part)", 0 if unfolded.size else size, damaged(unfolded.size))
        if unfolded.size or unfolded.is_whole:
            path = f"{name}/{inner_name(name)}"
            content = Part(path, unfolded.size, opener_of(source, unfolded), self._head_of)
            yield from self._content(content, unfolded, name, depth, notes)
        if unfolded.end < size:
            back = window(source, unfolded.end, size)
            yield from self.through(back, f"{name}/{AFTER}", depth + 1, (*notes, TWO_IN_ONE))

    def _content(
        self, content: Part, unfolded: Unfolded, name: str, depth: int, notes: tuple[str, ...]
    ) -> Iterator[Found]:
        """A packed tar archive is one archive, not two inside one another."""
        if not is_tar(content.head):
            yield from self._inside(content, depth, notes)
            return
        stream = self._movable(content, unfolded)
        if stream is None:
            yield Unreadable(content.path, content.size, _too_large_inside(self._budget.limits))
        else:
            yield from self._tar(stream, name, depth, notes)

    def _movable(self, found: Part, unfolded: Unfolded | None = None) -> BinaryIO | None:
        """A stream of the member that can be moved in; ``None`` where that would take too much memory."""
        if unfolded and unfolded.marks:
            return io.BufferedReader(Gunzipped(unfolded.marks, unfolded.size), BUFFER_BYTES)
        stream = found.open()
        if stream.seekable():
            return stream
        if found.size > self._budget.limits.inner_archive_bytes:
            return None
        return io.BufferedReader(Shelved(self._shelf, found.open, found.size), BUFFER_BYTES)

    def _around(
        self, source: BinaryIO, name: str, plan: ZipPlan, depth: int, notes: tuple[str, ...]
    ) -> Iterator[Found]:
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

    def _inside(self, found: Found, depth: int, notes: tuple[str, ...]) -> Iterator[Found]:
        """A member as it is, or what is in it where it is an archive itself."""
        if isinstance(found, Unreadable):
            yield found
            return
        found.notes = (*notes, *found.notes)
        head = found.head
        if head.startswith(LOCAL_SIGNATURE) or is_tar(head) or compression_of(head):
            yield from self._inner_archive(found, depth + 1)
        elif kind := unopened_kind(head):
            yield Unreadable(found.path, found.size, _not_opened(kind))
        else:
            yield found

    def _inner_archive(self, found: Part, depth: int) -> Iterator[Found]:
        stream = self._movable(found)
        if stream is None:
            yield Unreadable(found.path, found.size, _too_large_inside(self._budget.limits))
            return
        plan = plan_of(stream, self._budget) if found.head.startswith(LOCAL_SIGNATURE) else None
        if plan and _is_one_document(plan, found.size):
            found.notes = (*found.notes, AS_ONE_FILE)
            yield found
            return
        yield from self.through(stream, found.path, depth, found.notes)


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


def _too_much(packed_bytes: int) -> str:
    return (
        f"Its {packed_bytes:,} bytes unfold to more than is safe to unpack. It is sealed as it is and was not "
        "unpacked further; if it is an ordinary file, hand it in without the packing."
    )


def _not_opened(kind: str) -> str:
    return (
        f"This archive is of a kind ({kind}) that is not opened yet. It is sealed as it is; "
        "to have it read, unpack it and hand in the files, or hand it in as a zip."
    )
