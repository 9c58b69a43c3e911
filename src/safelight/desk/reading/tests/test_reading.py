"""An officer says how an exhibit is read: who may, what it does, what it leaves behind."""

import io

from django.test import Client
from django.urls import reverse

from safelight.desk import content
from safelight.desk.cases.actions import add_member
from safelight.desk.exhibits.actions import hand_in
from safelight.desk.exhibits.models import Exhibit, Stage
from safelight.desk.exhibits.worker import run_worker
from safelight.desk.looks import event_of
from safelight.desk.people.actions import make_person
from safelight.desk.people.models import Role
from safelight.desk.testing import PASSWORD, DeskTestCase
from safelight.evidence.audit import Act

OPEN = b"03/04/2026, 21:14 - Jo: hello\n03/04/2026, 21:15 - Mia: there\n"
REASON = "The phone was bought in Leeds."


class ReadingTests(DeskTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        hand_in(cls.case, cls.insider, "note.txt", io.BytesIO(OPEN))
        run_worker(until_idle=True)

    def setUp(self):
        super().setUp()
        self.whole = reverse("exhibits:reading", args=[self.case.reference, "AB-1"])
        self.member = reverse("exhibits:reading-of-member", args=[self.case.reference, "AB-1", 1])
        self.page = reverse("exhibits:exhibit", args=[self.case.reference, "AB-1"])

    def say(self, address=None, client=None, **given):
        seen = given.pop("seen", Exhibit.objects.get().choices_sha256)
        form = {"date_order": "as-is", "reason": REASON, "seen": seen, **given}
        return (client or self.client).post(address or self.member, form)

    def shown(self, address=None):
        return self.client.get(address or self.page).content.decode()

    def days(self):
        audit = event_of(self.insider, Act.LOOKED_AT_EXHIBIT, case=self.case.key)
        table = content.open_table_of(Exhibit.objects.get(), audit=audit).collect()
        return {(f"{row['at']:%Y-%m-%d}", row["at_quality"]) for row in table.iter_rows(named=True)}

    def test_the_exhibit_asks_which_comes_first_and_shows_both_readings(self):
        page = self.shown()
        assert "2 records have dates that can be read two ways" in page
        assert "03/04/2026, 21:14" in page
        assert "3 April 2026, 21:14" in page
        assert "4 March 2026, 21:14" in page
        assert f'href="{self.member}"' in page

    def test_the_conversation_shows_both_readings_and_leads_to_the_question(self):
        page = self.shown(self.conversations()[0])
        assert "or 4 March 2026, 21:14" in page or "or 3 April 2026, 21:14" in page
        link = page.partition('/reading/"')[0].rpartition('href="')[2] + "/reading/"
        assert self.client.get(link).headers["Location"] == self.member

    def test_the_answer_is_read_again_and_on_record(self):
        answer = self.say(date_order="month_first")
        assert answer.headers["Location"] == self.page
        assert Exhibit.objects.get().stage == Stage.SEALED
        run_worker(until_idle=True)
        assert self.days() == {("2026-03-04", "zone_assumed")}
        page = self.shown()
        assert "two ways" not in page
        for words in ("the month comes before the day", REASON, "Asha Brown"):
            assert words in page
        (entry,) = [one.event for one in self.entries() if one.event.act is Act.READING_CHANGED]
        assert entry.details == {"changed": "date order", "of": "member"}
        assert entry.subject == Exhibit.objects.get().sha256

    def test_the_whole_exhibit_in_another_zone_and_taken_back(self):
        self.say(self.whole, zone="Asia/Tokyo", date_order="day_first")
        run_worker(until_idle=True)
        assert "Asia/Tokyo" in self.shown()
        assert self.days() == {("2026-04-03", "zone_assumed")}
        self.say(self.whole, reason="That was another phone.")
        run_worker(until_idle=True)
        assert self.days() == {("2026-04-03", "ambiguous")} or self.days() == {("2026-03-04", "ambiguous")}
        page = self.shown(self.whole)
        assert "Nobody said anything" in page
        assert "Taken back" in page
        assert "Asia/Tokyo" in page

    def test_another_kind_of_file_ends_in_a_sentence_and_can_be_taken_back(self):
        self.say(reader="tiktok-json")
        run_worker(until_idle=True)
        page = self.shown()
        assert "An officer said what kind of file this is" in page
        assert "Could not be read" in page
        self.say(reason="It was no TikTok download.")
        run_worker(until_idle=True)
        assert Exhibit.objects.get().records == 2

    def test_what_it_was_recognised_as_stands_beside_the_form(self):
        page = self.shown(self.member)
        assert "WhatsApp chat export" in page
        assert "95 out of 100" in page
        assert "begin the way WhatsApp begins a message" in page

    def test_a_key_is_sealed_and_never_shown_again(self):
        key = "ab12" * 16
        self.say(key=key)
        run_worker(until_idle=True)
        pages = self.shown() + self.shown(self.member)
        assert key not in pages
        assert "gave a key" in pages
        assert key not in repr(self.entries())
        assert key not in repr(Exhibit.objects.values())
        assert self.said().choices.members["note.txt"].key == key
        self.say(zone="Asia/Tokyo")
        assert self.said().choices.members["note.txt"].key == key
        run_worker(until_idle=True)
        self.say(drop_key="on")
        assert self.said().choices == type(self.said().choices)()

    def said(self):
        audit = event_of(self.insider, Act.LOOKED_AT_EXHIBIT, case=self.case.key)
        return content.open_said(Exhibit.objects.get(), audit=audit)

    def test_no_word_stands_in_the_ledger_or_the_database_in_clear(self):
        self.say(zone="Asia/Tokyo", reason="Because of Jo")
        for kept in (repr(self.entries()), repr(Exhibit.objects.values())):
            assert "Because" not in kept
            assert "note.txt" not in kept
            assert "Tokyo" not in kept

    def test_without_a_reason_or_with_nonsense_nothing_is_changed(self):
        for given in ({"reason": ""}, {"zone": "Mars/Base"}, {"reader": "x"}, {"key": "12"}, {"date_order": "no"}):
            assert self.say(**{"date_order": "day_first", **given}).status_code == 422, given
        assert "This is what is in force already" in self.say().content.decode()
        assert Exhibit.objects.get().choices_sha256 == ""

    def test_sent_twice_it_is_done_once(self):
        first = self.say(date_order="day_first", seen="")
        again = self.say(date_order="day_first", seen="")
        assert first.status_code == again.status_code == 302
        run_worker(until_idle=True)
        assert self.say(date_order="day_first", seen="").status_code == 302
        assert Exhibit.objects.get().stage == Stage.READY
        assert len(self.said().history) == 1

    def test_two_officers_at_once(self):
        self.say(date_order="day_first", seen="")
        run_worker(until_idle=True)
        late = self.say(date_order="month_first", reason="I think otherwise.", seen="")
        assert late.status_code == 422
        page = late.content.decode()
        assert "Somebody else said how this exhibit is read" in page
        assert "I think otherwise." in page
        assert Exhibit.objects.get().choices_sha256 in page
        assert len(self.said().history) == 1

    def test_while_it_is_being_read_nothing_changes(self):
        Exhibit.objects.update(stage=Stage.READING)
        page = self.say(date_order="day_first")
        assert page.status_code == 422
        assert Exhibit.objects.get().choices_sha256 == ""
        assert "Save and read again" not in self.shown(self.member)

    def test_an_exhibit_that_could_not_be_read_can_be_tried_another_way(self):
        Exhibit.objects.update(stage=Stage.NOT_READ, problem="Twice.", attempts=2, tally_sha256="")
        assert self.say(self.whole, reader="mailbox").status_code == 302
        run_worker(until_idle=True)
        assert Exhibit.objects.get().stage == Stage.READY
        assert Exhibit.objects.get().problem == ""

    def test_what_is_said_during_the_reading_counts_too(self):
        from safelight.desk.exhibits import engine, jobs

        exhibit = Exhibit.objects.select_related("case").get()
        result = engine.read(exhibit, lambda *_: None, audit=jobs.worker_event(Act.WORKED_ON, exhibit.case))
        self.say(date_order="month_first")
        jobs._keep_reading(exhibit, result)
        assert Exhibit.objects.get().stage == Stage.SEALED

    def test_colleagues_and_strangers_see_and_change_nothing(self):
        record = reverse("exhibits:reading-of-record", args=[self.case.reference, "0" * 32])
        for address in (self.whole, self.member, record):
            self.assert_hidden(address)
        for address in (self.whole, self.member):
            self.assert_hidden(address, "post")
        assert Exhibit.objects.get().choices_sha256 == ""

    def test_who_may_say_it(self):
        for role, may in ((Role.OFFICER, True), (Role.DMI, True), (Role.SUPERVISOR, True), (Role.IDVA, False)):
            person = make_person(f"one-{role}", PASSWORD, f"One {role}", role)
            add_member(self.case, self.insider, person)
            client = Client()
            client.force_login(person)
            page = client.get(self.member)
            assert page.status_code == 200
            assert ("Save and read again" in page.content.decode()) is may, role
            answer = self.say(client=client, zone="Asia/Tokyo", reason=f"{role} says so")
            assert (answer.status_code == 302) is may, role
            run_worker(until_idle=True)
            self.say(reason=f"back from {role}")
            run_worker(until_idle=True)

    def test_no_such_member(self):
        for number in (0, 2, 99):
            address = reverse("exhibits:reading-of-member", args=[self.case.reference, "AB-1", number])
            assert self.client.get(address).status_code == 404
