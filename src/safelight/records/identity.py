"""The name of a record: the same bytes in the same place give the same name, on any machine."""

from collections.abc import Iterable
from hashlib import blake2b

from safelight.records.record import Record


def record_ids(exhibit: str, records: Iterable[Record]) -> list[str]:
    """Ids of 32 hexadecimal digits: a keyed BLAKE2b of member, offset, length, pointer and kind.

    ``exhibit`` is the SHA-256 of the original in hexadecimal. The pointer and kind take part because one run
    of bytes may hold several records, such as a message and the reactions to it.
    """
    key = bytes.fromhex(exhibit)
    return [
        blake2b(
            f"{record.member}\0{record.offset}\0{record.length}\0{record.pointer}\0{record.kind}".encode(
                "utf-8", "surrogatepass"
            ),
            key=key,
            digest_size=16,
        ).hexdigest()
        for record in records
    ]
