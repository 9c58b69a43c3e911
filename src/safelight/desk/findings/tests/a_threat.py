"""A case with a threat to life, and two people on it who may decide."""

import io

from safelight.desk import content
from safelight.desk.cases.actions import add_member, change_context
from safelight.desk.conversations.tests.a_case import CONTEXT, ReadCase
from safelight.desk.exhibits.actions import hand_in
from safelight.desk.exhibits.worker import run_worker
from safelight.desk.findings.actions import decide, read_second
from safelight.desk.findings.second import is_gravest
from safelight.desk.looks import event_of
from safelight.desk.people.actions import make_person
from safelight.desk.people.models import Role
from safelight.desk.testing import PASSWORD, DeskTestCase
from safelight.evidence.audit import Act
from safelight.signals.context_file import load

THREATS = b"""29/03/2026, 21:14 - Maya: Please stop messaging me now Rhys. I need you to leave me alone.
29/03/2026, 21:20 - Rhys: I will kill you tonight
29/03/2026, 21:25 - Maya: please leave me alone
29/03/2026, 21:26 - Rhys: I mean it. I'm going to kill you Maya
"""
FIRST = "The words are plain, and he meant them."


class ThreatenedCase(ReadCase):
    """One of its findings is among the gravest; ``second`` is a DMI on the case who may decide."""

    @classmethod
    def setUpTestData(cls) -> None:
        """A chat with a threat to life, and two who may decide beside the insider."""
        DeskTestCase.setUpTestData.__func__(cls)
        change_context(cls.case, cls.insider, load(CONTEXT))
        hand_in(cls.case, cls.insider, "WhatsApp Chat with Rhys.txt", io.BytesIO(THREATS))
        run_worker(until_idle=True)
        cls.second = make_person("dev", PASSWORD, "Dev Patel", Role.DMI)
        add_member(cls.case, cls.insider, cls.second)

    def setUp(self) -> None:
        super().setUp()
        audit = event_of(self.insider, Act.LOOKED_AT_FINDINGS, case=self.case.key)
        self.findings = content.open_examination(self.case, audit=audit).findings
        self.gravest = next(finding for finding in self.findings if is_gravest(finding))
        self.one = self.address("findings", self.gravest.id)

    def first(self, verdict="accepted"):
        decide(self.case, self.insider, self.gravest, self.findings, verdict=verdict, reason=FIRST, seen=0)

    def again(self, verdict="rejected", seen=1):
        decide(self.case, self.insider, self.gravest, self.findings, verdict=verdict, reason="Settled.", seen=seen)

    def read_second(self, verdict="accepted"):
        return read_second(
            self.case, self.second, self.gravest, self.findings, verdict=verdict, reason="My own reading."
        )
