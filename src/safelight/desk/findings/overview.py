"""What the first page of a case says of its findings."""

from dataclasses import dataclass

from safelight.desk.cases.models import Case
from safelight.desk.conversations.charts import rhythm_chart
from safelight.desk.design.charts.chart import Chart
from safelight.desk.findings.listed import ListedFinding, listed_findings
from safelight.desk.findings.second import Reader, readings_of, waiting_for_second
from safelight.desk.findings.shown import by_gravity
from safelight.desk.findings.standing import priority_of, standing, worth_reading
from safelight.desk.people.models import Person
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
    read_once: int
    """Of the gravest, how many only one person has decided about."""
    priority: Priority
    rhythm: Chart
    worth_reading: int
    """How many conversations with no more than weak findings are worth reading early."""
    no_law: str
    """What to say where no offences of the case's jurisdiction are held; empty where they are."""


def overview_of(case: Case, examination: Examination, person: Person) -> Overview:
    """The overview of a case as examined last and decided since, for somebody on it."""
    stands = by_gravity(standing(case, examination.findings))
    read = readings_of(case)
    return Overview(
        top=listed_findings(stands[:TOP], read, examination, Reader.of(case, person)),
        standing=len(stands),
        undecided=sum(finding.id not in read for finding in stands),
        read_once=waiting_for_second(stands, read),
        priority=priority_of(case, examination.findings),
        rhythm=rhythm_chart(examination),
        worth_reading=len(worth_reading(examination, stands)),
        no_law=offences(examination.jurisdiction).empty_because,
    )
