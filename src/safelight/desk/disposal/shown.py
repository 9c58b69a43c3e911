"""What the page says about keeping a case: the newest review, holds, proposals, and what this person may do."""

from dataclasses import dataclass

from django.utils import timezone

from safelight.desk.cases.models import Case
from safelight.desk.disposal.models import Hold, Proposal, ProposalState, RetentionReview
from safelight.desk.disposal.permissions import may_approve, may_hold, may_lift, may_propose, may_review
from safelight.desk.disposal.policies import is_another_person, is_own, no_hold, nothing_is_proposed
from safelight.desk.people.models import Person
from safelight.knowledge.retention import Category, retention


@dataclass(frozen=True)
class ShownReview:
    """A review with the words of its category."""

    review: RetentionReview
    category: Category | None

    @property
    def is_due(self) -> bool:
        """Whether the day has come."""
        return self.review.review_on <= timezone.localdate()


@dataclass(frozen=True)
class ShownHold:
    """A hold with the name of its kind."""

    hold: Hold
    name: str


@dataclass(frozen=True)
class Keeping:
    """Everything the page shows."""

    newest: ShownReview | None
    suggested: Category
    pack_is_expired: bool
    checked_by: str
    holds: list[ShownHold]
    lifted: list[ShownHold]
    waiting: Proposal | None
    past: list[Proposal]
    may_review: bool
    may_hold: bool
    may_lift: bool
    may_propose: bool
    may_decide: bool
    may_withdraw: bool


def keeping_of(case: Case, person: Person) -> Keeping:
    """What is decided about keeping a case, and what this person may do about it."""
    pack = retention()
    newest = case.retention_reviews.select_related("by").first()
    holds = [_shown(hold) for hold in case.holds.select_related("placed_by", "lifted_by")]
    proposals = list(case.disposal_proposals.select_related("proposed_by", "decided_by"))
    waiting = next((one for one in proposals if one.state == ProposalState.WAITING), None)
    return Keeping(
        newest=ShownReview(newest, pack.category(newest.category)) if newest else None,
        suggested=pack.suggested_for(case.harm),
        pack_is_expired=pack.is_expired(on=timezone.localdate()),
        checked_by=pack.checked_by,
        holds=[one for one in holds if one.hold.lifted_at is None],
        lifted=[one for one in holds if one.hold.lifted_at is not None],
        waiting=waiting,
        past=[one for one in proposals if one is not waiting],
        may_review=may_review(person, case),
        may_hold=may_hold(person, case),
        may_lift=may_lift(person, case),
        may_propose=may_propose(person, case) and nothing_is_proposed(case) and no_hold(case),
        may_decide=waiting is not None and may_approve(person, case) and is_another_person(waiting, person),
        may_withdraw=waiting is not None and is_own(waiting, person),
    )


def _shown(hold: Hold) -> ShownHold:
    kind = retention().hold(hold.kind)
    return ShownHold(hold, kind.name if kind else hold.kind)
