"""From the pointer of a record to the bytes of its row inside a workbook, unpacked."""

from safelight.readers.member import Member
from safelight.readers.reader import UnknownLayout
from safelight.readers.tables.opening import workbook_in
from safelight.readers.tables.pointer import ROW_IN_PART
from safelight.readers.tables.workbook import is_workbook


def row_behind(member: Member, pointer: str) -> tuple[int, bytes] | None:
    """Where the row begins in its part, and its bytes; ``None`` where this is no workbook that holds it."""
    match = ROW_IN_PART.fullmatch(pointer)
    if match is None or not is_workbook(member.head):
        return None
    start, end = int(match[1]), int(match[2])
    try:
        part = workbook_in(member).parts.get(match[3])
    except UnknownLayout:
        return None
    if part is None or not start < end <= part.size:
        return None
    with part.open() as stream:
        left = start
        while left:
            left -= len(stream.read(min(left, 1 << 20))) or left
        return start, stream.read(end - start)
