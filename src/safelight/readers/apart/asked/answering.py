"""The answer to an inquiry, worked out in the reading process."""

from collections.abc import Sequence

from safelight.apps_check.lists import MOST_BYTES, ListRefused, read_list
from safelight.readers.apart.asked.answers import Answer, AppsListed, NotThere, Piece, Refused
from safelight.readers.apart.asked.questions import (
    FindRow,
    GiveBytes,
    Inquiry,
    ListApps,
    Question,
    ShowTable,
    TryTable,
)
from safelight.readers.apart.asked.tables import show, tried
from safelight.readers.containers import Part
from safelight.readers.member import MemberTooLarge
from safelight.readers.members import Named, members_in
from safelight.readers.reader import UnknownLayout
from safelight.readers.tables.behind import row_behind

_PASSED_OVER_BYTES = 1024 * 1024


def answer_to(inquiry: Inquiry, files: Sequence[Named]) -> Answer:
    """The answer. Raises ``MemoryError``, and what reading the files raises."""
    exhibit, *beside = files
    members = members_in(exhibit.file, exhibit.name, choices=inquiry.choices, beside=beside)
    for member in members:
        if isinstance(member, Part) and member.path == inquiry.member:
            try:
                return _answer(member, inquiry.question)
            except (UnknownLayout, MemberTooLarge, ListRefused) as problem:
                return Refused(str(problem))
    return NotThere()


def _answer(member: Part, question: Question) -> Answer:
    match question:
        case ShowTable():
            return show(member, question)
        case TryTable():
            return tried(member, question)
        case FindRow():
            return _row(member, question)
        case ListApps():
            with member.open() as stream:
                return AppsListed(read_list(stream.read(MOST_BYTES + 1)))
        case GiveBytes():
            return Piece(question.offset, _bytes(member, question))


def _row(member: Part, question: FindRow) -> Answer:
    found = row_behind(member, question.pointer)
    if found is None:
        return NotThere()
    start, row = found
    return Piece(start, row[: question.most], max(0, len(row) - question.most))


def _bytes(member: Part, question: GiveBytes) -> bytes:
    with member.open() as stream:
        if stream.seekable():
            stream.seek(question.offset)
            return stream.read(question.length)
        left = question.offset
        while left and (passed := len(stream.read(min(left, _PASSED_OVER_BYTES)))):
            left -= passed
        return stream.read(question.length)
