"""What stands of the findings of a case, week by week, as lanes of a picture."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from safelight.desk.design.charts.escalation import Lane, Mark
from safelight.examining.case import Examination
from safelight.signals.finding import Finding
from safelight.triage.harm_weights import harm_weights


def lanes_of(examination: Examination, findings: Iterable[Finding]) -> list[Lane]:
    """One lane for each kind of harm found, the gravest kind first. A record counts once for each finding."""
    marks = _marks(examination, findings)
    weights = {harm.id: harm for harm in harm_weights().harms}
    ordered = sorted(marks, key=lambda harm: (-(weights[harm].weight if harm in weights else 0), harm))
    return [Lane(weights[harm].name if harm in weights else harm, marks[harm]) for harm in ordered]


def _marks(examination: Examination, findings: Iterable[Finding]) -> Mapping[str, dict[date, Mark]]:
    marks: dict[str, dict[date, Mark]] = defaultdict(dict)
    for finding in findings:
        for week in examination.weekly.get(finding.id, ()):
            before = marks[finding.harm].get(week.monday, Mark(0, 0))
            marks[finding.harm][week.monday] = Mark(
                before.messages + week.records, max(before.rank, finding.strength.rank)
            )
    return marks
