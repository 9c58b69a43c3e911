"""Google's “My Activity” as pages: what an account searched for, watched and opened, and when.

Facts: a page of 2017 and 2018 in a public project's test data, and readers of public projects.
"""

import html
import re
from collections.abc import Iterator

from safelight.readers.account_list import SEARCHES
from safelight.readers.entry_record import record_of
from safelight.readers.google_activity.link import place_in, searched_for
from safelight.readers.html_pages.blocks import Block, blocks_of, inside, words_of
from safelight.readers.json_moment import At
from safelight.readers.json_text import Element
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, TestedOn, UnknownLayout
from safelight.readers.written_moment import long_form
from safelight.records.record import Doubt, Kind, Record, State
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="google-activity-html",
    title="Google My Activity in a Takeout (HTML)",
    platform="Google",
    version="1",
    generations=("times without a zone (until about 2019)", "times with a zone; not yet seen on a real export"),
    tested_on=(TestedOn("page of 2017 and 2018", 3, bytes_read=2691),),
    cannot_know=(
        "What the account did is here, whoever used it: anybody with the device or the password.",
        "Only English times are understood. In other languages the time stays as it is written.",
        "Older pages give times without a zone, and zones by letters are not taken for certain.",
        "Entries that were deleted before the download are missing, and nothing marks where they were.",
        "The JSON download says more; ask for it where possible.",
    ),
)

_ENTRY = re.compile(rb'<div class="outer-cell mdl-cell[^"<>]*"[^<>]*>')
_BODY = "content-cell mdl-cell mdl-cell--6-col mdl-typography--body-1"
_HEADER = "header-cell mdl-cell mdl-cell--12-col"
_CAPTION = "content-cell mdl-cell mdl-cell--12-col mdl-typography--caption"
_CELLS = frozenset({_BODY, _HEADER, _CAPTION})
_BREAK = re.compile(rb"<br\s*/?>", re.IGNORECASE)
_LINK = re.compile(rb'<a\b[^<>]{0,200}?\bhref="([^"<>]*)"[^<>]*>')
_ZONE_LETTERS = re.compile(r" (?!AM\b|PM\b|UTC\b|GMT\b)[A-Z]{2,5}\Z")


def recognise(member: Member) -> Recognition:
    """The cells of Google's page, one inside another."""
    head = member.head
    if _ENTRY.search(head) and _BODY.encode() in head:
        return Recognition(92, ("It is a page of Google's My Activity, with its cells.",))
    return NOT_MINE


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every entry of the page, in the order of the page."""
    page = member.whole()
    blocks = list(blocks_of(page, _ENTRY))
    if not blocks:
        message = "This page has no entry laid out the way Google's My Activity does it."
        raise UnknownLayout(message)
    for block in blocks:
        book.read(book.end, block.start - book.end)
        record = _record(page[block.start : block.end], block, member.path, hints) if block.is_closed else None
        if record is None:
            reason = "This entry is cut short, damaged or laid out in a way not known. Its bytes are kept."
            book.fail(block.start, block.end - block.start, reason)
        else:
            book.read(block.start, block.end - block.start)
            yield record
    book.read(book.end, len(page) - book.end)


def _record(raw: bytes, block: Block, path: str, hints: ReadingHints) -> Record | None:
    cells = inside(raw, _CELLS)
    if _BODY not in cells:
        return None
    body, caption = cells[_BODY][0], cells[_CAPTION][0] if _CAPTION in cells else b""
    *lines, last = _BREAK.split(body)
    at_text, is_utf8 = words_of(last)
    told, told_is_utf8 = words_of(b"<br>".join(lines))
    links = [_address(link) for link in _LINK.findall(body)]
    searched = next((words for link in links[:1] if (words := searched_for(link)) is not None), None)
    product = words_of(cells[_HEADER][0])[0] if _HEADER in cells else ""
    places = (place_in(_address(link)) for link in _LINK.findall(caption))
    is_search = searched is not None
    return record_of(
        Element("", block.start, block.end, {}, () if is_utf8 and told_is_utf8 else (Doubt.NOT_UTF8,)),
        member=path,
        platform="Google",
        known=(),
        kind=Kind.SEARCH if is_search else Kind.NOTICE,
        at=_moment(at_text, hints),
        at_text=at_text,
        thread=SEARCHES if is_search else product or "My Activity",
        text=searched if is_search else told,
        state=State.SENT if is_search else State.BY_PLATFORM,
        extra={
            "product": product,
            **({"entry": told} if is_search else {}),
            **({"links": " ".join(links)} if links else {}),
            **({"details": words_of(caption)[0]} if caption else {}),
            **next((each for each in places if each), {}),
        },
    )


def _address(link: bytes) -> str:
    return html.unescape(link.decode("utf-8", "backslashreplace"))


def _moment(at_text: str, hints: ReadingHints) -> At:
    """Letters such as EST or BST mean different zones in different countries: the time is local without them."""
    return long_form(_ZONE_LETTERS.sub("", at_text), hints.zone)
