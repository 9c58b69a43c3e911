"""The write-ahead log (``-wal``) beside a database: changes that were not yet moved into it.

Format: sqlite.org/fileformat2.html, section 4. Only what SQLite itself would believe is believed: frames with the
log's own salts, an unbroken chain of checksums, up to the last one that commits.
"""

import struct
from collections.abc import Iterator
from enum import StrEnum

import msgspec

from safelight.readers.sqlite.header import page_bytes_of

LOG_HEADER_BYTES = 32
FRAME_HEADER_BYTES = 24
MAGICS = {b"\x37\x7f\x06\x82": "<", b"\x37\x7f\x06\x83": ">"}
_VERSION = 3_007_000
_WORD = 0xFFFFFFFF


class Standing(StrEnum):
    """What a frame is worth."""

    NEWEST = "newest"
    OLDER = "older"
    NOT_COMMITTED = "not committed"
    LEFT_OVER = "left over"
    DAMAGED = "damaged"


class Frame(msgspec.Struct, frozen=True):
    """One page as it was written into the log. ``offset`` is where its header stands."""

    offset: int
    page: int
    standing: Standing


class WriteAhead(msgspec.Struct, frozen=True):
    """A log, read. ``pages`` gives for each page the offset of its newest committed content."""

    page_bytes: int
    """0 where the log has no header that can be believed."""
    frames: tuple[Frame, ...] = ()
    pages: dict[int, int] = {}
    pages_after: int | None = None
    """Pages of the database after the last commit; ``None`` where nothing was committed."""


class _Raw(msgspec.Struct, frozen=True):
    offset: int
    page: int
    pages_after: int
    is_believed: bool
    has_own_salts: bool


def read_log(data: bytes) -> WriteAhead:
    """The log, frame by frame; an empty one where its header cannot be believed."""
    order = MAGICS.get(data[:4])
    if order is None or len(data) < LOG_HEADER_BYTES:
        return WriteAhead(0)
    version, stated = struct.unpack_from(">LL", data, 4)
    page_bytes = page_bytes_of(1 if stated == 65_536 else stated)
    start = checksum(data[:24], order, (0, 0))
    if version != _VERSION or not page_bytes or start != struct.unpack_from(">LL", data, 24):
        return WriteAhead(0)
    frames = list(_frames(data, page_bytes, order, start))
    last_commit = max((n for n, frame in enumerate(frames) if frame.is_believed and frame.pages_after), default=-1)
    committed = frames[: last_commit + 1]
    newest = {frame.page: frame.offset for frame in committed}
    pages_after = committed[-1].pages_after if committed else None
    return WriteAhead(
        page_bytes,
        tuple(Frame(raw.offset, raw.page, _standing(raw, n, last_commit, newest)) for n, raw in enumerate(frames)),
        {page: offset + FRAME_HEADER_BYTES for page, offset in newest.items() if page <= (pages_after or 0)},
        pages_after,
    )


def _frames(data: bytes, page_bytes: int, order: str, running: tuple[int, int]) -> Iterator[_Raw]:
    is_believed = True
    step = FRAME_HEADER_BYTES + page_bytes
    for offset in range(LOG_HEADER_BYTES, len(data) - step + 1, step):
        page, pages_after = struct.unpack_from(">LL", data, offset)
        has_own_salts = data[offset + 8 : offset + 16] == data[16:24]
        if is_believed:
            running = checksum(data[offset : offset + 8], order, running)
            running = checksum(data[offset + FRAME_HEADER_BYTES : offset + step], order, running)
            stated = struct.unpack_from(">LL", data, offset + 16)
            is_believed = has_own_salts and page > 0 and running == stated
        yield _Raw(offset, page, pages_after, is_believed, has_own_salts)


def _standing(raw: _Raw, number: int, last_commit: int, newest: dict[int, int]) -> Standing:
    if number <= last_commit:
        return Standing.NEWEST if newest[raw.page] == raw.offset else Standing.OLDER
    if raw.is_believed:
        return Standing.NOT_COMMITTED
    return Standing.DAMAGED if raw.has_own_salts else Standing.LEFT_OVER


def checksum(data: bytes, order: str, start: tuple[int, int]) -> tuple[int, int]:
    """The log's own sum over whole words, going on from an earlier one (section 4.2)."""
    first, second = start
    words = iter(struct.unpack(f"{order}{len(data) // 4}L", data))
    for word in words:
        first = (first + word + second) & _WORD
        second = (second + next(words) + first) & _WORD
    return first, second
