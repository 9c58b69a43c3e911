"""A file packed on its own (gzip, bzip2, xz): what it unfolds to, counted once before anything is believed."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO

import msgspec

from safelight.readers.containers.cursor import MAGICS, Cursor
from safelight.readers.containers.gunzipped import Marks
from safelight.readers.containers.limits import Budget
from safelight.readers.containers.unpacking import as_stream
from safelight.readers.containers.window import size_of, window

_ENDINGS = {
    ".tgz": ".tar",
    ".tbz2": ".tar",
    ".tbz": ".tar",
    ".txz": ".tar",
    ".gz": "",
    ".bz2": "",
    ".xz": "",
}
UNNAMED = "(unpacked)"


class Unfolded(msgspec.Struct, frozen=True):
    """What unpacking once, to the end, showed. Sizes are in bytes, counted."""

    kind: str
    size: int
    end: int
    """The first packed byte that is no longer part of it."""
    is_whole: bool
    marks: Marks | None
    """Places to start from, where the kind allows that."""


def compression_of(head: bytes) -> str:
    """The kind of packing by the first bytes; empty where it is none that is opened."""
    kind = next((kind for kind, magic in MAGICS.items() if head.startswith(magic)), "")
    is_real = kind != "bzip2" or head[4:10] in (b"1AY&SY", b"\x17\x72\x45\x38\x50\x90")
    return kind if is_real else ""


def inner_name(name: str) -> str:
    """The name of what is inside: without the ending that says how it is packed."""
    last = name.rpartition("/")[2]
    for ending, instead in _ENDINGS.items():
        if last.lower().endswith(ending) and len(last) > len(ending):
            return last[: -len(ending)] + instead
    return UNNAMED


def unfold(source: BinaryIO, kind: str, budget: Budget) -> Unfolded | None:
    """Unpack once, keep nothing, count; ``None`` where it unfolds to more than is safe."""
    cursor = Cursor(source, kind)
    marks = Marks(source) if kind == "gzip" else None
    packed_bytes = size_of(source)
    allowed = budget.allowance(packed_bytes)
    while cursor.step():
        if cursor.plain > allowed:
            return None
        if marks:
            marks.pass_by(cursor)
    budget.spend(cursor.plain)
    end = packed_bytes if cursor.is_damaged else cursor.end
    return Unfolded(kind, cursor.plain, end, not cursor.is_damaged, marks)


def opener_of(source: BinaryIO, unfolded: Unfolded) -> Callable[[], BinaryIO]:
    """A function that opens the plain bytes afresh; not seekable."""
    return partial(as_stream, partial(_chunks, source, unfolded), unfolded.size)


def _chunks(source: BinaryIO, unfolded: Unfolded) -> Iterator[bytes]:
    return iter(Cursor(window(source, 0, size_of(source)), unfolded.kind).step, b"")


def damaged(recovered: int) -> str:
    """What is to be said of a file whose packing does not hold together to its end."""
    what = f"the first {recovered:,} bytes were recovered and read" if recovered else "nothing could be recovered"
    return f"The packed file is damaged or cut short: {what}. It is sealed as it is; ask for it again."
