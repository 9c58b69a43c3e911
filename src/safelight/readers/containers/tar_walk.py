"""The members of a tar archive, one after another; links and devices are told and never followed."""

from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, TypeAlias

from safelight.readers.containers import tar_sparse
from safelight.readers.containers.kinds import TAR_HEADER_BYTES
from safelight.readers.containers.limits import Budget
from safelight.readers.containers.naming import Paths, notes_on_name
from safelight.readers.containers.parts import Part, Unreadable
from safelight.readers.containers.plain import HeadOf, stretch_as_part
from safelight.readers.containers.tar_header import (
    ABOUT_THE_NEXT,
    DEVICES,
    DUMP,
    FOLDER,
    HARD_LINK,
    LABEL,
    LONG_LINK,
    LONG_NAME,
    PAX,
    PAX_FOR_ALL,
    SOFT_LINK,
    SPARSE,
    TarHeader,
    header_in,
    pax_values,
)
from safelight.readers.containers.unpacking import as_stream
from safelight.readers.containers.window import read_at, size_of

Found: TypeAlias = Part | Unreadable
LONGEST_ABOUT_BYTES = 1024 * 1024
_SCAN_BYTES = 1024 * 1024
_NO_DATA = DEVICES | {FOLDER, HARD_LINK, SOFT_LINK}
_NOT_A_FILE = frozenset({FOLDER, LABEL, DUMP, PAX_FOR_ALL})
FOUND_AGAIN = "It was found behind a damaged place of the archive."
LINKED = (
    "It is a link or a device, not a file, and was not followed. It is sealed as it is; what a link leads to is "
    "read only if it stands in the archive itself."
)
FILLED = "It was stored without its empty stretches (a sparse file); they were filled with noughts again."
GAPS = (
    "It was stored without its empty stretches (a sparse file), and where they belong is damaged, or they are "
    "more than is safe to fill. It is sealed as it is; unpack it and hand in the file itself."
)
CUT = "The archive ends in the middle of this member: what was there of it was read. Ask for the archive again."
DAMAGED = (
    "Here the archive is damaged: no member can be told apart in these bytes. They are sealed as they are and "
    "were not read; ask for the archive again."
)
TWO_IN_ONE = "This file is two things at once: other bytes stand beside an archive in it."
AFTER = "(after the archive)"


def tar_members(source: BinaryIO, name: str, budget: Budget, head_of: HeadOf) -> Iterator[Found]:
    """Members and what could not be opened, in the order they stand."""
    walk = _TarWalk(source, name, budget, head_of)
    yield from walk.members()


class _TarWalk:
    def __init__(self, source: BinaryIO, name: str, budget: Budget, head_of: HeadOf) -> None:
        self._source = source
        self._name = name
        self._budget = budget
        self._head_of = head_of
        self._size = size_of(source)
        self._paths = Paths(name)
        self._said: dict[str, str] = {}
        self._is_found_again = False

    def members(self) -> Iterator[Found]:
        place = 0
        while place < self._size:
            block = read_at(self._source, place, TAR_HEADER_BYTES)
            header = header_in(block)
            if header is None and not block.strip(b"\0"):
                yield from self._closing(place)
                break
            if header is None:
                start, place = place, self._next_header(place + TAR_HEADER_BYTES)
                self._is_found_again = True
                yield Unreadable(f"{self._name}/(damaged part)", place - start, DAMAGED)
                continue
            if header.sort not in ABOUT_THE_NEXT:
                if self._budget.members_left <= 0:
                    yield self._stopped(place)
                    return
                self._budget.members_left -= 1
            content = place + TAR_HEADER_BYTES
            size = self._size_of(header)
            if header.sort == SPARSE:
                size += len(tar_sparse.more_of_header(self._source, block, content))
            yield from self._member(header, block, content, size)
            place = content + -(-size // TAR_HEADER_BYTES) * TAR_HEADER_BYTES

    def _member(self, header: TarHeader, block: bytes, content: int, size: int) -> Iterator[Found]:
        end = min(content + size, self._size)
        if header.sort in ABOUT_THE_NEXT:
            self._hear(header, content, end)
            return
        name = self._said.get(tar_sparse.NAME) or self._said.get("path") or header.name
        if header.sort in _NOT_A_FILE or name.endswith("/"):
            pass
        elif header.sort == SPARSE or tar_sparse.MAP in self._said or tar_sparse.MAJOR in self._said:
            yield self._sparse(header, name, block, content, end)
        else:
            yield from self._file(header, name, content, end, size)
        self._said = {}

    def _sparse(self, header: TarHeader, name: str, block: bytes, content: int, end: int) -> Found:
        path = self._paths.of(name)
        if header.sort == SPARSE:
            more = tar_sparse.more_of_header(self._source, block, content)
            sparse = tar_sparse.from_header(block, more, content)
        else:
            sparse = tar_sparse.from_pax(self._source, self._said, content, end)
        is_whole = sparse is not None and sparse.end <= self._size
        if sparse is None or not is_whole or sparse.size > self._budget.allowance(end - content):
            return Unreadable(path, end - content, GAPS)
        self._budget.spend(sparse.size)
        opener = partial(as_stream, partial(tar_sparse.chunks, self._source, sparse), sparse.size)
        return Part(path, sparse.size, opener, self._head_of, (*notes_on_name(name), FILLED))

    def _file(self, header: TarHeader, name: str, content: int, end: int, size: int) -> Iterator[Found]:
        path = self._paths.of(name)
        if header.sort in DEVICES or header.sort in (SOFT_LINK, HARD_LINK):
            yield Unreadable(path, 0, LINKED)
        else:
            notes = (*notes_on_name(name), *([FOUND_AGAIN] if self._is_found_again else []))
            start = min(content, self._size)
            yield stretch_as_part(self._source, path, start, end, self._head_of, notes)
            if end < content + size:
                yield Unreadable(f"{path} (lost part)", 0, CUT)

    def _hear(self, header: TarHeader, content: int, end: int) -> None:
        """What a member in front of the member says of it: a long name, or values in pax form."""
        told = read_at(self._source, content, min(end - content, LONGEST_ABOUT_BYTES))
        if header.sort == PAX:
            self._said |= pax_values(told)
        elif header.sort == LONG_NAME:
            self._said["path"] = told.partition(b"\0")[0].decode("utf-8", "backslashreplace")
        elif header.sort == LONG_LINK:
            self._said["linkpath"] = told.partition(b"\0")[0].decode("utf-8", "backslashreplace")

    def _size_of(self, header: TarHeader) -> int:
        if header.sort in _NO_DATA:
            return 0
        stated = self._said.get("size", "") if header.sort not in ABOUT_THE_NEXT else ""
        return int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 19 else header.size

    def _next_header(self, place: int) -> int:
        """The next block that is a header, or the end."""
        while place < self._size:
            piece = read_at(self._source, place, _SCAN_BYTES)
            for start in range(0, len(piece), TAR_HEADER_BYTES):
                block = piece[start : start + TAR_HEADER_BYTES]
                if block[257:262] == b"ustar" and header_in(block):
                    return place + start
            place += _SCAN_BYTES
        return self._size

    def _closing(self, place: int) -> Iterator[Found]:
        """Blocks of zeros end the archive; anything behind them but more zeros is told."""
        while piece := read_at(self._source, place, _SCAN_BYTES):
            if piece.strip(b"\0"):
                behind = place + len(piece) - len(piece.lstrip(b"\0"))
                notes = (TWO_IN_ONE,)
                path = f"{self._name}/{AFTER}"
                yield stretch_as_part(self._source, path, behind, self._size, self._head_of, notes)
                return
            place += len(piece)

    def _stopped(self, place: int) -> Unreadable:
        return Unreadable(
            f"{self._name}/(further members)",
            self._size - place,
            f"The archive goes on after the {self._budget.limits.members:,} members that are opened of one "
            "exhibit. The rest is sealed as it is; to have it read, hand it in in smaller parts.",
        )
