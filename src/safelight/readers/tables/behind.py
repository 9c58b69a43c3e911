"""From the pointer of a record to the bytes of its row inside a workbook, unpacked."""

import re

from safelight.readers.reader import UnknownLayout
from safelight.readers.tables.workbook import Workbook, is_workbook

_POINTER = re.compile(r"row \d+ of sheet “.*”, bytes (\d{1,12}) to (\d{1,12}) of (xl/.+)", re.DOTALL)


def row_behind(data: bytes, pointer: str) -> tuple[int, bytes] | None:
    """Where the row begins in its part, and its bytes; ``None`` where ``data`` is no workbook that holds it."""
    match = _POINTER.fullmatch(pointer)
    if match is None or not is_workbook(data[:65_536]):
        return None
    start, end = int(match[1]), int(match[2])
    try:
        part = Workbook(data).parts.get(match[3])
    except UnknownLayout:
        return None
    if part is None or not start < end <= part.size:
        return None
    with part.open() as stream:
        left = start
        while left:
            left -= len(stream.read(min(left, 1 << 20))) or left
        return start, stream.read(end - start)


def is_in_a_workbook(pointer: str) -> bool:
    """Whether a pointer leads into a part of a workbook."""
    return _POINTER.fullmatch(pointer) is not None
