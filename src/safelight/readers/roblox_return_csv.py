"""What Roblox returns under legal process: chats in a CSV file, conversations apart by empty rows.

Facts: RLEAPP's reader (abrignoni/RLEAPP), made by its author for a private sample. No public sample exists.
"""

from collections.abc import Iterator

from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition
from safelight.readers.returns.named_row import Platform, Sort
from safelight.readers.returns.named_table import names_in, records_by_names
from safelight.readers.returns.snapchat_moment import moment_of
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="roblox-return-csv",
    title="Roblox return under legal process (chats, CSV)",
    platform="Roblox",
    version="1",
    generations=("chats with ts, conversation_id, user_id, name and text; not yet seen on a real export",),
    tested_on=(),
    cannot_know=(
        "The return covers the account and the dates that were asked for, and nothing else.",
        "What other players saw may differ: Roblox hides words it filters, and the table says for whom.",
        "The return does not say who read a message.",
        "The reader was built from descriptions and made-up files; it was not yet seen on a real return.",
    ),
)

_CHATS = Sort(
    what="chats",
    needs=frozenset({"ts", "conversation_id", "user_id", "text"}),
    at=("ts",),
    sender=("name", "user_id"),
    thread=("conversation_id",),
    text=("text",),
)
_ROBLOX = Platform("Roblox", (_CHATS,), moment_of)


def recognise(member: Member) -> Recognition:
    """The names of the columns, whatever their order."""
    if b"," not in member.head[:400] or _ROBLOX.sort_of(names_in(member.head)) is None:
        return NOT_MINE
    return Recognition(90, ("Its columns are those of the chats that Roblox returns.",))


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every row; raises ``UnknownLayout`` naming the columns of a table that is not known."""
    yield from records_by_names(member, _ROBLOX, hints, book)
