"""The database of ALEAPP, iLEAPP and RLEAPP (``_lava_artifacts.db``): every artifact is a table.

Facts: the tools' own source (abrignoni/ALEAPP, ``scripts/lavafuncs.py``). No output of the tools was at hand.
"""

import re
from collections.abc import Iterator

from safelight.readers.leapp.artifact import Artifact, artifact_of
from safelight.readers.leapp.lava import EXPLAINS, artifacts_in
from safelight.readers.leapp.row import references_in, said_by
from safelight.readers.member import Member
from safelight.readers.reader import Manifest, ReadingHints, Recognition, UnknownLayout
from safelight.readers.sqlite.account import write_account
from safelight.readers.sqlite.columns import columns_of
from safelight.readers.sqlite.database import Database
from safelight.readers.sqlite.header import MAGIC
from safelight.readers.sqlite.recognising import recognise_tables
from safelight.readers.sqlite.said import record_of
from safelight.readers.sqlite.varint import Damaged
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="leapp-lava-db",
    title="ALEAPP, iLEAPP or RLEAPP output (LAVA database)",
    platform="LEAPP",
    version="1",
    generations=("_lava_artifacts.db with _lava_data.lava (2025 onwards); not yet seen on a real export",),
    tested_on=(),
    cannot_know=(
        "The output is another program's reading of a phone or a return; what that program left out is missing.",
        "Artifacts whose columns are not known are listed by name and not read.",
        "Times are as the tool wrote them. It takes times without a zone to be UTC.",
        "Where the tool names only the other side of a message that was sent, its sender is not named here.",
        "The same messages may stand in the tool's other outputs too; they are linked, and counted once.",
    ),
)

_TABLES = ("_lava_media_items", "_lava_media_references", "_file_path_list")
_OWN = frozenset(
    {
        "_artifact_search_patterns", "_file_path_list", "_artifact_pattern_to_file", "_lava_media_items",
        "_lava_media_references",
    }
)  # fmt: skip


_TIMELINE = re.compile(r"(?:\A|/)_Timeline/tl\.db\Z")
_REPEATS = (
    "The tool's timeline: it repeats rows of its artifacts, a row as one text. It was left out on purpose; the "
    "artifacts themselves are read where they stand."
)


def recognise(member: Member) -> Recognition:
    """By the tables that the tools keep about media and files, or by its name; the timeline by its place."""
    if _is_timeline(member) and member.head.startswith(MAGIC):
        return Recognition(80, ("It stands where the LEAPP tools put their timeline.",))
    return recognise_tables(member, _TABLES, ("_lava_artifacts.db",))


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every row of every artifact whose columns are known; raises ``UnknownLayout`` or ``MemberTooLarge``."""
    database = Database(member)
    if _is_timeline(member):
        database.set_aside |= dict.fromkeys(database.tables, _REPEATS)
        write_account(database, book)
        return
    folder = member.path.rpartition("/")[0]
    explained = artifacts_in(member.beside(f"{folder}/{EXPLAINS}" if folder else EXPLAINS))
    yield from _records(database, explained, hints)
    write_account(database, book)


def _is_timeline(member: Member) -> bool:
    return _TIMELINE.search(member.path.replace("\\", "/")) is not None


def records(database: Database) -> Iterator[Record]:
    """The same by the names of columns alone, for whoever only wants to know which pages are read."""
    yield from _records(database, {}, ReadingHints())


def _records(database: Database, explained: dict[str, Artifact], hints: ReadingHints) -> Iterator[Record]:
    if not database.has(*_TABLES):
        message = (
            f"{database.image.path} is named like the database of ALEAPP, iLEAPP or RLEAPP, but does not have its "
            "tables. It is sealed as it is; tell us which version made it."
        )
        raise UnknownLayout(message)
    media = _media(database)
    for name in database.tables:
        if name in _OWN:
            continue
        artifact = explained.get(name) or artifact_of(name, _columns(database, name), "LEAPP")
        if artifact.kind is None:
            shown = "".join(letter for letter in artifact.name if letter.isprintable())[:80] or "without a name"
            database.set_aside[name] = f"“{shown}”: an artifact of the tool's output whose columns are not known."
            continue
        columns = _columns(database, name)
        for row in database.rows(name):
            values = {column: str(row.text(column) or "") for column in columns}
            said = said_by(
                artifact, artifact.kind, values, hints.zone,
                lambda value: [media.get(each, each) for each in references_in(value)],
            )  # fmt: skip
            yield record_of(row, artifact.platform, said)


def _columns(database: Database, name: str) -> tuple[str, ...]:
    try:
        return tuple(columns_of(database.tables[name].statement).place)
    except Damaged:
        return ()


def _media(database: Database) -> dict[str, str]:
    """The name of a file by the reference that rows hold."""
    items = {
        str(row.text("id")): str(row.text("extraction_path") or row.text("source_path") or "")
        for row in database.rows("_lava_media_items")
    }
    found = {}
    for row in database.rows("_lava_media_references"):
        path = items.get(str(row.text("media_item_id")), "").replace("\\", "/")
        found[str(row.text("id"))] = path.rpartition("/")[2] or str(row.text("name") or row.text("id"))
    return found
