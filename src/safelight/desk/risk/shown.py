"""The page of risk: answers beside what the evidence suggests, the grade, and where they differ."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

from safelight.desk import content
from safelight.desk.cases.models import Case
from safelight.desk.findings.standing import standing
from safelight.desk.looks import look, record
from safelight.desk.risk.models import Assessment, RiskEvent, Score
from safelight.desk.risk.sheet import ScoreDetails, Sheet, Words
from safelight.evidence.audit import Act
from safelight.knowledge.instruments import Instrument, instruments
from safelight.knowledge.risk_questions import Question, Section, risk_questions
from safelight.knowledge.risk_reviews import EventKind, risk_reviews
from safelight.risk.answer import Answer, Said
from safelight.risk.marac import Scored, speaks_for_marac
from safelight.risk.suggestion import Suggestion, prefilled
from safelight.signals.finding import Finding


@dataclass(frozen=True)
class ShownQuestion:
    """A question with its answer and what the evidence suggests."""

    question: Question
    answer: Answer
    suggestion: Suggestion | None

    @property
    def waits(self) -> bool:
        """Whether the evidence suggests an answer that nobody has asked for yet."""
        return self.suggestion is not None and self.answer.said is Said.NOT_ASKED


@dataclass(frozen=True)
class ShownSection:
    """The questions of a section, and how many of them were answered."""

    section: Section
    questions: list[ShownQuestion]

    @property
    def answered(self) -> int:
        """How many have an answer."""
        return sum(one.answer.said is not Said.NOT_ASKED for one in self.questions)

    @property
    def waiting(self) -> int:
        """How many the evidence suggests an answer to."""
        return sum(one.waits for one in self.questions)


@dataclass(frozen=True)
class ShownEvent:
    """An event in words."""

    event: RiskEvent
    kind: EventKind | None
    words: str


@dataclass(frozen=True)
class ShownScore:
    """The outcome of an instrument."""

    score: Score
    instrument: Instrument | None
    details: ScoreDetails


def open_sheet(request: HttpRequest, case: Case, assessment: Assessment | None) -> Sheet:
    """The answers of an assessment; an empty sheet where nobody asked yet. It is a look."""
    event = look(request, Act.LOOKED_AT_RISK, case=case.key, what="answers")
    if assessment is None:
        record(event)
        return Sheet(pack="")
    return content.open_written(case, assessment.sheet_sha256, Sheet, audit=event)


def open_words(request: HttpRequest, case: Case, sha256: str) -> str:
    """A reason or what happened, as somebody wrote it."""
    event = look(request, Act.LOOKED_AT_RISK, case=case.key, what="words")
    return content.open_written(case, sha256, Words, audit=event).text


def every_finding(request: HttpRequest, case: Case) -> tuple[Finding, ...]:
    """All findings; none where nothing was examined yet."""
    event = look(request, Act.LOOKED_AT_RISK, case=case.key, what="findings")
    try:
        return content.open_examination(case, audit=event).findings
    except content.NotThereYet:
        record(event)
        return ()


def findings_of(request: HttpRequest, case: Case) -> list[Finding]:
    """The findings that stand: nobody rejected them."""
    return standing(case, every_finding(request, case))


def suggestions_of(findings: list[Finding], case: Case) -> Mapping[str, Suggestion]:
    """What the findings that stand, and what officers noted, suggest."""
    return prefilled(findings, case.context, risk_questions())


def sections_of(sheet: Sheet, suggested: Mapping[str, Suggestion]) -> list[ShownSection]:
    """All sections in order."""
    pack = risk_questions()
    return [
        ShownSection(
            section,
            [
                ShownQuestion(one, sheet.answer(one.id), suggested.get(one.id))
                for one in pack.of_section(section.id)
            ],
        )
        for section in pack.sections
    ]


def events_of(request: HttpRequest, case: Case) -> Iterator[ShownEvent]:
    """What people wrote down, by its day, the latest first; entries of the diary stand in the diary."""
    pack = risk_reviews()
    noted = [one.id for one in pack.events_people_note]
    for event in case.risk_events.select_related("by").filter(kind__in=noted).order_by("-on", "-pk"):
        yield ShownEvent(event, pack.event(event.kind), open_words(request, case, event.words_sha256))


def scores_of(request: HttpRequest, case: Case) -> Iterator[ShownScore]:
    """Outcomes of instruments, newest first."""
    known = instruments()
    for score in case.risk_scores.select_related("by"):
        event = look(request, Act.LOOKED_AT_RISK, case=case.key, what="score")
        details = content.open_written(case, score.details_sha256, ScoreDetails, audit=event)
        yield ShownScore(score, known.instrument(score.instrument), details)


def grounds_of(case: Case, grade: str) -> tuple[str, ...]:
    """What speaks for a conference of agencies."""
    pack = risk_reviews()
    scores = [Scored(instrument=one.instrument, score=one.score, on=one.on) for one in case.risk_scores.all()]
    incidents = [one.on for one in case.risk_events.all() if one.kind == pack.marac.escalation_event]
    return speaks_for_marac(grade, scores, incidents, pack, instruments(), today=timezone.localdate())
