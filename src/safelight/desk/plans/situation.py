"""What a plan is made from, gathered from the case: answers, what is kept, what was decided and done."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from safelight.desk import content
from safelight.desk.cases.models import Case
from safelight.desk.exhibits.models import Examination
from safelight.desk.findings.models import Verdict
from safelight.desk.findings.standing import newest_decisions
from safelight.desk.footprint.opened import open_footprint
from safelight.desk.plans.models import Deed, PlanEntry
from safelight.desk.plans.notes import Note, Window
from safelight.desk.plans.roles import plan_role
from safelight.desk.plans.standing import Standing
from safelight.desk.risk.models import GradeName
from safelight.desk.risk.state import grade_of
from safelight.evidence.audit import AuditEvent
from safelight.planning.situation import (
    Choice,
    Decision,
    DeclinedKeeping,
    Done,
    OnCall,
    Override,
    Sealed,
    Situation,
    WindowPlan,
)
from safelight.records.moment import now

_CHOICES = {Deed.AGREED: Choice.AGREED, Deed.LATER: Choice.LATER, Deed.DECLINED: Choice.DECLINED}
_DONE = {Deed.DONE, Deed.NOTHING_FOUND}


def situation_of(case: Case, standing: Standing, *, audit: AuditEvent) -> tuple[Situation, int]:
    """The situation now, and the number of the footprint it rests on; each sealed note opened is a look."""
    kept, number = open_footprint(case, audit=audit)
    words = open_words(case, standing, audit=audit)
    situation = Situation(
        footprint=kept.footprint,
        begun=_begun(case),
        sealed=tuple(_sealed(standing)),
        declined_keeping=tuple(_declined_keeping(standing, words)),
        decisions=tuple(_decisions(standing, words)),
        done=tuple(_done(standing)),
        flags=tuple(sorted(flags_of(case, audit=audit))),
        orders=tuple(order.kind for order in case.context.orders),
        window=_window(open_window(case, standing, audit=audit)),
        overrides=tuple(_overrides(standing, words)),
    )
    return situation, number


def open_words(case: Case, standing: Standing, *, audit: AuditEvent) -> Mapping[int, Note]:
    """What people said in their entries, by the entries' primary keys; together, as one look."""
    said = [entry for entry in standing.entries if entry.note_sha256 and entry.deed != Deed.WINDOW]

    def make() -> Mapping[int, Note]:
        return {entry.pk: content.open_written(case, entry.note_sha256, Note, audit=audit) for entry in said}

    made_from = ("words of the plan", *((entry.pk, entry.note_sha256) for entry in said))
    return content.derived(case, made_from, make, size_of=_size, audit=audit)


def open_window(case: Case, standing: Standing, *, audit: AuditEvent) -> Window | None:
    """The window as it was agreed last."""
    if standing.window is None:
        return None
    return content.open_written(case, standing.window.note_sha256, Window, audit=audit)


def flags_of(case: Case, *, audit: AuditEvent) -> set[str]:
    """Flags of findings that a person accepted or corrected, and whether somebody graded the risk high."""
    graded = {"high_risk"} if grade_of(case) == GradeName.HIGH else set()
    decided = newest_decisions(case)
    if not decided or not Examination.objects.filter(case=case).exclude(sealed_sha256="").exists():
        return graded
    findings = content.open_examination(case, audit=audit).findings
    accepted = {id_ for id_, decision in decided.items() if decision.verdict != Verdict.REJECTED}
    return graded | {flag for finding in findings if finding.id in accepted for flag in finding.flags}


def _begun(case: Case) -> datetime:
    first = case.plans.order_by("number").first()
    return first.drafted_at if first else now()


def _sealed(standing: Standing) -> Iterator[Sealed]:
    for (material, thing), entry in standing.kept.items():
        if entry.deed == Deed.SAFE:
            yield Sealed(what=material, thing=thing, exhibit=entry.exhibit.reference if entry.exhibit else "")


def _declined_keeping(standing: Standing, words: Mapping[int, Note]) -> Iterator[DeclinedKeeping]:
    for (material, thing), entry in standing.kept.items():
        if entry.deed == Deed.SAFE_DECLINED:
            yield DeclinedKeeping(
                what=material, thing=thing, words=_words(words, entry), recorded_by=entry.by.name, at=entry.at
            )


def _decisions(standing: Standing, words: Mapping[int, Note]) -> Iterator[Decision]:
    for (measure, thing), task in standing.tasks.items():
        entry = task.decision
        if entry is not None:
            yield Decision(
                measure=measure,
                thing=thing,
                choice=_CHOICES[Deed(entry.deed)],
                words=_words(words, entry),
                recorded_by=entry.by.name,
                at=entry.at,
            )


def _done(standing: Standing) -> Iterator[Done]:
    for (measure, thing), task in standing.tasks.items():
        entry = task.outcome
        if entry is not None and entry.deed in _DONE:
            yield Done(
                measure=measure,
                thing=thing,
                checked_by=entry.by.name,
                at=entry.at,
                found_nothing=entry.deed == Deed.NOTHING_FOUND,
            )


def _window(window: Window | None) -> WindowPlan | None:
    if window is None:
        return None
    return WindowPlan(
        begins=window.begins,
        place_agreed=bool(window.safe_place),
        on_call=tuple(OnCall(name=one.name, role=one.role) for one in window.on_call),
        agreed_by_victim=window.agreed_by_victim,
        agreed_with_police=window.agreed_with_police,
    )


def _overrides(standing: Standing, words: Mapping[int, Note]) -> Iterator[Override]:
    entry = standing.danger
    if entry is not None:
        yield Override(name=entry.by.name, role=plan_role(entry.by.role), reason=_words(words, entry), at=entry.at)


def _size(words: Mapping[int, Note]) -> int:
    return sum(len(note.words) * 4 + 200 for note in words.values())


def _words(words: Mapping[int, Note], entry: PlanEntry) -> str:
    note = words.get(entry.pk)
    return note.words if note else ""
