"""The picture behind a record: covered until asked for, shown as handed in, only to people on the case."""

import hashlib
import re
import tempfile
from pathlib import Path

from django.test import Client, override_settings
from django.urls import reverse

from safelight.desk.cases.actions import add_member
from safelight.desk.exhibits.models import Exhibit
from safelight.desk.exhibits.worker import run_worker
from safelight.desk.looks import hidden_id
from safelight.desk.people.actions import make_person
from safelight.desk.people.models import Role
from safelight.desk.pictures.models import PictureReview
from safelight.desk.pictures.tests.a_screenshot import hand_in_screenshot, made_screen
from safelight.desk.testing import PASSWORD, DeskTestCase
from safelight.evidence.audit import Act

LINK = re.compile(r'href="(/cases/[^"]*/pictures/([0-9a-f]{32})/)"')


class PictureCase(DeskTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        hand_in_screenshot(cls.case, cls.insider)

    def setUp(self):
        super().setUp()
        self.conversation = self.conversations()[0]
        found = LINK.findall(self.client.get(self.conversation).content.decode())
        self.records = list(dict.fromkeys(record for _, record in found))
        self.record = self.records[-2]  # what Rhys wrote; the picture itself has a record too

    def address(self, name="covered", record=None):
        return reverse(f"pictures:{name}", args=[self.case.reference, record or self.record])

    def page(self, name="covered"):
        answer = self.client.get(self.address(name))
        assert answer.status_code == 200, answer.content
        return answer.content.decode()


class PictureTests(PictureCase):
    def test_only_people_on_the_case_see_anything_of_it(self):
        for name in ("covered", "shown", "picture"):
            self.assert_hidden(self.address(name))
        for name in ("covered", "shown"):
            self.assert_hidden(self.address(name), "post")

    def test_the_picture_is_covered_until_somebody_asks(self):
        page = self.page()
        assert "I know were you live" in page
        assert re.search(r"\d\d\.\d% in the least sure line", page)
        assert self.address("picture") not in page
        assert self.address("shown") in page
        assert "<image" not in page
        assert f'<image href="{self.address("picture")}"' in self.page("shown")

    def test_the_box_is_where_the_words_stand(self):
        assert re.search(r'__box" x="2\d" y="2[34]\d" width="4[67]\d" height="(9|10)\d"', self.page("shown"))

    def test_the_bytes_are_those_handed_in_and_nothing_may_run_or_keep_them(self):
        answer = self.client.get(self.address("picture"))
        assert answer.content == made_screen()
        assert answer.headers["Content-Type"] == "image/png"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"

    def test_each_look_is_in_the_ledger_and_the_picture_is_one_of_its_own(self):
        self.page("shown")
        self.client.get(self.address("picture"))
        looks = [entry.event for entry in self.entries() if entry.event.act is Act.LOOKED_AT_PICTURE]
        assert {look.details.get("what") for look in looks} == {None, "picture"}
        assert {look.subject for look in looks} == {hidden_id(self.case.key, self.record)}
        log = self.client.get(reverse("oversight:case", args=[self.case.reference])).content.decode()
        assert "looked at a picture" in log

    def test_a_record_that_is_not_there_has_no_picture(self):
        assert self.client.get(self.address(record="0" * 32)).status_code == 404

    def test_what_came_onto_the_list_since_is_not_shown(self):
        with tempfile.TemporaryDirectory() as folder:
            listed = Path(folder) / "list.txt"
            listed.write_text(hashlib.md5(made_screen()).hexdigest() + "\n")
            with override_settings(KNOWN_FILES=str(listed)):
                for name in ("covered", "shown", "picture"):
                    answer = self.client.get(self.address(name))
                    assert answer.status_code == 403
                    assert b"Do not open, copy or send it" in " ".join(answer.content.decode().split()).encode()
                    assert made_screen()[:16] not in answer.content

    def test_the_words_of_the_picture_never_reach_the_ledger(self):
        self.page()
        assert "live" not in repr([entry.event for entry in self.entries()])


GIVEN = {
    "outcome": "corrected",
    "text": "I know where you live",
    "sender": "Rhys",
    "direction": "towards_owner",
    "reason": "The h is there, faintly.",
    "seen": "0",
}


class ReviewTests(PictureCase):
    def test_a_correction_stands_beside_the_reading_and_never_in_its_place(self):
        answer = self.client.post(self.address(), GIVEN)
        assert answer.status_code == 302
        for page in (self.client.get(self.conversation).content.decode(), self.page()):
            assert "I know were you live" in page
            assert "I know where you live" in page
            assert "Asha Brown" in page

    def test_signals_hear_the_correction_until_it_is_taken_back(self):
        threat, said = "I am going to burn your house down tonight", "as a person reads it on the picture"
        self.client.post(self.address(), {**GIVEN, "text": threat})
        run_worker(until_idle=True)
        finding = re.search(r'href="([^"]*/findings/[0-9a-f]{32}/)"', self.found())[1]
        assert said in self.client.get(finding).content.decode()
        assert "I know were you live" in self.client.get(self.conversation).content.decode()
        self.client.post(self.address(), {**GIVEN, "outcome": "confirmed", "seen": "1"})
        run_worker(until_idle=True)
        assert finding not in self.found()

    def found(self) -> str:
        return self.client.get(reverse("findings:list", args=[self.case.reference])).content.decode()

    def test_a_confirmation_keeps_no_words_of_its_own(self):
        self.client.post(self.address(), {**GIVEN, "outcome": "confirmed"})
        page = self.client.get(self.conversation).content.decode()
        assert "held this reading against the picture: it is right" in page
        assert "I know where you live" not in page

    def test_the_words_are_sealed_and_the_ledger_and_the_database_hold_none(self):
        self.client.post(self.address(), GIVEN)
        (kept,) = PictureReview.objects.all()
        assert "where" not in repr(kept.__dict__)
        (entry,) = [
            entry.event
            for entry in self.entries()
            if entry.event.act is Act.PICTURE_REVIEWED
            and entry.event.subject == hidden_id(self.case.key, self.record)
        ]
        assert entry.details == {"outcome": "corrected"}
        assert "where" not in repr([each.event for each in self.entries()])

    def test_a_review_says_why(self):
        page = self.client.post(self.address(), {**GIVEN, "reason": ""}).content.decode()
        assert "Say why, in a few words." in page
        assert not PictureReview.objects.exists()

    def test_nobody_writes_over_a_review_they_did_not_see(self):
        self.client.post(self.address(), GIVEN)
        page = self.client.post(self.address("shown"), GIVEN).content.decode()
        assert "Somebody else reviewed this reading" in page
        assert PictureReview.objects.count() == 1

    def test_an_adviser_sees_the_reading_and_reviews_nothing(self):
        adviser = make_person("ines", PASSWORD, "Ines Cole", Role.IDVA)
        add_member(self.case, self.insider, adviser)
        client = Client()
        client.force_login(adviser)
        assert b"Keep this review" not in client.get(self.address()).content
        assert client.post(self.address(), GIVEN).status_code == 403
        assert not PictureReview.objects.exists()

    def test_the_picture_and_its_records_stay_as_they_were(self):
        before = Exhibit.objects.values().get()
        self.client.post(self.address(), GIVEN)
        assert Exhibit.objects.values().get() == before
