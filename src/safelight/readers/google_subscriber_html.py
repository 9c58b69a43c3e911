"""Google's page about an account (``NAME.SubscriberInfo.html``): who opened it, and from where it was used.

Google gives it under legal process and in a Takeout alike. Facts: the readers of public projects. No public sample
exists.
"""

from collections.abc import Iterator

from safelight.readers.account_list import RELATION, SIGN_INS, Relation
from safelight.readers.entry_record import record_of
from safelight.readers.json_text import Element
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, UnknownLayout
from safelight.readers.returns.google_page import Entry, Page
from safelight.readers.written_moment import zoned
from safelight.records.record import Kind, Record, State
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="google-subscriber-html",
    title="Google subscriber information (HTML), in returns and in a Takeout",
    platform="Google",
    version="1",
    generations=("lists of names and values, and a table of IP activity; not yet seen on a real export",),
    tested_on=(),
    cannot_know=(
        "Names and birthdays are what somebody typed in when the account was made; Google does not check them.",
        "Google keeps addresses for a limited time; what is older is missing, and nothing marks it.",
        "An address tells where the network is, not who used it.",
        "The reader was built from descriptions and made-up files; it was not yet seen on a real export.",
    ),
)

_MARK = b"GOOGLE SUBSCRIBER INFORMATION"
_TIMES = ("Timestamp", "Date", "Time")
_ADDRESS = "IP Address"
_STRAY = "These words stand outside every list and table of the page, so what they belong to is not known."
_ACCOUNT = "Google Account ID"
_OWN_NAMES = ("e-Mail", _ACCOUNT, "User Phone Numbers")


def recognise(member: Member) -> Recognition:
    """The heading of the page."""
    head = member.head
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or _MARK not in head.upper():
        return NOT_MINE
    return Recognition(95, ("Its heading is that of Google's information about a subscriber.",))


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """The account, every list about it and every row of its tables; raises ``UnknownLayout``."""
    data = member.whole()
    page, found = Page(data), False
    for entry in page:
        found = True
        yield _record(entry, member.path, hints)
    if not found:
        message = (
            "This page is called Google's subscriber information, but has no list and no table laid out in a "
            "known way. It is sealed as it is and was not read."
        )
        raise UnknownLayout(message)
    for start, end in page.stray:
        book.read(book.end, start - book.end)
        book.fail(start, end - start, _STRAY)
    book.read(book.end, len(data) - book.end)


def _record(entry: Entry, path: str, hints: ReadingHints) -> Record:
    is_sign_in = entry.is_row and _ADDRESS in entry.said
    is_account = not entry.is_row and _ACCOUNT in entry.said
    time = next((name for name in _TIMES if entry.said.get(name)), "") if entry.is_row else ""
    return record_of(
        Element("", entry.start, entry.end, dict(entry.said), entry.doubts),
        member=path,
        platform="Google",
        known={time},
        kind=Kind.SIGN_IN if is_sign_in else Kind.CONTACT if is_account else Kind.NOTICE,
        at=zoned(entry.said.get(time, ""), hints.zone),
        at_text=entry.said.get(time, ""),
        thread=SIGN_INS if is_sign_in else "",
        recipients=tuple(entry.said[name] for name in _OWN_NAMES if entry.said.get(name)) if is_account else (),
        state=State.SENT if is_sign_in or is_account else State.BY_PLATFORM,
        extra={**({RELATION: Relation.OWN.value} if is_account else {}), "section": entry.section},
    )
