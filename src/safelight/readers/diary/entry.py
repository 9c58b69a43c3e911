"""One entry of a diary, and the file it is sealed in: what the reader of diaries reads."""

from datetime import UTC, datetime

import msgspec

MARK = "Safelight diary"
FORMAT = 1


class DiaryEntry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What somebody wrote about one incident. Names of fields are those of the file; times carry no zone."""

    entry: int
    version: int
    what: str
    when: str
    how: str = ""
    first: str = ""
    last: str = ""
    sort: str = ""
    who: str = ""
    felt: str = ""
    seen_by: str = ""
    kept: str = ""
    hand: str = ""
    """Who held the pen: the person themself, or somebody who took it down."""
    written_at: str = ""


class DiaryFile(msgspec.Struct, frozen=True, kw_only=True):
    """Entries of one diary, written together."""

    kept_with: str
    format: int
    kept_by: str
    entries: tuple[DiaryEntry, ...]


def file_of(kept_by: str, *entries: DiaryEntry) -> bytes:
    """The bytes that are sealed. ``kept_by`` is the name of the person whose diary it is, empty where unknown."""
    written = DiaryFile(kept_with=MARK, format=FORMAT, kept_by=kept_by, entries=entries)
    return msgspec.json.format(msgspec.json.encode(written), indent=1)


def name_of(entry: DiaryEntry) -> str:
    """What the file is called."""
    return f"diary-entry-{entry.entry}-version-{entry.version}.json"


def written_now(at: datetime) -> str:
    """The moment of writing, as it stands in the file."""
    return at.astimezone(UTC).isoformat(timespec="seconds")
