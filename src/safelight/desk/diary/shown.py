"""The diary as its page shows it: the newest version of each entry, with those before it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.http import HttpRequest

from safelight.desk import content
from safelight.desk.cases.models import Case
from safelight.desk.diary.forms import SORTS
from safelight.desk.diary.models import DiaryVersion
from safelight.desk.looks import look
from safelight.evidence.audit import Act
from safelight.readers.diary.entry import DiaryEntry, DiaryFile


@dataclass(frozen=True)
class ShownVersion:
    """One version, opened."""

    version: DiaryVersion
    entry: DiaryEntry

    @property
    def sort(self) -> str:
        """What kind of thing it was, in words; empty where nobody said."""
        return str(dict(SORTS).get(self.entry.sort, ""))

    @property
    def placed(self) -> str:
        """Where it stands in time, where their own words for it do not say; empty where nobody knows."""
        if not self.entry.first:
            return ""
        first, last = datetime.fromisoformat(self.entry.first), datetime.fromisoformat(self.entry.last)
        return f"{first:%-d %B %Y, %H:%M}" if first == last else _between(first, last)


def _between(first: datetime, last: datetime) -> str:
    ends = f"{last:%H:%M}" if first.date() == last.date() else f"{last:%-d %B %Y, %H:%M}"
    return f"{first:%-d %B %Y, %H:%M} – {ends}"


@dataclass(frozen=True)
class ShownEntry:
    """An entry as it stands, and the versions before it, newest first."""

    newest: ShownVersion
    before: list[ShownVersion]


def open_version(request: HttpRequest, version: DiaryVersion) -> ShownVersion:
    """What was written; it is a look."""
    event = look(request, Act.LOOKED_AT_DIARY, case=version.case.key, subject=version.exhibit.sha256)
    file = content.open_written(version.case, version.exhibit.sha256, DiaryFile, audit=event)
    return ShownVersion(version, file.entries[0])


def entries_of(request: HttpRequest, case: Case) -> Iterator[ShownEntry]:
    """Entries by when they were first written, newest first."""
    versions = case.diary_versions.select_related("exhibit", "by", "case")
    for _entry, same in groupby(versions, lambda one: one.entry):
        newest, *before = (open_version(request, one) for one in same)
        yield ShownEntry(newest, before)
