"""The exhibit's own page, for three people."""

import io

from django.urls import reverse

from safelight.desk.exhibits.actions import hand_in
from safelight.desk.exhibits.models import Exhibit, Stage
from safelight.desk.exhibits.tests.test_jobs import CHAT
from safelight.desk.exhibits.worker import run_worker
from safelight.desk.testing import DeskTestCase
from safelight.evidence.audit import Act


class ExhibitPageTests(DeskTestCase):
    def setUp(self):
        super().setUp()
        self.exhibit = hand_in(self.case, self.insider, "_chat.txt", io.BytesIO(CHAT + b"\x00\x01"))
        self.address = reverse("exhibits:exhibit", args=[self.case.reference, "AB-1"])
        self.progress = reverse("exhibits:progress", args=[self.case.reference, "AB-1"])

    def test_it_can_be_used_while_it_waits(self):
        page = self.client.get(self.address).content.decode()
        assert "Sealed, waiting to be read" in page
        assert f'hx-get="{self.progress}"' in page
        assert f'href="{self.address}"' in page
        assert self.exhibit.sha256 in page

    def test_read_it_shows_what_became_of_every_byte(self):
        run_worker(until_idle=True)
        page = self.client.get(self.address).content.decode()
        assert "Ready" in page
        assert "hx-get" not in page
        assert "<rect" in page
        assert "_chat.txt" in page
        assert "Asha Brown" in page

    def test_progress_says_how_far_it_is_and_stops_asking_at_the_end(self):
        Exhibit.objects.update(stage=Stage.READING, records_so_far=12_000)
        assert "12,000 records so far" in self.client.get(self.progress).content.decode()
        Exhibit.objects.update(stage=Stage.NOT_READ, problem="A sentence.")
        ended = self.client.get(self.progress).content.decode()
        assert "A sentence." in ended
        assert "hx-get" not in ended

    def test_news_for_somebody_turned_away_has_the_whole_page_asked_for_again(self):
        for client in (self.client_of_colleague, self.client_of_stranger):
            answer = client.get(self.progress, headers={"HX-Request": "true"})
            assert answer.headers["HX-Refresh"] == "true"
            assert answer.content == b""
            assert answer.headers["Cache-Control"] == "no-store"
        assert "HX-Refresh" not in self.client.get(self.progress, headers={"HX-Request": "true"}).headers

    def test_colleagues_and_strangers_see_nothing(self):
        self.assert_hidden(self.address)
        self.assert_hidden(self.progress)

    def test_looking_is_entered_with_the_hash(self):
        self.client.get(self.address)
        looks = [entry.event for entry in self.entries() if entry.event.act is Act.LOOKED_AT_EXHIBIT]
        assert looks
        assert {look.subject for look in looks} == {self.exhibit.sha256}

    def test_no_such_exhibit(self):
        for slug in ("AB-2", "XY-1", "AB", "AB-99999999999999999999", "AB-²"):
            assert (
                self.client.get(
                    reverse("exhibits:exhibit", args=[self.case.reference, "AB-1"]).replace("AB-1", slug)
                ).status_code
                == 404
            )
