"""The archive that X (Twitter) gives: ``data/*.js``, each one JSON text assigned to ``window.YTD.NAME.partN``.

Facts: an archive's ``account.js`` and the readers of public projects for the direct messages.
"""

import re
from collections.abc import Iterator

from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, TestedOn, UnknownLayout
from safelight.readers.x_file import FILES, records_in
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="x-archive-js",
    title="X (Twitter) archive",
    platform="X",
    version="3",
    generations=(
        "direct messages and group direct messages; not yet seen on a real export",
        "headers of direct messages, without their words; not yet seen on a real export",
        "account.js (2019 onwards)",
        "ip-audit.js, account-creation-ip.js, device-token.js, connected-application.js; "
        "not yet seen on a real export",
        "following.js and saved-search.js (2019 onwards)",
        "block.js, mute.js, follower.js; not yet seen on a real export",
        "tweets.js and deleted-tweets.js; not yet seen on a real export",
        "screen-name-change.js and email-address-change.js; not yet seen on a real export",
    ),
    tested_on=(
        TestedOn("account.js of 2019", 1, bytes_read=299),
        TestedOn("following.js of 2019", 2, bytes_read=141),
        TestedOn("saved-search.js of 2019", 2, bytes_read=200),
    ),
    cannot_know=(
        "Who was blocked, muted or followed stands here without the day it happened.",
        "People are numbers here: the archive names nobody but its own account.",
        "A conversation's file does not say whose account it was; account.js beside it does.",
        "Messages that were deleted before the download are missing, and nothing marks where they were.",
        "Addresses of pictures are kept as text and never followed.",
        "The direct messages were built from descriptions and made-up files, not yet seen on a real export.",
    ),
)

_BEGINNING = re.compile(rb"(?:\xef\xbb\xbf)?\s*window\.YTD\.(\w{1,60})\.part\d{1,6}\s*=\s*")


def recognise(member: Member) -> Recognition:
    """The line every file of the archive begins with, and the name in it."""
    match = _BEGINNING.match(member.head)
    name = match[1].decode() if match else ""
    if name in FILES:
        return Recognition(98, (f"It begins the way an X archive begins its {FILES[name].what}.",))
    if match:
        reason = "It is a file of an X archive, but none of those that are read."
        return Recognition(30, (reason,))
    return NOT_MINE


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every event of every conversation, or every entry of a list."""
    data = member.whole()
    match = _BEGINNING.match(data)
    file = FILES.get(match[1].decode()) if match else None
    if match is None or file is None:
        message = "This looks like a file of an X archive, but not like one that this reader knows."
        raise UnknownLayout(message)
    yield from records_in(data, match.end(), file, member.path, hints, book)
