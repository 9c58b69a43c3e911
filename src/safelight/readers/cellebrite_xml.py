"""Cellebrite's report in XML (``report.xml``, also inside a UFDR): messages, calls, contacts, accounts and places.

Facts: test files of IPED (sepinf-inc/IPED) for chats and accounts, and descriptions for calls and text messages.
"""

import re
from collections.abc import Iterator

from safelight.readers.cellebrite.models import Models
from safelight.readers.cellebrite.record import record_of_model
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, TestedOn, UnknownLayout
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="cellebrite-xml",
    title="Cellebrite report (XML)",
    platform="Cellebrite",
    version="2",
    generations=(
        "chats with their messages (2024)",
        "accounts of the phone (2024)",
        "calls, text messages, mail and contacts; not yet seen on a real export",
        "locations and searches; not yet seen on a real export",
    ),
    tested_on=(
        TestedOn("chat of 2024 with 11 messages, three more quoted in them", 11, bytes_read=76_667),
        TestedOn("accounts of a phone", 2, bytes_read=7500),
    ),
    cannot_know=(
        "The report is another program's reading of the phone; what that program left out is missing here, too.",
        "Whoever made the report may have chosen parts of the phone or dates.",
        "A message quoted inside another is kept beside it and not counted as a message of its own.",
        "Messages recovered after deletion may be incomplete; they are marked as deleted.",
        "A place is what the phone or an app wrote down, not where a person stood.",
        "Other parts of a report, such as visited pages and passwords, are not read yet.",
    ),
)

_REPORT = b"pa.cellebrite.com/report"
_MODEL = re.compile(rb'<model type="\w{1,60}"[^<>]{0,300}\bdeleted_state="')


def recognise(member: Member) -> Recognition:
    """The name that Cellebrite gives to the layout of its reports, or its models."""
    head = member.head
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return NOT_MINE
    if _REPORT in head:
        return Recognition(97, ("It names the layout of Cellebrite's reports.",))
    if _MODEL.search(head):
        return Recognition(90, ("It holds models the way Cellebrite's reports do.",))
    return NOT_MINE


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every message, call, contact, account, place and search, in the report's order, which is not time order."""
    if not member.size:
        message = "This report is empty: there is nothing to read. Ask for it to be made again."
        raise UnknownLayout(message)
    models = Models(member)
    for stretch in models:
        book.read(book.end, stretch.start - book.end)
        if stretch.model is None:
            book.skip(stretch.start, stretch.end - stretch.start, stretch.reason)
        else:
            book.read(stretch.start, stretch.end - stretch.start)
            yield record_of_model(stretch.model, member.path, hints.zone)
    if models.problem:
        book.fail(book.end, member.size - book.end, models.problem)
    else:
        book.read(book.end, member.size - book.end)
