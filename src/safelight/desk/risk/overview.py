"""Everything the first page of risk shows."""

from dataclasses import dataclass

from django.http import HttpRequest

from safelight.desk.cases.models import Case
from safelight.desk.people.models import Person
from safelight.desk.risk.models import Assessment, ConferenceDecision, Grading
from safelight.desk.risk.permissions import may_answer, may_decide_conference, may_grade
from safelight.desk.risk.shown import (
    ShownEvent,
    ShownScore,
    ShownSection,
    events_of,
    findings_of,
    grounds_of,
    open_sheet,
    open_words,
    scores_of,
    sections_of,
    suggestions_of,
)
from safelight.desk.risk.state import RiskState, risk_state
from safelight.knowledge.risk_questions import risk_questions
from safelight.knowledge.risk_reviews import Grade, risk_reviews
from safelight.risk.disagreement import disagreements


@dataclass(frozen=True)
class Judged:
    """A grade or a decision with its reason."""

    one: Grading | ConferenceDecision
    reason: str


@dataclass(frozen=True)
class RiskOverview:
    """The page of risk."""

    state: RiskState
    grade: Grade | None
    grading: Judged | None
    earlier: list[Judged]
    disagreements: tuple[str, ...]
    sections: list[ShownSection]
    newest: Assessment | None
    assessments: list[Assessment]
    grounds: tuple[str, ...]
    conferences: list[Judged]
    events: list[ShownEvent]
    scores: list[ShownScore]
    may_answer: bool
    may_grade: bool
    may_decide: bool
    checked_by: str

    @property
    def waiting(self) -> int:
        """How many questions the evidence suggests an answer to and nobody has asked yet."""
        return sum(section.waiting for section in self.sections)


def overview_of(request: HttpRequest, case: Case, person: Person) -> RiskOverview:
    """What is known today, for somebody on the case."""
    state = risk_state(case)
    assessments = list(case.assessments.select_related("by"))
    newest = assessments[0] if assessments else None
    sheet = open_sheet(request, case, newest)
    suggested = suggestions_of(findings_of(request, case), case)
    grade = state.grading.grade if state.grading else ""
    judged = [_judged(request, case, one) for one in case.risk_gradings.select_related("by")]
    return RiskOverview(
        state=state,
        grade=risk_reviews().grade(grade),
        grading=judged[0] if judged else None,
        earlier=judged[1:],
        disagreements=disagreements(grade or None, sheet.answers, suggested, risk_questions()),
        sections=sections_of(sheet, suggested),
        newest=newest,
        assessments=assessments,
        grounds=grounds_of(case, grade),
        conferences=[_judged(request, case, one) for one in case.conference_decisions.select_related("by")],
        events=list(events_of(request, case)),
        scores=list(scores_of(request, case)),
        may_answer=may_answer(person, case),
        may_grade=may_grade(person, case),
        may_decide=may_decide_conference(person, case),
        checked_by=risk_questions().checked_by,
    )


def _judged(request: HttpRequest, case: Case, one: Grading | ConferenceDecision) -> Judged:
    return Judged(one, open_words(request, case, one.reason_sha256))
