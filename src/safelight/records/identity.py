"""The name of a record: the same bytes in the same place give the same name, on any machine."""

from collections.abc import Iterable
from hashlib import blake2b


def record_ids(
    exhibit: str,
    members: Iterable[str],
    offsets: Iterable[int],
    lengths: Iterable[int],
    pointers: Iterable[str],
    kinds: Iterable[str],
) -> list[str]:
    """Ids of 32 hexadecimal digits: a keyed BLAKE2b of member, offset, length, pointer and kind.

    ``exhibit`` is the SHA-256 of the original in hexadecimal; the rest are columns of records. The pointer and
    kind take part because one run of bytes may hold several records, such as a message and the reactions to it.
    """
    key = bytes.fromhex(exhibit)
    return [
        blake2b(
            f"{member}\0{offset}\0{length}\0{pointer}\0{kind}".encode("utf-8", "surrogatepass"),
            key=key,
            digest_size=16,
        ).hexdigest()
        for member, offset, length, pointer, kind in zip(members, offsets, lengths, pointers, kinds, strict=True)
    ]
