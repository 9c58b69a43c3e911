"""The name of a record: the same bytes in the same place give the same name, on any machine."""

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import repeat

from safelight.records.runs import Shared, Texts, values_in

ID_DIGITS = 32
_ID_BYTES = ID_DIGITS // 2


def record_ids(
    exhibit: str,
    members: Sequence[str],
    offsets: Sequence[int],
    lengths: Sequence[int],
    pointers: Sequence[str],
    kinds: Sequence[str],
) -> str:
    """Ids of ``ID_DIGITS`` hexadecimal digits, one after the other: keyed BLAKE2b of the rest, zeros between.

    ``exhibit`` is the SHA-256 of the original in hexadecimal, and the key; the rest are columns of records. A
    column may be a single value that all records share. The pointer and kind take part because one run of bytes
    may hold several records, such as a message and the reactions to it.
    """
    begun = blake2b(key=bytes.fromhex(exhibit), digest_size=_ID_BYTES)
    ids = []
    begin = begun.copy
    for one in zip(_written(members), offsets, lengths, _written(pointers), _written(kinds), strict=False):
        name = begin()
        name.update(b"%b\0%d\0%d\0%b\0%b" % one)
        ids.append(name.digest())
    return b"".join(ids).hex()


def _written(column: Sequence[str]) -> Iterator[bytes]:
    """The values of a column in bytes; without end where all records share one."""
    if isinstance(column, Texts):
        return column.encoded()
    written = [value.encode("utf-8", "surrogatepass") for value in values_in(column)]
    if isinstance(column, Shared):
        return map(written.__getitem__, column.numbers)
    return repeat(written[0]) if len(written) == 1 else iter(written)
