"""Second readers for the gravest findings: they decide before they are shown what the first decided."""

from collections.abc import Iterable
from dataclasses import dataclass

from safelight.desk.cases.models import Case
from safelight.desk.findings.models import Decision, SecondReading, Verdict
from safelight.desk.findings.permissions import may_decide
from safelight.desk.people.models import Person
from safelight.signals.finding import Finding, Severity
from safelight.triage.harm_weights import harm_weights


def is_gravest(finding: Finding) -> bool:
    """Whether two people should read it: very grave if so, or holding up the priority of the case."""
    floors = {floor.flag for floor in harm_weights().floors}
    return finding.severity is Severity.VERY_HIGH or bool(floors & set(finding.flags))


@dataclass(frozen=True)
class Readings:
    """What was decided about one finding: openly, oldest first, and by a second reader who had not seen it."""

    decisions: tuple[Decision, ...] = ()
    second: SecondReading | None = None

    @property
    def first(self) -> Decision | None:
        """The decision that a second reader is held against."""
        if self.second is None:
            return self.decisions[0] if self.decisions else None
        return next((one for one in reversed(self.decisions) if one.at <= self.second.at), None)

    @property
    def newest(self) -> Decision | None:
        """The open decision that stands."""
        return self.decisions[-1] if self.decisions else None

    @property
    def differ(self) -> bool:
        """Whether the two read it differently and nobody has settled it since, knowing both."""
        second, newest = self.second, self.newest
        if second is None or newest is None or newest.at > second.at:
            return False
        return (newest.verdict, newest.severity) != (second.verdict, second.severity)

    @property
    def is_rejected(self) -> bool:
        """Whether it no longer counts: rejected openly, and no second reader upheld it since."""
        if self.newest is None or self.newest.verdict != Verdict.REJECTED:
            return False
        return not (self.differ and self.second and self.second.verdict != Verdict.REJECTED)


def readings_of(case: Case) -> dict[str, Readings]:
    """What was decided about each finding of the case that somebody decided about."""
    decided: dict[str, list[Decision]] = {}
    for decision in case.decisions.select_related("by"):
        decided.setdefault(decision.finding, []).append(decision)
    second = {one.finding: one for one in case.second_readings.select_related("by")}
    return {finding: Readings(tuple(made), second.get(finding)) for finding, made in decided.items()}


@dataclass(frozen=True)
class Reader:
    """What one person may be shown: ``seen`` are the findings whose first decision they asked to see."""

    person: Person
    decides: bool
    seen: frozenset[str]

    @classmethod
    def of(cls, case: Case, person: Person) -> "Reader":
        """This person on this case."""
        seen = case.first_decisions_seen.filter(by=person).values_list("finding", flat=True)
        return cls(person, may_decide(person, case), frozenset(seen))

    def may_be_second(self, finding: Finding, readings: Readings) -> bool:
        """Whether they are still free of the first decision; as long as they are, it is not shown to them."""
        return (
            self.decides
            and is_gravest(finding)
            and bool(readings.decisions)
            and readings.second is None
            and finding.id not in self.seen
            and all(decision.by_id != self.person.pk for decision in readings.decisions)
        )


def waiting_for_second(findings: Iterable[Finding], readings: dict[str, Readings]) -> int:
    """How many of the gravest were decided about by one person only."""
    known = ((finding, readings.get(finding.id)) for finding in findings)
    return sum(bool(read and read.second is None and is_gravest(finding)) for finding, read in known)
