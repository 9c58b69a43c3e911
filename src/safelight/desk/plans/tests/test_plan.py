"""The plan on the desk: drafted, decided, carried out, signed; what is kept where, and what others are told."""

import io

import pypdfium2
from django.apps import apps
from tests.pdf_ua.check import faults

from safelight.bundling.reading_copy.pdf import can_make_pdf
from safelight.desk.cases.changes import changes_since_last_look
from safelight.desk.cases.models import Membership
from safelight.desk.exhibits.actions import hand_in
from safelight.desk.plans.example import AGREED, PURPOSE
from safelight.desk.plans.models import Deed, PlanEntry, PlanVersion
from safelight.desk.plans.tests.a_plan import PeopleOfAPlan, PlannedCase
from safelight.desk.plans.versions.rules import rules
from safelight.evidence.audit import Act

CHAT = b"01/05/2026, 10:00 - Rhys: hello\n"
MAIL = ("plan", "measures", "change-email-password", "t2")


class BeforeAPlanTests(PeopleOfAPlan):
    def test_a_case_without_a_plan_says_how_one_is_made(self):
        assert "There is no plan yet" in self.page(self.advisor, "plan")
        self.page(self.advisor, "plan", "tasks", status=404)

    def test_a_plan_can_be_drafted_from_nothing_and_asks_first(self):
        status, page = self.post(self.investigator, "plan", "draft", seen="0")
        assert status == 200
        assert "What to ask next" in page
        assert "It is a proposal" in page

    def test_an_officer_drafts_none(self):
        status, page = self.post(self.insider, "plan", "draft", seen="0")
        assert status == 403
        assert "advisor or the digital media investigator" in page
        assert not PlanVersion.objects.exists()


class PlanTests(PlannedCase):
    def test_for_others_there_is_no_plan(self):
        self.page(self.advisor, "plan")
        for parts in (("plan",), ("plan", "tasks"), ("footprint",), MAIL, ("plan", "for", "marac")):
            self.assert_hidden(self.address(*parts))
        self.assert_hidden(self.address(*MAIL, "decision"), "post")

    def test_a_placing_says_why_what_holds_it_what_opens_it_and_where_word_would_land(self):
        page = self.page(self.advisor, *MAIL)
        for said in ("What it waits for", "Why it is here", "the shared address", "not safe", "Done only when"):
            assert said in page
        assert "Safe to begin" in page

    def test_two_drafts_at_once_are_noticed(self):
        status, page = self.post(self.investigator, "plan", "draft", seen="0")
        assert status == 403
        assert "Somebody else drafted a plan" in page
        assert PlanVersion.objects.count() == 1

    def test_new_answers_change_nothing_until_it_is_drafted_again_and_then_the_difference_is_shown(self):
        page = self.page(self.advisor, "footprint", "things", "t2")
        seen = page.split('name="seen"')[1].split('value="')[1].split('"')[0]
        thing = {
            "name": "old mail",
            "platform": "google",
            "set_up_by": "victim",
            "could_get_in": "no",
            "seems_in": "no",
            "recovery_to": ["t8"],
            "links_read": "on",
            "whose": "looked",
            "seen": seen,
        }
        self.post(self.advisor, "footprint", "things", "t2", **thing)
        assert "changed after this plan was drafted" in self.page(self.advisor, "plan")
        _status, page = self.post(self.investigator, "plan", "draft", seen="1")
        assert "What changed from plan 1 to plan 2" in page
        assert "old mail: other answers" in page

    def test_done_means_the_check_was_made_and_says_who_saw_it(self):
        address = ("plan", "measures", "safe-contact", "household")
        given = {"outcome": "done", "words": "I rang at the time we agreed and she said the word."}
        status, _page = self.post(self.advisor, *address, "outcome", **given)
        assert status == 422
        _status, page = self.post(self.advisor, *address, "outcome", **given, seen_by=str(self.supervisor.pk))
        assert "Done and checked" in page
        assert "Seen by Sam Whitlock" in page
        assert "she said the word" in page

    def test_nothing_found_is_a_result_in_words_and_can_be_opened_again(self):
        address = ("plan", "measures", "danger-now", "household")
        given = {
            "outcome": "nothing_found",
            "words": "We looked. A list can be cheated.",
            "seen_by": str(self.advisor.pk),
        }
        _status, page = self.post(self.advisor, *address, "outcome", **given)
        assert "Checked, nothing found" in page
        status, page = self.post(self.investigator, *address, "outcome", **given)
        assert status == 422
        assert "already" in page
        _status, page = self.post(
            self.investigator, *address, "open-again", words="She thought of something else."
        )
        assert "It is open again" in page
        assert "We looked. A list can be cheated." in page

    def test_the_person_decides_in_their_words_and_may_decline(self):
        words = "No. I need that account, my mum writes there."
        status, page = self.post(self.investigator, *MAIL, "decision", decision="declined", words=words)
        assert status == 403
        _status, page = self.post(self.advisor, *MAIL, "decision", decision="declined", words=words)
        assert "Declined" in page
        assert "What it waits for" not in page
        assert words in page
        status, page = self.post(
            self.advisor, *MAIL, "outcome", outcome="done", words="Done.", seen_by=str(self.advisor.pk)
        )
        assert status == 422
        assert "declined this" in page

    def test_what_must_be_kept_is_kept_or_declined_on_record_and_the_gate_opens(self):
        address = ("plan", "measures", "ask-to-preserve", "t3")
        keep = (*address, "keep", "profile_capture")
        assert "Evidence kept" in self.page(self.advisor, *address).split("What to do")[0]
        exhibit = hand_in(self.case, self.insider, "_chat.txt", io.BytesIO(CHAT))
        _status, page = self.post(self.insider, *keep, how="sealed", exhibit=str(exhibit.pk))
        assert exhibit.reference in page
        assert "What it waits for" not in page

    def test_imminent_danger_is_on_record_by_name_with_its_reason_and_ends_so_too(self):
        status, _page = self.post(self.investigator, "plan", "danger", words="He is outside.")
        assert status == 403
        _status, page = self.post(self.supervisor, "plan", "danger", words="He is outside with a knife.")
        assert "Imminent danger, on record by Sam Whitlock" in page
        assert "outside with a knife" in page
        _status, page = self.post(self.supervisor, "plan", "danger", words="He is in custody.")
        assert "Imminent danger, on record" not in page
        acts = [one.event.details.get("deed") for one in self.entries() if one.event.act == Act.PLAN_DANGER]
        assert acts == ["danger", "danger_over"]

    def test_the_window_names_who_is_on_call(self):
        given = {
            "day-day": "4", "day-month": "12", "day-year": "2027", "begins": "10:00", "ends": "14:00",
            "safe_place": "With her sister", "on_call": [str(self.advisor.pk)], "how": "07700 900333",
            "agreed_by_victim": "on",
        }  # fmt: skip
        status, page = self.post(self.advisor, "plan", "window", **{**given, "ends": "09:00"})
        assert status == 422
        _status, page = self.post(self.advisor, "plan", "window", **given)
        assert "4 December 2027, 10:00" in page
        assert "Ines Okoro (07700 900333)" in page
        assert "With her sister" not in page
        assert "With her sister" in self.page(self.advisor, "plan", "for", "idva")
        assert "With her sister" not in self.page(self.advisor, "plan", "for", "officer")

    def test_only_the_advisor_who_leads_signs_and_only_once(self):
        status, _page = self.post(self.investigator, "plan", "sign", words="I went through it with her.")
        assert status == 403
        _status, page = self.post(self.advisor, "plan", "sign", words="I went through it with her.")
        assert "Signed off by Ines Okoro" in page
        status, page = self.post(self.advisor, "plan", "sign", words="Again.")
        assert status == 422
        _status, page = self.post(self.advisor, "plan", "agree", words="Yes, like that.")
        assert "Yes, like that." in page

    def test_owners_are_told_what_changed_and_given_tasks_stand_with_their_day(self):
        Membership.objects.filter(case=self.case, person=self.insider).update(last_looked_at=self.case.opened_at)
        self.post(
            self.advisor, *MAIL, "give", person=str(self.insider.pk),
            **{"due-day": "1", "due-month": "12", "due-year": "2027"},
        )  # fmt: skip
        told = changes_since_last_look(self.case, self.insider)
        assert "You were given 1 task." in told
        assert "Plan 1 was drafted." in told
        page = self.page(self.insider, "plan", "tasks")
        assert "Yours" in page
        assert "1 December 2027" in page
        assert "change-email-password" in self.as_(self.insider).get("/").content.decode()

    def test_what_was_said_is_in_no_column_of_the_database(self):
        said = (PURPOSE, AGREED, "old mail", "the shared address")
        for model in apps.get_app_config("plans").get_models():
            for row in model.objects.values_list():
                assert not [word for word in said for cell in row if word in str(cell)]
        for model in apps.get_app_config("footprint").get_models():
            for row in model.objects.values_list():
                assert not [word for word in said for cell in row if word in str(cell)]

    def test_the_log_says_that_and_not_what(self):
        self.page(self.advisor, "plan")
        log = self.as_(self.advisor).get(f"/log/{self.case.reference}/").content.decode()
        assert "drafted a plan" in log or "looked at the plan" in log
        assert "old mail" not in log
        assert PURPOSE not in log

    def test_every_reader_gets_a_file_and_its_taking_is_on_record(self):
        for reader, form in (("victim", "docx"), ("idva", "docx"), ("officer", "docx"), ("marac", "docx")):
            answer = self.as_(self.advisor).get(self.address("plan", "for", reader, form))
            assert answer.status_code == 200
            assert answer.content[:2] == b"PK"
        taken = [one.event.details["reader"] for one in self.entries() if one.event.act == Act.EXPORTED]
        assert taken == ["victim", "idva", "officer", "marac"]
        self.page(self.advisor, "plan", "for", "marac", "card", status=404)
        self.page(self.advisor, "plan", "for", "nobody", status=404)

    def test_the_own_version_names_nobody_and_reads_out_what_it_leaves_out(self):
        page = self.page(self.advisor, "plan", "for", "victim")
        paper = page.split('class="safelight-paper"')[1].split("</article>")[0]
        for name in ("Rhys", "Calder", "Maya", "Ines", self.case.reference, "police", "him"):
            assert name not in paper
        assert "I want to sleep." in paper
        assert "To read out instead" in page

    def test_the_page_for_the_meeting_is_one_page_and_holds_no_address(self):
        if not can_make_pdf():
            return
        answer = self.as_(self.advisor).get(self.address("plan", "for", "marac", "pdf"))
        with pypdfium2.PdfDocument(answer.content) as opened:
            assert len(opened) == 1
            said = opened[0].get_textpage().get_text_bounded()
        assert "Actions by owner" in said
        assert "Larch" not in said

    def test_every_version_on_paper_is_pdf_ua_by_our_check(self):
        if not can_make_pdf():
            return
        for rule in rules().versions:
            for form in set(rule.forms) & {"pdf", "card"}:
                for language in rule.languages:
                    address = f"{self.address('plan', 'for', rule.reader, form)}?language={language}"
                    answer = self.as_(self.advisor).get(address)
                    assert faults(answer.content) == [], (rule.reader, form, language)

    def test_entries_are_only_ever_added(self):
        before = PlanEntry.objects.count()
        self.post(self.advisor, *MAIL, "decision", decision="agreed", words="Yes.")
        self.post(self.advisor, *MAIL, "decision", decision="later", words="Not now.")
        assert PlanEntry.objects.count() == before + 2
        assert PlanEntry.objects.filter(deed=Deed.AGREED, measure="change-email-password").exists()
