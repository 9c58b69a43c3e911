"""My work: most harm first, with the reason."""

import io
from unittest import mock

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from safelight.desk.cases.actions import looked_at, open_case
from safelight.desk.cases.models import Harm
from safelight.desk.exhibits.actions import hand_in
from safelight.desk.testing import DeskTestCase
from safelight.desk.work import queue
from safelight.evidence.audit import Act
from safelight.triage.level import Level
from safelight.triage.priority import Priority


def a_priority(level: Level, score: float, reason: str) -> Priority:
    return Priority(level=level, score=score, terms=(), floors=(), reasons=(reason,), weights="")


class MyWorkTests(DeskTestCase):
    address = "/"

    def test_most_harm_first_each_with_its_reason(self):
        second = open_case(self.insider, title="Second", harm=Harm.THREATS, safe_contact="-")
        third = open_case(self.insider, title="Third", harm=Harm.HATE, safe_contact="-")
        weighed = {
            self.case.key: a_priority(Level.LOW, 1, "Few signs."),
            second.key: a_priority(Level.IMMEDIATE, 0, "A threat to life."),
            third.key: a_priority(Level.HIGH, 50, "Contact during an order."),
        }
        with mock.patch.object(queue, "_priority", lambda _request, case: weighed[case.key]):
            page = self.client.get(self.address).content.decode()
        places = [page.index(words) for words in ("A threat to life.", "Contact during an order.", "Few signs.")]
        assert places == sorted(places)

    def test_what_nobody_weighed_yet_is_not_at_the_bottom(self):
        second = open_case(self.insider, title="Second", harm=Harm.THREATS, safe_contact="-")
        weighed = {self.case.key: a_priority(Level.NONE, 0, "Nothing found."), second.key: None}
        with mock.patch.object(queue, "_priority", lambda _request, case: weighed[case.key]):
            page = self.client.get(self.address).content.decode()
        assert page.index("Second") < page.index("Nothing found.")

    def test_more_cases_ask_the_database_little_more(self):
        def asked() -> int:
            with CaptureQueriesContext(connection) as queries:
                self.client.get(self.address)
            return len(queries)

        before = asked()
        for number in range(5):
            case = open_case(self.insider, title=f"More {number}", harm=Harm.THREATS, safe_contact="-")
            looked_at(case, self.insider)
        assert asked() <= before + 5

    def test_waiting_exhibits_are_counted(self):
        hand_in(self.case, self.insider, "a.txt", io.BytesIO(b"a"))
        assert "1 exhibit is still being read." in self.client.get(self.address).content.decode()

    def test_each_case_listed_is_a_look_at_it(self):
        self.client.get(self.address)
        assert [entry.event.act for entry in self.entries()] == [Act.LOOKED_AT_WORK]
        assert self.entries(self.case_of_colleague) == []

    def test_a_colleague_sees_their_own_and_a_stranger_signs_in(self):
        assert self.case.reference not in self.client_of_colleague.get(self.address).content.decode()
        assert reverse("account_login") in self.client_of_stranger.get(self.address).headers["Location"]
