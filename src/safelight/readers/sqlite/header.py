"""The first hundred bytes of a SQLite database (sqlite.org/fileformat2.html, section 1.3)."""

from typing import Self

import msgspec

from safelight.readers.reader import UnknownLayout

MAGIC = b"SQLite format 3\0"
HEADER_BYTES = 100
SMALLEST_PAGE, LARGEST_PAGE = 512, 65_536
SMALLEST_USABLE = 480
_ENCODINGS = {0: "utf-8", 1: "utf-8", 2: "utf-16-le", 3: "utf-16-be"}
_DAMAGED = (
    "This is a SQLite database whose first hundred bytes are damaged, so that its pages cannot be found. "
    "It is sealed as it is; ask for it again, or ask a specialist to recover it."
)


class Header(msgspec.Struct, frozen=True):
    """What the header says. Sizes are in bytes, pages count from 1."""

    page_bytes: int
    usable_bytes: int
    """Bytes of a page that are not reserved for extensions."""
    encoding: str
    """Of all its text, as a Python codec."""
    first_free_page: int
    keeps_pointer_map: bool
    """Whether it is an auto-vacuum database, with pages that say who points at whom."""

    @classmethod
    def of(cls, first_page: bytes) -> Self:
        """Raises ``UnknownLayout`` where the header cannot be followed."""
        if len(first_page) < HEADER_BYTES or not first_page.startswith(MAGIC):
            raise UnknownLayout(_DAMAGED)
        page_bytes = page_bytes_of(int.from_bytes(first_page[16:18], "big"))
        usable = page_bytes - first_page[20]
        encoding = _ENCODINGS.get(_number(first_page, 56))
        if not page_bytes or usable < SMALLEST_USABLE or encoding is None:
            raise UnknownLayout(_DAMAGED)
        return cls(page_bytes, usable, encoding, _number(first_page, 32), bool(_number(first_page, 52)))


def page_bytes_of(stated: int) -> int:
    """The page size a header states (1 stands for 65,536); 0 where it is none."""
    size = LARGEST_PAGE if stated == 1 else stated
    return size if SMALLEST_PAGE <= size <= LARGEST_PAGE and size.bit_count() == 1 else 0


def _number(page: bytes, offset: int) -> int:
    return int.from_bytes(page[offset : offset + 4], "big")
