"""The diary: sealed entry by entry, examined like any exhibit, and a page for the person that gives nothing away."""

import pytest
from django.test import Client
from django.utils import timezone

from safelight.desk import content
from safelight.desk.contact.models import ContactVersion
from safelight.desk.conversations.tests.a_case import ReadCase
from safelight.desk.demonstration_account import tell
from safelight.desk.diary.actions import write
from safelight.desk.diary.forms import HOW, EntryForm, typed_of
from safelight.desk.diary.models import DiaryVersion
from safelight.desk.diary.permissions import may_see_diary, may_share_screen, may_write
from safelight.desk.disposal.actions import approve
from safelight.desk.disposal.tests.a_case import REASON, KeptCase
from safelight.desk.exhibits.models import Exhibit, Stage
from safelight.desk.exhibits.worker import run_worker
from safelight.desk.looks import event_of
from safelight.desk.risk.models import Assessment, ConferenceDecision, Grading, RiskEvent, Score
from safelight.desk.risk.state import risk_state
from safelight.desk.risk.tests.a_days_work import work_on_risk
from safelight.desk.rules import NotAllowed
from safelight.evidence.audit import Act
from safelight.readers.diary.entry import DiaryEntry
from safelight.readers.diary.moment import How

FIELDS = {
    "what": "He stood by the bins and watched.",
    "how": "about",
    "day-day": "3",
    "day-month": "5",
    "day-year": "2026",
    "clock": "21:00",
    "who": "Rhys",
    "felt": "I shook.",
    "seen": "0",
}
ENTRY = DiaryEntry(entry=0, version=0, what="He stood by the bins.", when="not known when", how="unknown")


class DiaryTests(ReadCase):
    def test_an_entry_is_sealed_read_and_stands_beside_the_exhibits_records(self):
        self.client.post(self.address("diary", "write"), FIELDS)
        run_worker(until_idle=True)
        kept = DiaryVersion.objects.get()
        exhibit = Exhibit.objects.get(pk=kept.exhibit_id)
        assert exhibit.stage == Stage.READY
        assert exhibit.bytes_failed == exhibit.bytes_skipped == 0
        event = event_of(self.insider, Act.LOOKED_AT_CASE, case=self.case.key)
        rows = content.open_table(self.case, audit=event).collect()
        (row,) = rows.filter(rows["thread"] == "Diary").iter_rows(named=True)
        assert row["text"] == FIELDS["what"]
        assert row["direction"] == "from_owner"
        assert row["at_quality"] == "ambiguous"
        assert (
            self.client.get(self.address("conversations", "records", row["record_id"], "bytes")).status_code == 200
        )
        assert "He stood by the bins and watched." in self.page("diary")

    def test_what_was_written_is_in_no_row_and_not_in_the_log(self):
        write(self.case, self.insider, ENTRY, is_own=False)
        assert "bins" not in str(list(DiaryVersion.objects.values())) + str(list(Exhibit.objects.values()))
        assert "bins" not in str([entry.event for entry in self.entries()])
        assert Act.DIARY_WRITTEN in {entry.event.act for entry in self.entries()}

    def test_a_change_is_a_further_version_and_the_one_before_stays(self):
        self.client.post(self.address("diary", "write"), FIELDS)
        page = self.page("diary", 1)
        assert "He stood by the bins and watched." in page
        changed = {**FIELDS, "what": "It was two men.", "seen": "1"}
        self.client.post(self.address("diary", 1), changed)
        page = self.page("diary")
        assert page.index("It was two men.") < page.index("He stood by the bins and watched.")
        assert DiaryVersion.objects.count() == Exhibit.objects.filter(diary_version__isnull=False).count() == 2

    def test_nobody_replaces_words_unseen(self):
        write(self.case, self.insider, ENTRY, is_own=False)
        answer = self.client.post(self.address("diary", 1), {**FIELDS, "seen": "0"})
        assert answer.status_code == 422
        assert "Somebody changed this entry" in answer.content.decode()
        assert "He stood by the bins and watched." in answer.content.decode()

    def test_a_new_entry_brings_the_review_of_the_risk_forward(self):
        assert risk_state(self.case).review is None
        write(self.case, self.insider, ENTRY, is_own=False)
        assert "A new entry in the diary" in risk_state(self.case).review.because

    def test_there_is_no_such_entry(self):
        assert self.client.get(self.address("diary", 7)).status_code == 404

    def test_for_others_there_is_no_such_page(self):
        write(self.case, self.insider, ENTRY, is_own=False)
        for part in ((), ("write",), ("share",), (1,)):
            self.assert_hidden(self.address("diary", *part))
        with pytest.raises(NotAllowed):
            write(self.case, self.colleague, ENTRY, is_own=False)

    def test_who_may(self):
        for may in (may_see_diary, may_write, may_share_screen):
            assert may(self.insider, self.case)
            assert not may(self.colleague, self.case)


class FormTests(ReadCase):
    def form(self, **changed: str) -> EntryForm:
        return EntryForm({**FIELDS, **changed})

    def test_what_is_missing_is_asked_for_kindly(self):
        assert "Write a few words" in str(self.form(what="").errors["what"])
        assert "Give the time" in str(self.form(clock="").errors["clock"])
        assert "Write the time like" in str(self.form(clock="nine").errors["clock"])
        nothing = {"day-day": "", "day-month": "", "day-year": ""}
        assert "I do not remember when" in str(self.form(**nothing).errors["day"])
        assert self.form(**nothing, how="unknown").is_valid()
        assert "has not come" in str(self.form(**{"day-year": str(timezone.localdate().year + 1)}).errors["day"])

    def test_every_way_to_say_when_comes_back_into_the_form(self):
        for how, _label in HOW:
            form = self.form(how=how, when_words="the week Mum was ill" if how == How.WEEK else "")
            assert form.is_valid(), form.errors
            typed = typed_of(form.written())
            again = EntryForm(
                {
                    **FIELDS,
                    "how": how,
                    "clock": str(typed.get("clock", "")),
                    "when_words": str(typed.get("when_words", "")),
                    **(
                        {f"day-{name}": str(getattr(typed["day"], name)) for name in ("day", "month", "year")}
                        if "day" in typed
                        else {}
                    ),
                }
            )
            assert again.is_valid(), again.errors
            assert again.written().first == form.written().first
            assert again.written().when == form.written().when

    def test_their_words_are_kept_as_they_are(self):
        form = self.form(what="  he said\n\n…  nothing  ")
        assert form.is_valid()
        assert form.written().what == "  he said\n\n…  nothing  "


class SharedScreenTests(ReadCase):
    def shared(self) -> str:
        self.client.post(self.address("diary", "share"))
        return self.client.get("/notes/").content.decode()

    def test_the_page_names_no_case_and_nobody(self):
        write(self.case, self.insider, ENTRY, is_own=False)
        page = self.shared()
        assert "<title>Notes</title>" in page
        for words in (self.case.reference, self.case.title, "Maya", "Rhys", "Asha", "bins", "By day", "Log out"):
            assert words not in page
        assert 'href="/notes/away/"' in page
        assert 'autocomplete="off"' in page

    def test_nothing_else_can_be_opened_meanwhile(self):
        self.shared()
        for address in ("/", self.address(), self.address("diary"), "/log/", "/people/sign-out/", "/cases/"):
            answer = self.client.get(address)
            assert answer.status_code == 302
            assert answer.headers["Location"] == "/notes/"

    def test_what_they_keep_is_theirs_and_no_longer_on_the_screen(self):
        self.shared()
        answer = self.client.post("/notes/", FIELDS, follow=True)
        assert "It is kept" in answer.content.decode()
        assert "bins" not in answer.content.decode()
        assert DiaryVersion.objects.get().is_own
        assert "bins" not in self.client.get("/notes/").content.decode()

    def test_what_is_missing_is_asked_for_and_their_words_stay(self):
        self.shared()
        answer = self.client.post("/notes/", {**FIELDS, "how": ""})
        assert answer.status_code == 422
        assert "Not knowing is fine." in answer.content.decode()
        assert "He stood by the bins and watched." in answer.content.decode()

    def test_away_leaves_nothing_to_go_back_to(self):
        self.shared()
        answer = self.client.get("/notes/away/")
        assert answer.headers["Location"] == "https://www.bbc.co.uk/weather"
        assert "cookies" in answer.headers["Clear-Site-Data"]
        assert "/people/sign-in/" in self.client.get("/notes/").headers["Location"]
        assert "/people/sign-in/" in self.client.get(self.address()).headers["Location"]
        assert Act.SCREEN_LEFT in {entry.event.act for entry in self.entries()}

    def test_finished_signs_out(self):
        self.shared()
        assert "give the screen back" in self.client.post("/notes/finish/").content.decode()
        assert self.client.get(self.address()).status_code == 302

    def test_away_from_anywhere_else_signs_nobody_out(self):
        self.client.get("/notes/away/")
        assert self.client.get(self.address()).status_code == 200

    def test_without_a_shared_screen_there_is_no_page(self):
        assert self.client.get("/notes/").headers["Location"] == "/"
        assert self.client.get("/notes/kept/").headers["Location"] == "/notes/"
        assert Client().get("/notes/").status_code == 302

    def test_whoever_is_taken_off_the_case_loses_the_screen(self):
        self.client_of_colleague.post(f"/cases/{self.case_of_colleague.reference}/diary/share/")
        self.case_of_colleague.members.clear()
        assert self.client_of_colleague.get("/notes/").headers["Location"] == "/"
        assert "/people/sign-in/" in self.client_of_colleague.get("/").headers["Location"]

    def test_giving_the_screen_is_on_record(self):
        self.shared()
        assert Act.SCREEN_SHARED in {entry.event.act for entry in self.entries()}

    def test_nothing_is_kept_by_the_browser(self):
        self.shared()
        assert self.client.get("/notes/").headers["Cache-Control"] == "no-store"


class DisposalTests(KeptCase):
    def test_a_case_with_a_diary_and_an_assessment_is_disposed_of_whole(self):
        tell(self.case, self.idva)
        work_on_risk(self.case, self.idva)
        run_worker(until_idle=True)
        proposal = self.proposed()
        approve(proposal, self.supervisor, reason=REASON)
        for model in (
            DiaryVersion,
            Exhibit,
            ContactVersion,
            Assessment,
            Grading,
            RiskEvent,
            Score,
            ConferenceDecision,
        ):
            assert not model.objects.filter(case=self.case).exists(), model
        self.case.refresh_from_db()
        assert self.case.safe_contact == ""
