"""What people do about risk. What they wrote is sealed; each act and its entry in the ledger are one step."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from safelight.desk.cases.models import Case
from safelight.desk.looks import event_of
from safelight.desk.people.models import Person
from safelight.desk.risk.models import Assessment, ConferenceDecision, Grading, RiskEvent, Score
from safelight.desk.risk.permissions import (
    check_may_answer,
    check_may_decide_conference,
    check_may_grade,
    check_may_record_event,
)
from safelight.desk.risk.policies import check_day_fits, check_nobody_was_quicker, check_score_fits
from safelight.desk.risk.sheet import ScoreDetails, Sheet, Words
from safelight.desk.sealed_words import seal_words
from safelight.evidence.audit import Act
from safelight.knowledge.instruments import Instrument
from safelight.knowledge.risk_questions import risk_questions
from safelight.knowledge.risk_reviews import EventKind
from safelight.risk.answer import Answer


@transaction.atomic
def answer(case: Case, by: Person, before: Sheet, given: Mapping[str, Answer], *, seen: int) -> Assessment:
    """Keep answers as a new assessment; those before stay. Raises ``NotAllowed``, like everything here.

    ``before`` is the sheet the person had before them, ``seen`` the number of its assessment, 0 for none.
    """
    check_may_answer(by, case)
    Case.objects.select_for_update().get(pk=case.pk)
    newest = case.assessments.first()
    number = newest.number if newest else 0
    check_nobody_was_quicker(seen, number)
    pack = risk_questions()
    sheet = before.with_answers(given, f"{pack.id}, as at {pack.as_at}")
    event = event_of(by, Act.RISK_ANSWERED, case=case.key, number=number + 1, answered=sheet.answered)
    sealed = seal_words(case, sheet, audit=event)
    return Assessment.objects.create(
        case=case, number=number + 1, sheet_sha256=sealed, answered=sheet.answered, by=by
    )


@transaction.atomic
def grade(case: Case, by: Person, grade: str, *, reason: str) -> Grading:
    """Keep a person's judgement, with their reasons; it rests on the answers written down so far."""
    check_may_grade(by, case)
    event = event_of(by, Act.RISK_GRADED, case=case.key, grade=grade)
    sealed = seal_words(case, Words(text=reason), audit=event)
    return Grading.objects.create(
        case=case, grade=grade, assessment=case.assessments.first(), reason_sha256=sealed, by=by
    )


@transaction.atomic
def record_event(case: Case, by: Person, kind: EventKind, on: date, *, words: str = "") -> RiskEvent:
    """Write down that something happened, or will; the review of the risk comes forward."""
    check_may_record_event(by, case)
    check_day_fits(kind, on, timezone.localdate())
    event = event_of(by, Act.RISK_EVENT, case=case.key, kind=kind.id)
    sealed = seal_words(case, Words(text=words), audit=event)
    return RiskEvent.objects.create(case=case, kind=kind.id, on=on, words_sha256=sealed, by=by)


@transaction.atomic
def record_score(
    case: Case,
    by: Person,
    instrument: Instrument,
    on: date,
    details: ScoreDetails,
    *,
    score: int | None,
    outcome: str,
) -> Score:
    """Keep the outcome of an instrument that was done elsewhere, who did it and when; never its wording."""
    check_may_grade(by, case)
    check_score_fits(instrument, score, outcome)
    event = event_of(by, Act.RISK_SCORED, case=case.key, instrument=instrument.id)
    sealed = seal_words(case, details, audit=event)
    return Score.objects.create(
        case=case, instrument=instrument.id, score=score, outcome=outcome, on=on, details_sha256=sealed, by=by
    )


@transaction.atomic
def decide_conference(
    case: Case, by: Person, decision: str, ground: str, *, reason: str, meets_on: date | None = None
) -> ConferenceDecision:
    """Keep whether the case goes to a conference of agencies, on what ground and why."""
    check_may_decide_conference(by, case)
    event = event_of(by, Act.MARAC_DECIDED, case=case.key, decision=decision, ground=ground)
    sealed = seal_words(case, Words(text=reason), audit=event)
    return ConferenceDecision.objects.create(
        case=case, decision=decision, ground=ground, meets_on=meets_on, reason_sha256=sealed, by=by
    )
