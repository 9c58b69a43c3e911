"""A case with the people a plan needs, the worked example's answers, and a plan drafted from them."""

from django.test import Client

from safelight.desk.cases.actions import add_member, change_context
from safelight.desk.people.actions import make_person
from safelight.desk.people.models import Person, Role
from safelight.desk.plans.example import write_plan
from safelight.desk.testing import PASSWORD, DeskTestCase
from safelight.example.people import read_data
from safelight.signals.context_file import load

CONTEXT = b"""
timezone: Europe/London
owner: {name: Maya Ellis, accounts: [maya.ellis@example.com]}
concern: [{name: Rhys Calder, accounts: [rhys.calder@example.com]}]
protected: [{name: 12 Larch Court, aliases: [Larch Court]}]
"""


class PeopleOfAPlan(DeskTestCase):
    """The insider is an officer; an advisor, an investigator and a supervisor are on the case with her."""

    advisor: Person
    investigator: Person
    supervisor: Person

    @classmethod
    def setUpTestData(cls) -> None:
        """Put the people on the case."""
        super().setUpTestData()
        cls.advisor = make_person("ines", PASSWORD, "Ines Okoro", Role.IDVA)
        cls.investigator = make_person("dev", PASSWORD, "Dev Marsh", Role.DMI)
        cls.supervisor = make_person("sam", PASSWORD, "Sam Whitlock", Role.SUPERVISOR)
        for person in (cls.advisor, cls.investigator, cls.supervisor):
            add_member(cls.case, cls.insider, person)
        change_context(cls.case, cls.insider, load(CONTEXT))

    def as_(self, person: Person) -> Client:
        """A browser of somebody."""
        client = Client()
        client.force_login(person)
        return client

    def address(self, *parts: object) -> str:
        """An address below the case."""
        return "/".join(("", "cases", self.case.reference, *map(str, parts), ""))

    def page(self, person: Person, *parts: object, status: int = 200) -> str:
        """What somebody sees there."""
        answer = self.as_(person).get(self.address(*parts))
        assert answer.status_code == status, (answer.status_code, parts)
        return answer.content.decode()

    def post(self, by: Person, /, *parts: object, **given: object) -> tuple[int, str]:
        """What somebody is answered when they send something there, and follow."""
        answer = self.as_(by).post(self.address(*parts), given, follow=True)
        return answer.status_code, answer.content.decode()


class PlannedCase(PeopleOfAPlan):
    """With a plan drafted."""

    @classmethod
    def setUpTestData(cls) -> None:
        """Write the example's plan."""
        super().setUpTestData()
        write_plan(cls.case, cls.advisor, cls.investigator, read_data("footprint.yaml"))
