"""What the first page of a case says of its findings."""

from dataclasses import dataclass

from safelight.desk.cases.models import Case
from safelight.desk.conversations.charts import rhythm_chart
from safelight.desk.design.charts.chart import Chart
from safelight.desk.findings.listed import ListedFinding, listed_findings
from safelight.desk.findings.shown import by_gravity
from safelight.desk.findings.standing import newest_decisions, priority_of, standing
from safelight.examining.case import Examination
from safelight.knowledge.offences import offences
from safelight.triage.priority import Priority

TOP = 5


@dataclass(frozen=True)
class Overview:
    """The gravest findings that stand, how many there are, how many wait, the priority, and the rhythm drawn."""

    top: list[ListedFinding]
    standing: int
    undecided: int
    priority: Priority
    rhythm: Chart
    no_law: str
    """What to say where no offences of the case's jurisdiction are held; empty where they are."""


def overview_of(case: Case, examination: Examination) -> Overview:
    """The overview of a case as examined last and decided since."""
    stands = by_gravity(standing(case, examination.findings))
    decided = newest_decisions(case)
    return Overview(
        top=listed_findings(stands[:TOP], decided, examination),
        standing=len(stands),
        undecided=sum(finding.id not in decided for finding in stands),
        priority=priority_of(case, examination.findings),
        rhythm=rhythm_chart(examination),
        no_law=offences(examination.jurisdiction).empty_because,
    )
