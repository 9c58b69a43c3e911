"""Sparse members of a tar archive: stored without their empty stretches, given back with them.

Formats: GNU tar's manual, "Storing Sparse Files": the old GNU header, and pax 0.1 and 1.0.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO, NamedTuple

from safelight.readers.containers.kinds import TAR_HEADER_BYTES
from safelight.readers.containers.tar_header import number_in
from safelight.readers.containers.unpacking import CHUNK_BYTES
from safelight.readers.containers.window import read_at

NAME, MAP, MAJOR = "GNU.sparse.name", "GNU.sparse.map", "GNU.sparse.major"
_SIZES = ("GNU.sparse.realsize", "GNU.sparse.size")
_MOST_STRETCHES = 100_000
_MOST_BLOCKS = _MOST_STRETCHES // 21
_FIELD_BYTES, _FIRST_ENTRIES, _MORE_ENTRIES = 12, slice(386, 482), slice(0, 504)
_GOES_ON_AT, _MORE_GOES_ON_AT, _REAL_SIZE = 482, 504, slice(483, 495)
_LONGEST_MAP_BYTES = 4 * 1024 * 1024


class Sparse(NamedTuple):
    """Where the stored bytes begin, the stretches they fill (place and length, in order), and the whole size."""

    content: int
    stretches: tuple[tuple[int, int], ...]
    size: int

    @property
    def end(self) -> int:
        """Where the stored bytes end."""
        return self.content + sum(length for _, length in self.stretches)


def more_of_header(source: BinaryIO, block: bytes, content: int) -> bytes:
    """The blocks with which an old GNU header goes on; they stand before what is stored."""
    more: list[bytes] = []
    goes_on = block[_GOES_ON_AT]
    while goes_on and len(more) < _MOST_BLOCKS:
        found = read_at(source, content + len(more) * TAR_HEADER_BYTES, TAR_HEADER_BYTES)
        if len(found) < TAR_HEADER_BYTES:
            break
        more.append(found)
        goes_on = found[_MORE_GOES_ON_AT]
    return b"".join(more)


def from_header(block: bytes, more: bytes, content: int) -> Sparse | None:
    """As the old GNU header says it; ``None`` where that does not hold together."""
    blocks = (more[place : place + TAR_HEADER_BYTES] for place in range(0, len(more), TAR_HEADER_BYTES))
    fields = b"".join([block[_FIRST_ENTRIES], *(each[_MORE_ENTRIES] for each in blocks)])
    told = (fields[place : place + _FIELD_BYTES] for place in range(0, len(fields), _FIELD_BYTES))
    numbers = [number_in(field) for field in told if any(field)]
    return _sparse(content + len(more), numbers, number_in(block[_REAL_SIZE]))


def from_pax(source: BinaryIO, said: Mapping[str, str], content: int, end: int) -> Sparse | None:
    """As pax values say it, or as the beginning of the content does (1.0); ``None`` where that does not hold."""
    size = next((_whole(said[name]) for name in _SIZES if name in said), None)
    if said.get(MAJOR) != "1":
        return _sparse(content, [_whole(number) for number in said.get(MAP, "").split(",")], size)
    told = read_at(source, content, min(end - content, _LONGEST_MAP_BYTES))
    count, _, rest = told.partition(b"\n")
    pairs = _whole(count.decode("ascii", "replace"))
    if pairs is None or pairs > _MOST_STRETCHES:
        return None
    lines = rest.split(b"\n", 2 * pairs)
    numbers = [_whole(line.decode("ascii", "replace")) for line in lines[: 2 * pairs]]
    map_bytes = len(told) - len(lines[-1])
    return _sparse(content + -(-map_bytes // TAR_HEADER_BYTES) * TAR_HEADER_BYTES, numbers, size)


def chunks(source: BinaryIO, sparse: Sparse) -> Iterator[bytes]:
    """The whole member: stored bytes where they belong, noughts between them."""
    place, stored = 0, sparse.content
    for start, length in sparse.stretches:
        yield from _noughts(start - place)
        for begin in range(0, length, CHUNK_BYTES):
            yield read_at(source, stored + begin, min(CHUNK_BYTES, length - begin)).ljust(
                min(CHUNK_BYTES, length - begin), b"\0"
            )
        place, stored = start + length, stored + length
    yield from _noughts(sparse.size - place)


def _sparse(content: int, numbers: Sequence[int | None], size: int | None) -> Sparse | None:
    whole = [number for number in numbers if number is not None]
    if size is None or len(whole) != len(numbers) or len(whole) % 2:
        return None
    stretches = tuple(zip(whole[::2], whole[1::2], strict=True))
    ends = [0, *(start + length for start, length in stretches)]
    in_order = all(start >= before for (start, _), before in zip(stretches, ends, strict=False))
    return Sparse(content, stretches, size) if in_order and ends[-1] <= size else None


def _noughts(count: int) -> Iterator[bytes]:
    while count > 0:
        yield bytes(min(count, CHUNK_BYTES))
        count -= CHUNK_BYTES


def _whole(written: str) -> int | None:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 19 else None
