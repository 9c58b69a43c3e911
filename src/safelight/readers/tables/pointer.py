"""The pointer of a record that was read from a workbook: which row, and where in which part."""

import re

ROW_IN_PART = re.compile(r"row \d+ of sheet “.*”, bytes (\d{1,12}) to (\d{1,12}) of (xl/.+)", re.DOTALL)
"""First and last byte, and the part; ``workbook.BookSheet.place_of`` writes it."""


def is_in_a_workbook(pointer: str) -> bool:
    """Whether a pointer leads into a part of a workbook."""
    return ROW_IN_PART.fullmatch(pointer) is not None
