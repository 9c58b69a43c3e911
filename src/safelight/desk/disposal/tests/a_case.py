"""A case that was read, with a second supervisor on it, for tests of keeping and disposing."""

from datetime import date

from django.test import Client

from safelight.desk.cases.actions import add_member
from safelight.desk.conversations.tests.a_case import ReadCase
from safelight.desk.disposal import actions
from safelight.desk.disposal.models import Ground, Proposal
from safelight.desk.people.actions import make_person
from safelight.desk.people.models import Person, Role
from safelight.desk.testing import PASSWORD
from safelight.knowledge.retention import retention

LONG_AGO = date(2001, 2, 3)
REASON = "No inquiry needs it any more."


class KeptCase(ReadCase):
    """``insider`` (officer) and ``supervisor`` are on the case; ``idva`` too, who may decide nothing of this."""

    supervisor: Person
    idva: Person

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.supervisor = make_person("sam", PASSWORD, "Sam Whitlock", Role.SUPERVISOR)
        cls.idva = make_person("ines", PASSWORD, "Ines Okoro", Role.IDVA)
        for person in (cls.supervisor, cls.idva):
            add_member(cls.case, cls.insider, person)

    def setUp(self) -> None:
        super().setUp()
        self.client_of_supervisor, self.client_of_idva = Client(), Client()
        self.client_of_supervisor.force_login(self.supervisor)
        self.client_of_idva.force_login(self.idva)

    def reviewed_long_ago(self) -> None:
        """Decided how long it is kept, and that day is past."""
        category = retention().category("other-offences")
        assert category is not None
        actions.review(self.case, self.insider, category, LONG_AGO, reason=REASON)

    def proposed(self) -> Proposal:
        """A proposal of the insider that waits."""
        self.reviewed_long_ago()
        return actions.propose(self.case, self.insider, Ground.REVIEWED, reason=REASON)
