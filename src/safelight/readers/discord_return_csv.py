"""What Discord returns under legal process: a CSV file for each conversation, relationships, the account.

Facts: RLEAPP's readers (abrignoni/RLEAPP) and other public projects. No public sample exists.
"""

from collections.abc import Iterator

from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition
from safelight.readers.returns.discord_tables import DISCORD
from safelight.readers.returns.named_table import names_in, records_by_names
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="discord-return-csv",
    title="Discord return under legal process (CSV)",
    platform="Discord",
    version="1",
    generations=(
        "messages with channel, author and username; not yet seen on a real export",
        "relationships and the account; not yet seen on a real export",
    ),
    tested_on=(),
    cannot_know=(
        "The return covers the account and the dates that were asked for, and nothing else.",
        "Messages that were deleted before the return was made are missing, and nothing marks where they were.",
        "Files that messages attached are named after the folder in their address; which is which is not decided.",
        "A file without names of columns is not read: what stands where would be a guess.",
        "The reader was built from descriptions and made-up files; it was not yet seen on a real return.",
    ),
)


def recognise(member: Member) -> Recognition:
    """The names of the columns, whatever their order."""
    if b"," not in member.head[:400] or (sort := DISCORD.sort_of(names_in(member.head))) is None:
        return NOT_MINE
    return Recognition(88, (f"Its columns are those of Discord's returned {sort.what}.",))


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every row; raises ``UnknownLayout`` naming the columns of a table that is not known."""
    yield from records_by_names(member, DISCORD, hints, book)
