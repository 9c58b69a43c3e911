"""Google Voice in a Takeout: one page for each conversation of a day, call or voicemail.

Facts: pages of 2014 to 2023 in a public project's test data.
"""

import re
from collections.abc import Iterator

from safelight.readers.google_voice_page import call_of, is_call, message_of, talk_of
from safelight.readers.html_pages.blocks import Block, blocks_of
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, TestedOn, UnknownLayout
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="google-voice-html",
    title="Google Voice in a Takeout (HTML)",
    platform="Google Voice",
    version="1",
    generations=("text messages, alone and in groups (2021 onwards)", "calls and voicemails (2014 onwards)"),
    tested_on=(
        TestedOn("six pages of text messages", 34, bytes_read=18_935),
        TestedOn("three pages of group messages", 29, bytes_read=14_865),
        TestedOn("two calls", 2, bytes_read=3494),
        TestedOn("two voicemails with transcripts", 2, bytes_read=7994),
    ),
    cannot_know=(
        "Each page holds a part of a conversation; other parts are other files.",
        "Transcripts of voicemails were made by a machine and may be wrong.",
        "A page in which the other side wrote nothing names them only in its title.",
        "Messages that were deleted for good before the download are missing.",
    ),
)

_MESSAGE = re.compile(rb'<div class="message">')
_CALL = re.compile(rb'<div class="haudio">')
_CHAT_FRAME = b'class="hChatLog'


def recognise(member: Member) -> Recognition:
    """The class names Google Voice gives to a conversation or a call."""
    head = member.head
    if _CHAT_FRAME in head and _MESSAGE.search(head):
        return Recognition(95, ("It is a page of messages with the class names of Google Voice.",))
    if _CALL.search(head) and b"google.com/voice#" in head:
        return Recognition(95, ("It is a page of a call with the class names of Google Voice.",))
    return NOT_MINE


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every message of a conversation, or the call. The page says itself which messages are the owner's."""
    page = member.whole()
    for block, record in _records(page, member.path, hints):
        book.read(book.end, block.start - book.end)
        if record is None:
            reason = "This entry is cut short or damaged. Its bytes are kept; ask for the whole page."
            book.fail(block.start, block.end - block.start, reason)
        else:
            book.read(block.start, block.end - block.start)
            yield record
    book.read(book.end, len(page) - book.end)


def _records(page: bytes, path: str, hints: ReadingHints) -> Iterator[tuple[Block, Record | None]]:
    talk, blocks = talk_of(page, path, hints), list(blocks_of(page, _MESSAGE))
    if blocks:
        for block in blocks:
            yield block, message_of(page, block, talk) if block.is_closed else None
        return
    calls = [block for block in blocks_of(page, _CALL) if is_call(page[block.start : block.end])]
    if not calls:
        message = (
            "This looks like a page of Google Voice, but it has no message and no call laid out in a known way."
        )
        raise UnknownLayout(message)
    for block in calls:
        yield block, call_of(page, block, talk) if block.is_closed else None
