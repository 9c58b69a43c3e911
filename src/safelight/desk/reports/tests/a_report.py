"""A report that waits, and one that a person made a case."""

from safelight.desk.cases.actions import add_member
from safelight.desk.cases.models import Case
from safelight.desk.people.actions import make_person
from safelight.desk.people.models import Person, Role
from safelight.desk.reports import actions
from safelight.desk.reports.models import Report
from safelight.desk.reports.words import ReportWords
from safelight.desk.testing import PASSWORD, DeskTestCase

WORDS = ReportWords(
    "A friend", "He wrote that he will be at her door tonight.", "Ring after nine, as the dentist."
)


class ReportCase(DeskTestCase):
    """``supervisor`` sees every report, and is on the case."""

    supervisor: Person

    @classmethod
    def setUpTestData(cls) -> None:
        """Somebody who sees reports."""
        super().setUpTestData()
        cls.supervisor = make_person("sue", PASSWORD, "Sue Visor", Role.SUPERVISOR)

    def waiting_and_case(self) -> tuple[Report, Case]:
        """Two reports, the second a case by now."""
        answers = {"can_reach": "not_sure", "worse": "yes"}
        waiting = actions.take_down(self.insider, WORDS, kind="stalking", answers=answers, age=None)
        grave = {"threat_to_life": "yes"}
        told = actions.take_down(self.insider, WORDS, kind="threats", answers=grave, age=15)
        case = actions.make_case(told, self.insider, WORDS, title="Threats at night")
        add_member(case, self.insider, self.supervisor)
        return waiting, case
