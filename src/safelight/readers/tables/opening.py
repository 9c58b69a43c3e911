"""The tables in a file, whatever sort of file it is."""

from collections.abc import Sequence

from safelight.readers.member import HEAD_BYTES
from safelight.readers.tables.row import Sheet
from safelight.readers.tables.text_sheet import TextSheet
from safelight.readers.tables.workbook import Workbook, is_workbook


def sheets_of(data: bytes, separator: str = "") -> Sequence[Sheet]:
    """Every table of a file, in its own order; one for a text file. Raises ``UnknownLayout``."""
    return Workbook(data).sheets if is_workbook(data[:HEAD_BYTES]) else (TextSheet(data, separator),)
