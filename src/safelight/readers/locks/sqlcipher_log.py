"""The log (``-wal``) beside a database under SQLCipher's lock: the same pages, in frames that stay in the open.

The log's sums are taken over pages under the lock. So that the opened log can be believed like any other, a frame
whose sum fits gets the sum of its opened page; one whose sum does not fit keeps what it had and is not believed.
"""

import struct
from collections.abc import Iterator

from safelight.readers.locks import sqlcipher
from safelight.readers.member import Member
from safelight.readers.sqlite.write_ahead import FRAME_HEADER_BYTES, LOG_HEADER_BYTES, MAGICS, checksum

ENDING = "-wal"
_SALTS = slice(8, 16)
_SUMS_AT = 16


def inner_path(path: str) -> str:
    """Where the opened log of a database stands."""
    return f"{sqlcipher.inner_path(path)}{ENDING}"


def chunks(log: Member, secret: bytes) -> Iterator[bytes]:
    """The log with its pages in the open, afresh; every frame keeps its size and place."""
    with log.open() as stream:
        header = stream.read(LOG_HEADER_BYTES)
        yield header
        order = MAGICS.get(header[:4])
        if order is None or len(header) < LOG_HEADER_BYTES:
            yield from iter(lambda: stream.read(sqlcipher.PAGE_BYTES), b"")
            return
        own = opened = checksum(header[:24], order, (0, 0))
        is_believed = own == struct.unpack_from(">LL", header, 24)
        while frame := stream.read(FRAME_HEADER_BYTES + sqlcipher.PAGE_BYTES):
            head, page = frame[:FRAME_HEADER_BYTES], frame[FRAME_HEADER_BYTES:]
            if not is_believed or len(page) < sqlcipher.PAGE_BYTES:
                yield frame
                continue
            own = checksum(page, order, checksum(head[:8], order, own))
            is_believed = own == struct.unpack_from(">LL", head, _SUMS_AT) and head[_SALTS] == header[16:24]
            plain = sqlcipher.opened_page(page, int.from_bytes(head[:4], "big"), secret)
            if is_believed:
                opened = checksum(plain, order, checksum(head[:8], order, opened))
                head = head[:_SUMS_AT] + struct.pack(">LL", *opened)
            yield head + plain
