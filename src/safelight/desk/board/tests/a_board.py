"""A supervisor on three cases: one that was read and moved by hand, one somebody is on, one past its target."""

from datetime import timedelta

from django.utils import timezone

from safelight.desk.board import actions
from safelight.desk.board.place import Place, place_of_case
from safelight.desk.cases.actions import add_member, open_case
from safelight.desk.cases.models import Case, Harm
from safelight.desk.conversations.tests.a_case import ReadCase
from safelight.desk.people.actions import make_person
from safelight.desk.people.models import Person, Role
from safelight.desk.testing import PASSWORD


class BoardCase(ReadCase):
    """``supervisor`` is on every case of the board."""

    supervisor: Person

    @classmethod
    def setUpTestData(cls) -> None:
        """A case that was read, and two that were only opened."""
        super().setUpTestData()
        cls.supervisor = make_person("sue", PASSWORD, "Sue Visor", Role.SUPERVISOR)
        add_member(cls.case, cls.insider, cls.supervisor)
        old = open_case(cls.supervisor, title="Messages to a former partner", harm=Harm.THREATS, safe_contact="-")
        Case.objects.filter(pk=old.pk).update(opened_at=timezone.now() - timedelta(days=40))
        taken = open_case(cls.supervisor, title="A copied profile", harm=Harm.HARASSMENT, safe_contact="-")
        actions.take_up(cls.place(taken), cls.supervisor)
        reason = "The victim told us of a knife on the telephone today."
        actions.move(cls.place(cls.case), cls.supervisor, level="immediate", reason=reason, days=3)

    @classmethod
    def place(cls, case: Case) -> Place:
        """Where the case stands now, as if nothing had been examined."""
        return place_of_case(Case.objects.get(pk=case.pk), None)

    def as_supervisor(self) -> None:
        """Sign the supervisor in instead of the insider."""
        self.client.force_login(self.supervisor)
