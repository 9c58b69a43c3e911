"""What people do about keeping a case and disposing of it. Each act and its entry in the ledger are one step."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from safelight.desk.cases.models import Case
from safelight.desk.disposal.carrying_out import carry_out
from safelight.desk.disposal.certificate import facts_of
from safelight.desk.disposal.models import Disposal, Hold, Proposal, ProposalState, RetentionReview
from safelight.desk.disposal.permissions import (
    check_may_approve,
    check_may_hold,
    check_may_lift,
    check_may_propose,
    check_may_review,
)
from safelight.desk.disposal.policies import (
    check_is_another_person,
    check_is_due,
    check_is_own,
    check_no_hold,
    check_nothing_is_proposed,
    check_nothing_is_read,
    check_still_holds,
    check_waits,
)
from safelight.desk.looks import event_of, record
from safelight.desk.people.models import Person
from safelight.evidence.audit import Act
from safelight.knowledge.retention import Category


@transaction.atomic
def review(case: Case, by: Person, category: Category, last_event: date, *, reason: str) -> RetentionReview:
    """Decide how long a case is kept. Raises ``NotAllowed`` with a sentence, like everything here."""
    check_may_review(by, case)
    is_first = not case.retention_reviews.exists()
    start = last_event if is_first else max(last_event, timezone.localdate())
    kept = RetentionReview.objects.create(
        case=case,
        category=category.id,
        last_event=last_event,
        review_on=category.review_after(start, is_first=is_first),
        reason=reason,
        by=by,
    )
    details = {"category": category.id, "review_on": kept.review_on.isoformat()}
    record(event_of(by, Act.RETENTION_REVIEWED, case=case.key, **details))
    return kept


@transaction.atomic
def place_hold(case: Case, by: Person, kind: str, *, reason: str) -> Hold:
    """Say that a case must be kept, and why."""
    check_may_hold(by, case)
    Case.objects.select_for_update().get(pk=case.pk)  # an approval waits, or is over and this comes too late
    hold = Hold.objects.create(case=case, kind=kind, reason=reason, placed_by=by)
    record(event_of(by, Act.HOLD_PLACED, case=case.key, kind=kind))
    return hold


@transaction.atomic
def lift_hold(hold: Hold, by: Person, *, reason: str) -> None:
    """Say that a reason to keep a case is over."""
    check_may_lift(by, hold.case)
    held = Hold.objects.select_for_update().get(pk=hold.pk)
    check_still_holds(held)
    held.lifted_by, held.lifted_at, held.lifted_reason = by, timezone.now(), reason
    held.save(update_fields=("lifted_by", "lifted_at", "lifted_reason"))
    record(event_of(by, Act.HOLD_LIFTED, case=hold.case.key, kind=held.kind))


@transaction.atomic
def propose(case: Case, by: Person, ground: str, *, reason: str) -> Proposal:
    """Say that a case should go, and why; nothing happens until another person decides."""
    check_may_propose(by, case)
    Case.objects.select_for_update().get(pk=case.pk)
    check_nothing_is_proposed(case)
    check_no_hold(case)
    check_is_due(case, ground)
    proposal = Proposal.objects.create(case=case, ground=ground, reason=reason, proposed_by=by)
    record(event_of(by, Act.DISPOSAL_PROPOSED, case=case.key, ground=ground))
    return proposal


@transaction.atomic
def withdraw(proposal: Proposal, by: Person) -> None:
    """Take one's own proposal back."""
    held = _held(proposal)
    check_is_own(held, by)
    _decide(held, by, ProposalState.WITHDRAWN, "")
    record(event_of(by, Act.DISPOSAL_WITHDRAWN, case=held.case.key))


@transaction.atomic
def refuse(proposal: Proposal, by: Person, *, reason: str) -> None:
    """A second person says no."""
    held = _held(proposal)
    check_may_approve(by, held.case)
    check_is_another_person(held, by)
    _decide(held, by, ProposalState.REFUSED, reason)
    record(event_of(by, Act.DISPOSAL_REFUSED, case=held.case.key))


def approve(proposal: Proposal, by: Person, *, reason: str) -> Disposal:
    """A second person says yes: from here on the case is gone. Destroying it goes on by itself if stopped."""
    disposal = _approved(proposal, by, reason)
    carry_out(disposal)
    return disposal


@transaction.atomic
def _approved(proposal: Proposal, by: Person, reason: str) -> Disposal:
    held = _held(proposal)
    case = held.case
    check_may_approve(by, case)
    check_is_another_person(held, by)
    check_no_hold(case)
    check_is_due(case, held.ground)
    check_nothing_is_read(case)
    _decide(held, by, ProposalState.APPROVED, reason)
    return Disposal.objects.create(case=case, proposal=held, **facts_of(case))


def _held(proposal: Proposal) -> Proposal:
    """The proposal as it is now, held against everybody else who decides about it or holds the case."""
    Case.objects.select_for_update().get(pk=proposal.case_id)
    held = Proposal.objects.select_for_update(of=("self",)).select_related("case").get(pk=proposal.pk)
    check_waits(held)
    return held


def _decide(proposal: Proposal, by: Person, state: ProposalState, reason: str) -> None:
    proposal.state, proposal.decided_by = state, by
    proposal.decided_at, proposal.decision = timezone.now(), reason
    proposal.save(update_fields=("state", "decided_by", "decided_at", "decision"))
