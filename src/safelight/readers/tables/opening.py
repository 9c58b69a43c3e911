"""The tables in a file, whatever sort of file it is."""

import io
from collections.abc import Sequence

from safelight.readers.member import Member
from safelight.readers.tables.row import Sheet
from safelight.readers.tables.text_sheet import TextSheet
from safelight.readers.tables.workbook import Workbook, is_workbook


def sheets_of(member: Member, separator: str = "", *, beginning_bytes: int | None = None) -> Sequence[Sheet]:
    """Every table of a file, in its own order; one for a text file, of which only the beginning may be asked for.

    Raises ``UnknownLayout`` and ``MemberTooLarge``.
    """
    if is_workbook(member.head):
        return workbook_in(member).sheets
    if beginning_bytes is None:
        return (TextSheet(member.whole(), separator),)
    with member.open() as stream:
        return (TextSheet(stream.read(beginning_bytes), separator),)


def workbook_in(member: Member) -> Workbook:
    """A workbook, of which only what is needed is read; one that is packed once more has to be held whole."""
    stream = member.open()
    if stream.seekable():
        return Workbook(stream)
    stream.close()
    return Workbook(io.BytesIO(member.whole()))
