"""The pack of first questions, and what answers weigh: by the same function as everything else."""

from datetime import timedelta
from enum import StrEnum

import msgspec

from safelight.knowledge.pack import PACKS, Pack, load, repeated
from safelight.signals.context import CaseContext, Child, Order, Owner
from safelight.signals.finding import Finding, Severity, Strength
from safelight.triage.priority import REPORTED, Priority, weigh

_SIGNAL, _VERSION = REPORTED, "1"


class Answer(StrEnum):
    """Not sure is a risk, and not asked is not a no."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not_sure"
    NOT_ASKED = "not_asked"


class Question(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question, and what an answer other than no weighs."""

    id: str
    asks: str
    harm: str
    severity: Severity
    flags: tuple[str, ...]
    says: str
    source: str


class ReportQuestions(Pack, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All questions in the order they are asked, and the family of harm for each kind of report."""

    questions: tuple[Question, ...]
    kinds: dict[str, str]

    def faults(self) -> list[str]:
        """Questions that stand twice, and unknown sources."""
        known = {source.id for source in self.sources}
        faults = [f"{one} stands twice." for one in repeated([each.id for each in self.questions])]
        unknown = [each.id for each in self.questions if each.source not in known]
        return faults + [f"{one}: the source is not in the list." for one in unknown]


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What a report says beyond its words."""

    kind: str
    answers: dict[str, Answer]
    age: int | None = None
    children: Answer = Answer.NOT_ASKED
    order: Answer = Answer.NOT_ASKED


def report_questions() -> ReportQuestions:
    """The questions that ship with Safelight."""
    pack: ReportQuestions = load(PACKS / "report-questions.yaml", ReportQuestions)
    return pack


def weigh_report(told: Told, *, waiting: timedelta | None) -> Priority:
    """The priority of a report, from its answers alone: its words are never read by the software."""
    children = (Child(),) if told.children in {Answer.YES, Answer.NOT_SURE} else ()
    orders = (Order(kind=""),) if told.order in {Answer.YES, Answer.NOT_SURE} else ()
    context = CaseContext(owner=Owner(age=told.age), children=children, orders=orders)
    return weigh(findings_of(told), context, waiting=waiting)


def said_of(told: Told) -> tuple[str, ...]:
    """What the answers say, in sentences, gravest first; where nothing was answered, that."""
    said = [finding for finding in findings_of(told) if finding.id != f"{_SIGNAL}:kind"]
    gravest = sorted(said, key=lambda one: (-list(Severity).index(one.severity), -one.strength.rank))
    return tuple(one.claim for one in gravest) or ("Nothing is known yet of danger: ask the first questions.",)


def findings_of(told: Told) -> list[Finding]:
    """What the answers weigh, in the shape that everything is weighed in."""
    pack = report_questions()
    family = pack.kinds.get(told.kind, "pursuit")
    first = _finding("kind", family, Severity.LOW, (), "Somebody reports harm of this kind.", Strength.MODERATE)
    strengths = {Answer.YES: Strength.STRONG, Answer.NOT_SURE: Strength.MODERATE}
    return [
        first,
        *(
            _finding(each.id, each.harm, each.severity, each.flags, each.says, strengths[answer])
            for each in pack.questions
            if (answer := told.answers.get(each.id, Answer.NOT_ASKED)) in strengths
        ),
    ]


def _finding(
    name: str, harm: str, severity: Severity, flags: tuple[str, ...], says: str, strength: Strength
) -> Finding:
    claim = says if strength is Strength.STRONG else says.replace("says that", "is not sure whether")
    return Finding(
        id=f"{_SIGNAL}:{name}",
        signal=_SIGNAL,
        version=_VERSION,
        harm=harm,
        claim=claim,
        severity=severity,
        strength=strength,
        probability=0.5,
        records=(),
        flags=flags,
    )
