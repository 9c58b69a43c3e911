"""Three people for every test of the desk: somebody on the case, a colleague from another team, a stranger."""

import re

from django.test import Client, TestCase

from safelight.desk.cases.actions import open_case
from safelight.desk.cases.models import Case, Harm
from safelight.desk.keeping import the_ledger
from safelight.desk.people.actions import make_person
from safelight.desk.people.models import Person, Role
from safelight.evidence.ledger_entry import LedgerEntry

PASSWORD = "correct-horse-lantern"  # noqa: S105


CONVERSATION = re.compile(r'href="(/cases/[^"]*/conversations/[0-9a-f]{32}/)"')


class DeskTestCase(TestCase):
    """A case, its owner (``insider``), and two who are not on it; ``client`` is signed in as the insider."""

    insider: Person
    colleague: Person
    case: Case
    case_of_colleague: Case

    @classmethod
    def setUpTestData(cls) -> None:
        """The insider opens a case; the colleague works on another one."""
        cls.insider = make_person("asha", PASSWORD, "Asha Brown", Role.OFFICER)
        cls.colleague = make_person("colin", PASSWORD, "Colin Day", Role.SUPERVISOR)
        cls.case = open_case(
            cls.insider, title="Contact after separation", harm=Harm.STALKING, safe_contact="By day"
        )
        cls.case_of_colleague = open_case(cls.colleague, title="Another", harm=Harm.HATE, safe_contact="By night")

    def setUp(self) -> None:
        """Sign the insider and the colleague in; the stranger stays outside."""
        self.ledger_began = the_ledger().size
        self.client.force_login(self.insider)
        self.client_of_colleague = Client()
        self.client_of_colleague.force_login(self.colleague)
        self.client_of_stranger = Client()

    def entries(self, case: Case | None = None) -> list[LedgerEntry]:
        """What the ledger says of the case since the test began, oldest first."""
        key = (case or self.case).key
        return [one for one in the_ledger().entries(case=key, limit=5000) if one.index >= self.ledger_began]

    def conversations(self, case: Case | None = None) -> list[str]:
        """The addresses of the conversations of the case, as its list of them has them."""
        answer = self.client.get(f"/cases/{(case or self.case).reference}/conversations/")
        return list(dict.fromkeys(CONVERSATION.findall(answer.content.decode())))

    def assert_hidden(self, address: str, method: str = "get") -> None:
        """For a colleague there is no such page, and a stranger is asked to sign in."""
        colleague = getattr(self.client_of_colleague, method)(address)
        assert colleague.status_code == 404, f"{method} {address} answered a colleague {colleague.status_code}"
        stranger = getattr(self.client_of_stranger, method)(address)
        assert stranger.status_code == 302, f"{method} {address} answered a stranger {stranger.status_code}"
        assert "/people/sign-in/" in stranger.headers["Location"]
