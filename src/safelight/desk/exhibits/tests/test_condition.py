"""A case of which nothing was examined, or could be: every page says so in a sentence."""

import io
from unittest import mock

from django.urls import reverse

from safelight.desk.cases.models import Case
from safelight.desk.exhibits import engine
from safelight.desk.exhibits.actions import hand_in
from safelight.desk.exhibits.condition import condition_of
from safelight.desk.exhibits.tests.test_jobs import CHAT
from safelight.desk.exhibits.worker import run_worker
from safelight.desk.testing import DeskTestCase

PAGES = ("findings:list", "conversations:list", "conversations:rhythm")


class ConditionTests(DeskTestCase):
    def sentence_of(self, name: str) -> str:
        answer = self.client.get(reverse(name, args=[self.case.reference]))
        assert answer.status_code == 404, name
        return answer.content.decode()

    def test_every_page_of_a_new_case_says_that_nothing_was_handed_in(self):
        for name in PAGES:
            assert "Nothing has been handed in yet." in self.sentence_of(name)
        search = reverse("conversations:search", args=[self.case.reference])
        assert self.client.post(search, {"words": "a", "manner": "phrase"}).status_code == 404
        for place in ("conversations/0/", f"conversations/records/{'0' * 32}/", f"findings/{'0' * 32}/"):
            assert self.client.get(f"/cases/{self.case.reference}/{place}").status_code == 404

    def test_what_is_being_read_is_counted(self):
        hand_in(self.case, self.insider, "a.txt", io.BytesIO(b"a"))
        assert "1 exhibit is still being read." in self.sentence_of("findings:list")

    def test_where_nothing_could_be_read_the_exhibits_say_why(self):
        hand_in(self.case, self.insider, "a.txt", io.BytesIO(CHAT))
        with mock.patch.object(engine, "read", side_effect=RuntimeError):
            run_worker(until_idle=True)
        assert "No exhibit could be read." in self.sentence_of("conversations:list")

    def test_an_exhibit_of_which_nothing_was_read_is_not_called_ready_alone(self):
        hand_in(self.case, self.insider, "a.bin", io.BytesIO(bytes(range(256))))
        run_worker(until_idle=True)
        overview = self.client.get(reverse("cases:case", args=[self.case.reference])).content.decode()
        assert "Nothing was read from AB/1. See why." in overview
        assert "Ready: nothing was read from it" in overview

    def test_an_examination_that_failed_says_so_there_and_on_the_overview(self):
        hand_in(self.case, self.insider, "_chat.txt", io.BytesIO(CHAT))
        with mock.patch.object(engine, "examine", side_effect=RuntimeError):
            run_worker(until_idle=True)
        assert "failed while it was examining" in self.sentence_of("findings:list")
        overview = self.client.get(reverse("cases:case", args=[self.case.reference])).content.decode()
        assert "failed while it was examining" in overview

    def test_nothing_is_said_where_all_is_done(self):
        hand_in(self.case, self.insider, "_chat.txt", io.BytesIO(CHAT))
        run_worker(until_idle=True)
        assert condition_of(Case.objects.get(pk=self.case.pk)) == ""
