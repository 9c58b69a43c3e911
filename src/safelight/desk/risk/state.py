"""How a case stands as to risk, from the database alone: for lists and first pages, which open nothing sealed."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone

from safelight.desk.cases.models import Case
from safelight.desk.risk.models import ConferenceDecision, Grading
from safelight.knowledge.risk_reviews import RiskReviews, risk_reviews
from safelight.risk.review import Happened, ReviewDue, next_review


@dataclass(frozen=True)
class RiskState:
    """The grade that stands, the next review, and the newest decision about a conference; each may be missing."""

    grading: Grading | None
    review: ReviewDue | None
    conference: ConferenceDecision | None

    @property
    def is_due(self) -> bool:
        """Whether somebody must look at the risk today."""
        return self.review is not None and self.review.is_due(timezone.localdate())

    @property
    def is_overdue(self) -> bool:
        """Whether somebody ought to have looked before today."""
        return self.review is not None and self.review.is_overdue(timezone.localdate())


def grade_of(case: Case) -> str:
    """The grade that stands, empty where nobody graded yet."""
    return next((one.grade for one in case.risk_gradings.all()), "")


def risk_state(case: Case, pack: RiskReviews | None = None) -> RiskState:
    """How the case stands today."""
    grading: Grading | None = next(iter(case.risk_gradings.all()), None)
    graded_on = timezone.localtime(grading.at).date() if grading else None
    return RiskState(
        grading=grading,
        review=next_review(
            grading.grade if grading else None, graded_on, _events(case, grading), pack or risk_reviews()
        ),
        conference=next(iter(case.conference_decisions.all()), None),
    )


def _events(case: Case, grading: Grading | None) -> Iterator[Happened]:
    for event in case.risk_events.all():
        yield Happened(
            kind=event.kind,
            on=event.on,
            noted_on=timezone.localtime(event.at).date(),
            since_grade=grading is None or event.at > grading.at,
        )
    noted = timezone.localtime(case.context_changed_at or case.opened_at).date()
    for order in case.context.orders:
        if order.ends and order.ends > noted:
            yield Happened(kind="order-expiring", on=order.ends, noted_on=noted, since_grade=False)
