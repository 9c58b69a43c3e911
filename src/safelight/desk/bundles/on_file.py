"""A case of the desk as bundles need it."""

from collections.abc import Iterator, Mapping

from safelight.bundling.on_file import Accepted, CaseOnFile, ExhibitOnFile, SignalOnFile
from safelight.desk import content
from safelight.desk.cases.models import Case
from safelight.desk.exhibits.models import Exhibit
from safelight.desk.findings.models import Decision, Verdict
from safelight.desk.findings.shown import by_gravity
from safelight.desk.findings.standing import newest_decisions, standing
from safelight.desk.people.models import Person
from safelight.evidence.audit import AuditEvent
from safelight.examining.case import Examination
from safelight.examining.exhibit import ByteCount, held_back_of
from safelight.readers.registry import READERS_BY_NAME
from safelight.records.tally import Tally

_IN_WORDS = {Verdict.ACCEPTED: "Accepted", Verdict.CORRECTED: "Corrected"}


def case_on_file(case: Case, *, audit: AuditEvent) -> CaseOnFile:
    """The whole case as it stands now; each part that is opened is a look. Raises ``NotThereYet``."""
    opened = content.open_case(case, audit=audit)
    names = content.open_names(case, audit=audit)
    return CaseOnFile(
        reference=case.reference,
        zone=opened.examination.rhythm.zone,
        exhibits=[
            _exhibit(each, names, _tally(each, audit))
            for each in case.exhibits.select_related("handed_in_by", "case")
        ],
        table=opened.table.collect(),
        accepted=list(accepted_of(case, opened.examination)),
        signals=[
            SignalOnFile(signal.title, signal.version, signal.looks_for, signal.limits_and_figures)
            for signal in opened.examination.read_by
        ],
    )


def accepted_of(case: Case, examination: Examination) -> Iterator[Accepted]:
    """Findings that somebody accepted or corrected, gravest first."""
    decided = newest_decisions(case)
    for finding in by_gravity(standing(case, examination.findings)):
        decision = decided.get(finding.id)
        if decision is not None and decision.verdict != Verdict.REJECTED:
            yield Accepted(
                finding=finding,
                by=named(decision.by),
                at=decision.at,
                reason=decision.reason,
                verdict=_verdict(decision),
            )


def named(person: Person) -> str:
    """Name and role, in English: a bundle is for the courts of England and Wales."""
    return f"{person.name}, {person.role.replace('_', ' ')}"


def _verdict(decision: Decision) -> str:
    word = _IN_WORDS[Verdict(decision.verdict)]
    return f"{word} to {decision.severity.replace('_', ' ')} severity" if decision.severity else word


def _tally(exhibit: Exhibit, audit: AuditEvent) -> Tally:
    return content.open_tally(exhibit, audit=audit) if exhibit.tally_sha256 else Tally(())


def _title(reader: str) -> str:
    return READERS_BY_NAME[reader].MANIFEST.title if reader in READERS_BY_NAME else reader


def _exhibit(exhibit: Exhibit, names: Mapping[int, str], tally: Tally) -> ExhibitOnFile:
    readers = dict.fromkeys(member.reader for member in tally.members if member.reader)
    return ExhibitOnFile(
        sha256=exhibit.sha256,
        reference=exhibit.reference,
        name=names.get(exhibit.pk, ""),
        size_bytes=exhibit.size_bytes,
        sealed_at=exhibit.sealed_at,
        handed_in_by=named(exhibit.handed_in_by),
        read_as=tuple(map(_title, readers)),
        bytes=ByteCount(exhibit.bytes_of_members, exhibit.bytes_read, exhibit.bytes_skipped, exhibit.bytes_failed),
        problem=exhibit.problem,
        holds_forbidden=bool(held_back_of(tally)),
    )
