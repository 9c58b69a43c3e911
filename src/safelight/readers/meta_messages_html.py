"""Conversations in the HTML downloads of Facebook, Messenger and Instagram: ``message_N.html``.

Facts: descriptions of pages of 2018 to 2024 by public projects. No public sample exists.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from safelight.readers.html_pages.blocks import words_of
from safelight.readers.html_pages.nodes import shaped
from safelight.readers.member import Member
from safelight.readers.meta_html.clock import looks_like_a_time
from safelight.readers.meta_html.message import Talk, is_message, message_of, sender_of
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, UnknownLayout
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="meta-messages-html",
    title="Facebook, Messenger or Instagram conversation (HTML)",
    platform="Meta",
    version="1",
    generations=(
        "pages of sections, with seconds (about 2024 onwards); not yet seen on a real export",
        "pages of boxes, with seconds (about 2023 onwards); not yet seen on a real export",
        "pages without seconds (2018 onwards); not yet seen on a real export",
    ),
    tested_on=(),
    cannot_know=(
        "Times have no zone, and in older pages no seconds; the zone is that of whoever asked for the download.",
        "Only English times are understood. In other languages the time stays as it is written.",
        "A page does not say whose account it was.",
        "Two people of the same name cannot be told apart: there are names but no account ids.",
        "Messages that the account's owner deleted are missing, and nothing marks where they were.",
        "The JSON download says more, such as who reacted when; ask for it where possible.",
        "The reader was built from descriptions and made-up files; it was not yet seen on a real export.",
    ),
)

_FILE_NAME = re.compile(r"message_?\d{0,6}\.html?")
_MARKS = (b"uiBoxWhite", b"_a6-g", b"_3-95", b"_a706", b"facebook.com", b"instagram.com")
_TITLE = re.compile(rb"<title>([^<]{0,2000})</title>")
_LEAF = re.compile(rb"<div\b[^<>]*>([^<>]{1,100})</div>", re.IGNORECASE)
_ONE_MESSAGE_IN_BYTES = 65_536


def recognise(member: Member) -> Recognition:
    """Messages by the shape of their boxes, in a file of the name Meta gives to conversations."""
    head = member.head
    if b"<div" not in head[:_ONE_MESSAGE_IN_BYTES] or not any(mark in head for mark in _MARKS):
        return NOT_MINE
    if next(shaped(head, is_message), None) is None:
        return NOT_MINE
    if _FILE_NAME.fullmatch(PurePosixPath(member.path).name.lower()):
        return Recognition(90, ("It is a conversation laid out as on Meta's pages, in a file of their name.",))
    return Recognition(
        40, ("It is laid out as Meta's pages, but its name does not say that it is a conversation.",)
    )


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every message of the page, newest first in most of them."""
    page = member.whole()
    shapes = list(shaped(page, is_message))
    if not shapes:
        message = "This page has no message laid out the way Meta's downloads do it."
        raise UnknownLayout(message)
    title = _TITLE.search(page)
    talk = Talk(
        member=member.path,
        platform=_platform(member.path),
        thread=words_of(title[1])[0] if title else "",
        hints=hints,
        met=frozenset(filter(None, (sender_of(page, shape) for shape in shapes))) if hints.owner_accounts else (),
    )
    for shape in shapes:
        _account_for_gap(page, book, shape.node.start)
        yield message_of(page, shape, talk)
        book.read(shape.node.start, shape.node.end - shape.node.start)
    _end(page, book)


def _account_for_gap(page: bytes, book: TallyBook, until: int) -> None:
    """Between two messages is the page's frame, unless a time in it shows that a message there is damaged."""
    gap = page[book.end : until]
    if any(looks_like_a_time(leaf) for leaf in _LEAF.findall(gap)):
        book.fail(book.end, len(gap), "A message here is damaged and could not be read. Its bytes are kept.")
    else:
        book.read(book.end, len(gap))


def _end(page: bytes, book: TallyBook) -> None:
    """A page that does not close was cut short: what follows the last whole message is failed, not passed over."""
    rest = page[book.end :]
    if b"</html>" in rest.lower():
        _account_for_gap(page, book, len(page))
    elif not rest.strip():
        book.read(book.end, len(rest))
    else:
        book.fail(book.end, len(rest), "The page is cut short here. Its bytes are kept; ask for the whole page.")


def _platform(path: str) -> str:
    folders = path.lower().split("/")[:-1]
    if any("instagram" in folder for folder in folders):
        return "Instagram"
    if any("facebook" in folder or "messenger" in folder for folder in folders):
        return "Facebook Messenger"
    return "Meta"
