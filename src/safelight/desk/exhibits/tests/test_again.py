"""Officers learn whose device it is after it was read: what was read is read again in that light."""

import io

from django.urls import reverse

from safelight.desk.exhibits import engine, jobs
from safelight.desk.exhibits.actions import hand_in
from safelight.desk.exhibits.models import Exhibit, Stage
from safelight.desk.exhibits.tests.test_jobs import CHAT
from safelight.desk.exhibits.worker import run_worker
from safelight.desk.testing import DeskTestCase
from safelight.evidence.audit import Act

SENDER = "Mia"
MINE = "moj-message-item--sent"


class AgainTests(DeskTestCase):
    def setUp(self):
        super().setUp()
        self.exhibit = hand_in(self.case, self.insider, "_chat.txt", io.BytesIO(CHAT))
        self.context = reverse("cases:context", args=[self.case.reference])

    def conversation(self) -> str:
        answer = self.client.get(self.conversations()[0])
        return answer.content.decode()

    def times_read(self) -> int:
        return sum(entry.event.act is Act.EXHIBIT_READ for entry in self.entries())

    def test_the_owners_own_messages_turn_to_their_side(self):
        run_worker(until_idle=True)
        assert MINE not in self.conversation()
        self.client.post(self.context, {"owner_accounts": SENDER})
        run_worker(until_idle=True)
        assert MINE in self.conversation()
        assert Exhibit.objects.get().stage == Stage.READY

    def test_what_readers_do_not_use_has_nothing_read_again(self):
        run_worker(until_idle=True)
        self.client.post(self.context, {"concern": "Sam; sam_88"})
        run_worker(until_idle=True)
        assert self.times_read() == 1

    def test_what_is_learnt_during_the_reading_counts_too(self):
        exhibit = Exhibit.objects.select_related("case").get()
        result = engine.read(exhibit, lambda *_: None, audit=jobs.worker_event(Act.WORKED_ON, exhibit.case))
        self.client.post(self.context, {"owner_accounts": SENDER})
        jobs._keep_reading(exhibit, result)
        assert Exhibit.objects.get().stage == Stage.SEALED
        run_worker(until_idle=True)
        assert MINE in self.conversation()
