"""A small case with two exhibits in it, read and examined: one chat whose owner is known, one nobody can read."""

import io
import re

from safelight.desk.cases.actions import change_context
from safelight.desk.exhibits.actions import hand_in
from safelight.desk.exhibits.worker import run_worker
from safelight.desk.testing import DeskTestCase
from safelight.signals.context_file import load

ELSEWHERE = re.compile(r'href="([^"]*/records/[0-9a-f]{32}/also/[0-9a-f]{32}/bytes/)"')

CONTEXT = b"""
timezone: Europe/London
owner: {name: Maya, accounts: [Maya]}
concern: [{name: Rhys, accounts: [Rhys]}]
boundaries: [{at: "2026-03-29T21:14:00", account: Rhys}]
"""


def chat() -> bytes:
    """Sixty ordinary messages, a boundary, then forty nights of contact; one message hides a character."""
    lines = [
        f"{1 + n % 27:02d}/03/2026, 12:{n % 60:02d} - {'Maya' if n % 2 else 'Rhys'}: lunch {n}?" for n in range(60)
    ]
    lines = sorted(lines, key=lambda line: line[:17])
    lines.append("29/03/2026, 21:14 - Maya: Please stop messaging me now Rhys. I need you to leave me alone.")
    lines += [f"{1 + n % 30:02d}/04/2026, 02:{n:02d} - Rhys: answer me, number {n}" for n in range(30)]
    lines.append("30/04/2026, 23:59 - Rhys: \u202edne eht <script>alert(1)</script>")
    return "\n".join(lines).encode() + b"\n"


class ReadCase(DeskTestCase):
    """Insider, colleague and stranger, and a case that was read and examined."""

    @classmethod
    def setUpTestData(cls) -> None:
        """Hand in and let the worker finish, once for the class."""
        super().setUpTestData()
        change_context(cls.case, cls.insider, load(CONTEXT))
        hand_in(cls.case, cls.insider, "WhatsApp Chat with Rhys.txt", io.BytesIO(chat()))
        hand_in(cls.case, cls.insider, "unknown.bin", io.BytesIO(bytes(range(256))))
        run_worker(until_idle=True)

    def address(self, *parts: object) -> str:
        """An address below the case."""
        return "/".join(("", "cases", self.case.reference, *map(str, parts), ""))

    def page(self, *parts: object, **query: object) -> str:
        """What the insider sees there."""
        answer = self.client.get(self.address(*parts), query or None)
        assert answer.status_code == 200, answer.status_code
        return answer.content.decode()

    def conversation(self, start: int = 0) -> str:
        """What the insider sees of the first conversation from there on."""
        return self.client.get(self.conversations()[0], {"from": start}).content.decode()


class CaseOfTwoExports(ReadCase):
    """The same chat exported twice: what lies in the middle stands in both."""

    @classmethod
    def setUpTestData(cls) -> None:
        """Hand in the first 80 lines, and all but the first 20."""
        DeskTestCase.setUpTestData.__func__(cls)
        change_context(cls.case, cls.insider, load(CONTEXT))
        lines = chat().splitlines(keepends=True)
        hand_in(cls.case, cls.insider, "WhatsApp Chat with Rhys.txt", io.BytesIO(b"".join(lines[:80])))
        hand_in(cls.case, cls.insider, "WhatsApp Chat with Rhys.txt", io.BytesIO(b"".join(lines[20:])))
        run_worker(until_idle=True)

    def other_place(self) -> str:
        """The address of the bytes of a message in the exhibit where it is not counted."""
        return ELSEWHERE.search(self.conversation(30))[1]
