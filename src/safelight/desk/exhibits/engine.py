"""The only place that calls the engine: sealed exhibit to records, records to findings."""

from collections.abc import Iterable
from pathlib import Path

import msgspec
from django.conf import settings
from django.utils import timezone

from safelight.desk.cases.models import Case
from safelight.desk.exhibits.models import Exhibit
from safelight.desk.keeping import the_vault
from safelight.desk.pictures.reviewed import corrections_of
from safelight.desk.reading.said import SaidOfExhibit
from safelight.evidence.audit import AuditEvent
from safelight.evidence.vault import Seal
from safelight.examining.case import ExaminedCase, hints_of
from safelight.examining.case import examine_case as examine_tables
from safelight.examining.exhibit import Beside, Progress, ReadExhibit, read_sealed
from safelight.readers.choices import NOTHING_CHOSEN, ReadingChoices
from safelight.readers.pictures.known import NO_LIST, KnownFiles, list_in


def seal_of(case: Case, sha256: str) -> Seal:
    """A seal known by its SHA-256 alone, which is all the vault needs to find it."""
    return Seal(case.key, sha256, "", 0, already_held=True)


def read(
    exhibit: Exhibit, progress: Progress, *, beside: Iterable[Exhibit] = (), audit: AuditEvent
) -> ReadExhibit:
    """Read an exhibit's original into its sealed table and tally; ``beside`` are those that may belong to it."""
    vault, case = the_vault(), exhibit.case
    name = name_of(exhibit, audit=audit)
    choices = _choices_of(exhibit, audit)
    return read_sealed(
        vault,
        case.key,
        exhibit.seal,
        name,
        msgspec.structs.replace(hints_of(case.context), known_files=known_files()),
        audit=audit,
        progress=progress,
        choices=choices,
        beside=[Beside(name_of(other, audit=audit), other.seal) for other in beside],
    )


def name_of(exhibit: Exhibit, *, audit: AuditEvent) -> str:
    """The name its file came with."""
    return the_vault().read(exhibit.case.key, exhibit.name_sha256, audit=audit).decode()


def _choices_of(exhibit: Exhibit, audit: AuditEvent) -> ReadingChoices:
    if not exhibit.choices_sha256:
        return NOTHING_CHOSEN
    sealed = the_vault().read(exhibit.case.key, exhibit.choices_sha256, audit=audit)
    return msgspec.json.decode(sealed, type=SaidOfExhibit).choices


def known_files() -> KnownFiles:
    """The force's list of files that must never be opened, read anew each time: it grows while the desk runs."""
    return list_in(Path(settings.KNOWN_FILES)) if settings.KNOWN_FILES else NO_LIST


def examine(case: Case, tables: list[str], *, audit: AuditEvent) -> ExaminedCase:
    """Examine tables of a case, named by their SHA-256, together."""
    return examine_tables(
        the_vault(),
        case.key,
        [seal_of(case, sha256) for sha256 in tables],
        case.context,
        corrections=corrections_of(case, audit=audit),
        audit=audit,
        waiting=timezone.now() - case.opened_at,
    )
