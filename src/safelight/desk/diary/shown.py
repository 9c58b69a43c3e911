"""The diary as its page shows it: the newest version of each entry, with those before it."""

from collections.abc import Iterator
from dataclasses import dataclass
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
