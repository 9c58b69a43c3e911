"""What people do about a plan. Each act and its entry in the ledger are one step."""

from datetime import date

from django.db import transaction
from django.db.models import Max

from safelight.desk.cases.models import Case
from safelight.desk.exhibits.models import Exhibit
from safelight.desk.looks import event_of, record
from safelight.desk.people.models import Person
from safelight.desk.plans.drafted import Drafted
from safelight.desk.plans.models import Deed, PlanEntry, PlanVersion, Signature, Signer
from safelight.desk.plans.notes import Note, Window
from safelight.desk.plans.permissions import (
    check_may_carry_out,
    check_may_draft,
    check_may_lead,
    check_may_override,
    check_may_record_decision,
    check_may_sign,
)
from safelight.desk.plans.policies import (
    check_can_be_agreed,
    check_can_be_signed,
    check_danger_stands,
    check_is_open,
    check_is_over,
    check_no_danger_stands,
    check_nobody_drafted,
)
from safelight.desk.plans.standing import Key, standing_of
from safelight.desk.sealed_words import seal_words
from safelight.evidence.audit import Act


@transaction.atomic
def draft(case: Case, by: Person, drafted: Drafted, *, footprint: int, seen: int) -> PlanVersion:
    """Keep what the engine made as the newest version; ``seen`` is the newest number the person had seen."""
    check_may_draft(by, case)
    newest = _newest_number(case)
    check_nobody_drafted(seen, newest)
    event = event_of(by, Act.PLAN_DRAFTED, case=case.key, number=newest + 1)
    return PlanVersion.objects.create(
        case=case,
        number=newest + 1,
        footprint=footprint,
        drafted_by=by,
        drafted_at=drafted.plan.as_at if newest else drafted.situation.begun,
        plan_sha256=seal_words(case, drafted, audit=event),
        placed=drafted.placed,
        held=drafted.held,
    )


def lead(case: Case, by: Person, person: Person) -> PlanEntry:
    """Say who leads the plan."""
    check_may_lead(by, case)
    return _enter(case, by, Deed.LED, person=person)


def allocate(case: Case, by: Person, person: Person) -> PlanEntry:
    """Say which digital media investigator drafts and checks."""
    check_may_lead(by, case)
    return _enter(case, by, Deed.ALLOCATED, person=person)


def give(case: Case, by: Person, key: Key, person: Person, due: date | None) -> PlanEntry:
    """Give a measure to somebody, with a day."""
    check_may_lead(by, case)
    return _enter(case, by, Deed.GIVEN, key=key, person=person, due=due)


@transaction.atomic
def close(case: Case, by: Person, key: Key, deed: Deed, note: Note, *, seen_by: Person | None = None) -> PlanEntry:
    """Put on record what became of a measure: the check was made, or it was made and nothing was found."""
    check_may_carry_out(by, case)
    _held(case)
    check_is_open(standing_of(case).task(*key))
    return _enter(case, by, deed, key=key, person=seen_by or by, note=note)


def decide(case: Case, by: Person, key: Key, deed: Deed, note: Note) -> PlanEntry:
    """Put on record what the victim decided about a measure (agreed, later, declined), in their words."""
    check_may_record_decision(by, case)
    return _enter(case, by, deed, key=key, note=note)


@transaction.atomic
def open_again(case: Case, by: Person, key: Key, note: Note) -> PlanEntry:
    """Take back what was put on record about a measure; the record of it stays."""
    check_may_carry_out(by, case)
    _held(case)
    check_is_over(standing_of(case).task(*key))
    return _enter(case, by, Deed.OPENED_AGAIN, key=key, note=note)


def keep_safe(case: Case, by: Person, material: Key, exhibit: Exhibit) -> PlanEntry:
    """Say which sealed exhibit holds a material that must be kept before something changes."""
    check_may_carry_out(by, case)
    return _enter(case, by, Deed.SAFE, material=material, exhibit=exhibit)


def go_without(case: Case, by: Person, material: Key, note: Note) -> PlanEntry:
    """Put on record that the victim does not want a material kept, in their words."""
    check_may_record_decision(by, case)
    return _enter(case, by, Deed.SAFE_DECLINED, material=material, note=note)


@transaction.atomic
def override(case: Case, by: Person, note: Note) -> PlanEntry:
    """Put imminent danger on record, with a name and a reason: gates that wait for evidence give way."""
    check_may_override(by, case)
    _held(case)
    check_no_danger_stands(standing_of(case))
    return _enter(case, by, Deed.DANGER, note=note)


@transaction.atomic
def end_override(case: Case, by: Person, note: Note) -> PlanEntry:
    """Say that the danger is over: the gates hold again."""
    check_may_override(by, case)
    _held(case)
    check_danger_stands(standing_of(case))
    return _enter(case, by, Deed.DANGER_OVER, note=note)


def agree_window(case: Case, by: Person, window: Window) -> PlanEntry:
    """Keep when access is cut, where the victim is safe meanwhile, and who is on call."""
    check_may_lead(by, case)
    return _enter(case, by, Deed.WINDOW, note=window)


def say_purpose(case: Case, by: Person, note: Note) -> PlanEntry:
    """Keep what the victim wants to reach and to keep, in their words."""
    check_may_record_decision(by, case)
    return _enter(case, by, Deed.PURPOSE, note=note)


@transaction.atomic
def sign(version: PlanVersion, by: Person, note: Note) -> Signature:
    """The advisor who leads signs off a version."""
    check_may_sign(by, version.case)
    _held(version.case)
    check_can_be_signed(version, by, standing_of(version.case))
    return _signed(version, by, Signer.LEAD, note)


@transaction.atomic
def agree(version: PlanVersion, by: Person, note: Note) -> Signature:
    """Put the victim's agreement to a version on record, in their words."""
    check_may_sign(by, version.case)
    _held(version.case)
    check_can_be_agreed(version)
    return _signed(version, by, Signer.VICTIM, note)


def _signed(version: PlanVersion, by: Person, signer: Signer, note: Note) -> Signature:
    event = event_of(by, Act.PLAN_SIGNED, case=version.case.key, number=version.number, signer=str(signer))
    return Signature.objects.create(
        case=version.case,
        plan=version,
        signer=signer,
        by=by,
        words_sha256=seal_words(version.case, note, audit=event),
    )


@transaction.atomic
def _enter(
    case: Case,
    by: Person,
    deed: Deed,
    *,
    key: Key = ("", ""),
    material: Key = ("", ""),
    person: Person | None = None,
    due: date | None = None,
    exhibit: Exhibit | None = None,
    note: Note | Window | None = None,
) -> PlanEntry:
    act = Act.PLAN_DANGER if deed in {Deed.DANGER, Deed.DANGER_OVER} else Act.PLAN_CHANGED
    event = event_of(by, act, case=case.key, deed=str(deed), measure=key[0])
    note_sha256 = ""
    if note is None:
        record(event)
    else:
        note_sha256 = seal_words(case, note, audit=event)
    return PlanEntry.objects.create(
        case=case,
        deed=deed,
        measure=key[0],
        thing=key[1] or material[1],
        material=material[0],
        person=person,
        due=due,
        exhibit=exhibit,
        by=by,
        note_sha256=note_sha256,
    )


def _held(case: Case) -> None:
    """Nobody else decides about the plan of this case meanwhile."""
    Case.objects.select_for_update().get(pk=case.pk)


def _newest_number(case: Case) -> int:
    _held(case)
    return int(case.plans.aggregate(highest=Max("number"))["highest"] or 0)
