"""Who may take down a report, see it, make it a case, or close it."""

from safelight.desk.cases.models import Case
from safelight.desk.cases.permissions import check_may_see_case
from safelight.desk.people.models import Person, Role
from safelight.desk.reports.models import Report
from safelight.desk.rules import NotAllowed, question


def check_may_take_report(person: Person) -> None:
    """Everybody who works cases."""
    if not person.is_active or person.role == Role.OVERSEER:
        message = "Overseers see who looked and why, and take down no reports."
        raise NotAllowed(message)


def check_may_see_report(person: Person, report: Report) -> None:
    """Who took it down, and supervisors, who decide what comes first; for everybody else there is none."""
    check_may_take_report(person)
    if person.role != Role.SUPERVISOR and report.taken_by_id != person.pk:
        message = "Only who took it down and supervisors can see this report."
        raise NotAllowed(message)


def check_may_decide_report(person: Person, report: Report) -> None:
    """Who may see it makes it a case or closes it."""
    check_may_see_report(person, report)


def check_may_settle(person: Person, case: Case) -> None:
    """Supervisors on the case."""
    check_may_see_case(person, case)
    if person.role != Role.SUPERVISOR:
        message = "Only a supervisor on the case can say that what was reported is settled. Ask one."
        raise NotAllowed(message)


may_settle = question(check_may_settle)
may_take_report = question(check_may_take_report)
may_see_report = question(check_may_see_report)
may_decide_report = question(check_may_decide_report)
