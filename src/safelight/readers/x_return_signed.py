"""What X (Twitter) returns under legal process: the JSON of its archive as text files, signed by X with OpenPGP.

Facts: RLEAPP's reader (abrignoni/RLEAPP, “Twitter Returns”). No public sample exists.
"""

import re
from collections.abc import Iterator

from safelight.readers.entry_record import shown
from safelight.readers.json_outline import Part
from safelight.readers.json_text import JsonText
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, UnknownLayout
from safelight.readers.returns.signed_text import is_signed, signed_text
from safelight.readers.x_file import FILES, File, records_in
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="x-return-signed",
    title="X (Twitter) return under legal process (signed text)",
    platform="X",
    version="1",
    generations=("direct messages, sign-ins, account, people and posts; not yet seen on a real export",),
    tested_on=(),
    cannot_know=(
        "The return covers the account and the dates that were asked for, and nothing else.",
        "X signed the file. The signature is kept with it and was not checked here; X's public key would do it.",
        "People are numbers here: the messages name nobody.",
        "Addresses of pictures are kept as text and never followed.",
        "The reader was built from descriptions and made-up files; it was not yet seen on a real return.",
    ),
)

_UNCHECKED = "X's signature of this file. It is kept with it and was not checked here."
_HYPHENS = (
    "Lines of this signed text begin with a hyphen, which signing writes with another before it; X's files have "
    "none. It is sealed as it is and was not read. Ask for the file as X gave it."
)
_NAMES = {
    "dmConversation": "direct_messages",
    "account": "account",
    "ipAudit": "ip_audit",
    "accountCreationIp": "account_creation_ip",
    "deviceToken": "device_token",
    "connectedApplication": "connected_application",
    "screenNameChange": "screen_name_change",
    "emailAddressChange": "email_address_change",
    "blocking": "block",
    "muting": "mute",
    "follower": "follower",
    "following": "following",
    "savedSearch": "saved_search",
    "tweet": "tweet",
}
_FIRST_NAME = re.compile(rb'\s*\[\s*\{\s*"([A-Za-z]{1,40})"\s*:')


def recognise(member: Member) -> Recognition:
    """The line that signed texts begin with, and below it the name that X gives to what it lists."""
    if not is_signed(member.head):
        return NOT_MINE
    text = signed_text(member.head)
    name = _first_name(member.head, text.start) if text else ""
    if name in _NAMES:
        return Recognition(96, (f"It is a signed text, and lists {FILES[_NAMES[name]].what} as X does.",))
    if name:
        return Recognition(60, ("It is a signed text with a list in it, as X returns them.",))
    return NOT_MINE


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every entry; the signature is set aside in words. Raises ``UnknownLayout`` naming what it lists."""
    data = member.whole()
    text = signed_text(data)
    if text is None:
        message = "This file does not begin like a text that X signed. It is sealed as it is and was not read."
        raise UnknownLayout(message)
    if text.has_escapes:
        raise UnknownLayout(_HYPHENS)
    signed = data[: text.end]
    yield from records_in(signed, text.start, _file(signed, text.start), member.path, hints, book)
    book.skip(text.end, len(data) - text.end, _UNCHECKED)


def _file(signed: bytes, start: int) -> File:
    name = _first_name(signed, start)
    if name in _NAMES:
        return FILES[_NAMES[name]]
    if re.fullmatch(rb"\s*\[\s*\]\s*", signed[start : start + 100]):
        return File(Part.ITEMS, "nothing")
    whole = JsonText(signed)
    whole.start = start
    names = whole.first_object(whole.outline(Part.ITEMS)) or {}
    message = f"No file of X's returns that this reader knows lists entries with these names: {shown(names)}."
    raise UnknownLayout(message)


def _first_name(data: bytes, start: int) -> str:
    match = _FIRST_NAME.match(data, start)
    return match[1].decode() if match else ""
