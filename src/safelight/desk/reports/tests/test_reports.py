"""A report: safe contact first, weighed from its answers, in the queue, sealed, made a case by a person."""

from django.urls import reverse

from safelight.desk.board.place import place_of_case
from safelight.desk.cases.actions import add_member
from safelight.desk.cases.models import Case
from safelight.desk.content import open_report
from safelight.desk.findings.standing import priority_unexamined
from safelight.desk.keeping import the_vault
from safelight.desk.looks import event_of
from safelight.desk.people.actions import make_person
from safelight.desk.people.models import Role
from safelight.desk.reports.models import Report, ReportState
from safelight.desk.reports.words import KEPT_UNDER, ReportWords
from safelight.desk.testing import PASSWORD, DeskTestCase
from safelight.evidence.audit import Act
from safelight.triage.level import Level
from safelight.triage.report_questions import report_questions

SAID = "He wrote that he will be at my door tonight."
FORM = {
    "safe_contact": "Ring after nine, as the dentist.",
    "kind": "threats",
    "age": "",
    "told_by": "The person themself",
    "words": SAID,
    **{each.id: "not_asked" for each in report_questions().questions},
}


class ReportTests(DeskTestCase):
    def taken(self, **answers: str) -> Report:
        answer = self.client.post("/reports/take-down/", {**FORM, **answers})
        assert answer.status_code == 302, answer.content.decode()
        return Report.objects.latest("pk")

    def open_as_case(self, report: Report) -> Case:
        with self.captureOnCommitCallbacks(execute=True):
            answer = self.client.post(f"/reports/{report.pk}/open-case/", {"title": "Threats at night"})
        assert answer.status_code == 302, answer.content.decode()
        report.refresh_from_db()
        return report.case

    def test_safe_contact_is_asked_first_and_danger_second(self):
        page = self.client.get("/reports/take-down/").content.decode()
        places = [page.index(f'name="{name}"') for name in ("safe_contact", "danger_now", "kind", "words")]
        assert places == sorted(places)

    def test_words_and_safe_contact_are_sealed_and_in_no_row_and_no_entry(self):
        report = self.taken(threat_to_life="yes")
        row = str(Report.objects.filter(pk=report.pk).values().get())
        entries = str([entry.event for entry in self.entries(Case(key=KEPT_UNDER))])
        for words in (SAID, "dentist", "themself"):
            assert words not in row
            assert words not in entries
        assert SAID in self.client.get(f"/reports/{report.pk}/").content.decode()
        assert Act.REPORT_TAKEN in [entry.event.act for entry in self.entries(Case(key=KEPT_UNDER))]
        assert Act.LOOKED_AT_REPORT in [entry.event.act for entry in self.entries(Case(key=KEPT_UNDER))]

    def test_it_stands_in_the_same_queue_by_its_answers(self):
        self.taken(threat_to_life="yes")
        page = self.client.get("/").content.decode()
        assert page.index("not a case yet") < page.index(self.case.reference)
        assert "says that somebody threatened to kill" in page

    def test_one_of_which_nothing_is_known_comes_behind(self):
        self.taken()
        page = self.client.get("/").content.decode()
        assert page.index("not a case yet") > page.index(self.case.reference)

    def test_a_person_makes_it_a_case_and_its_floor_and_words_go_with_it(self):
        report = self.taken(threat_to_life="yes", age="")
        before = report.words_sha256
        case = self.open_as_case(report)
        assert case.safe_contact == FORM["safe_contact"]
        assert case.opened_at == report.came_at
        assert place_of_case(case, priority_unexamined(case)).level is Level.IMMEDIATE
        assert not the_vault().holds(KEPT_UNDER, before)
        assert SAID in self.client.get(f"/cases/{case.reference}/report/").content.decode()
        event = event_of(self.insider, Act.LOOKED_AT_REPORT, case=case.key)
        assert open_report(case.key, report.words_sha256, ReportWords, audit=event).words == SAID
        assert self.client.get(f"/reports/{report.pk}/").status_code == 404
        assert "immediate at least" in self.client.get(f"/cases/{case.reference}/place/").content.decode()

    def test_the_same_words_told_twice_stay_with_the_second_report(self):
        first, second = self.taken(), self.taken()
        assert first.words_sha256 == second.words_sha256
        self.open_as_case(first)
        assert self.client.get(f"/reports/{second.pk}/").status_code == 200

    def test_only_one_person_makes_it_a_case(self):
        report = self.taken()
        self.open_as_case(report)
        assert self.client.post(f"/reports/{report.pk}/open-case/", {"title": "Again"}).status_code == 404
        assert Case.objects.filter(title="Again").count() == 0

    def test_it_is_closed_with_a_reason_and_leaves_the_queue(self):
        report = self.taken()
        assert self.client.post(f"/reports/{report.pk}/close/", {"reason": ""}).status_code == 422
        assert (
            self.client.post(f"/reports/{report.pk}/close/", {"reason": "Sent on to the bank."}).status_code == 302
        )
        report.refresh_from_db()
        assert report.state == ReportState.CLOSED
        assert "not a case yet" not in self.client.get("/").content.decode()
        assert "Sent on to the bank." in self.client.get(f"/reports/{report.pk}/").content.decode()

    def test_immediate_danger_is_not_closed_without_a_case(self):
        report = self.taken(danger_now="yes")
        answer = self.client.post(f"/reports/{report.pk}/close/", {"reason": "Sent on to the bank."})
        assert answer.status_code == 422
        assert "cannot be closed" in answer.content.decode()

    def test_what_was_reported_is_settled_by_a_supervisor_on_the_case(self):
        case = self.open_as_case(self.taken(threat_to_life="yes"))
        address = f"/cases/{case.reference}/report/settle/"
        assert self.client.post(address, {"reason": "The officers spoke with both."}).status_code == 403
        supervisor = make_person("sue", PASSWORD, "Sue Visor", Role.SUPERVISOR)
        add_member(case, self.insider, supervisor)
        self.client.force_login(supervisor)
        assert self.client.post(address, {"reason": "The officers spoke with both."}).status_code == 302
        case = Case.objects.get(pk=case.pk)
        assert priority_unexamined(case) is None
        assert (
            "No longer: A message appears to threaten"
            in self.client.get(f"/cases/{case.reference}/place/").content.decode()
        )
        assert self.client.post(address, {"reason": "The officers spoke with both."}).status_code == 422

    def test_what_is_missing_is_said(self):
        answer = self.client.post("/reports/take-down/", {**FORM, "safe_contact": "", "words": ""})
        assert answer.status_code == 422
        assert "Say how they can be contacted safely." in answer.content.decode()

    def test_who_took_it_down_and_supervisors_see_it_and_nobody_else(self):
        report = self.taken()
        other = make_person("oona", PASSWORD, "Oona Other", Role.OFFICER)
        overseer = make_person("olu", PASSWORD, "Olu Fenn", Role.OVERSEER)
        pages = ["", "open-case/", "close/"]
        for person, seen in ((self.colleague, 200), (other, 404), (overseer, 404)):
            self.client.force_login(person)
            for page in pages:
                assert self.client.get(f"/reports/{report.pk}/{page}").status_code == seen, (person, page)
        self.client.force_login(other)
        assert "not a case yet" not in self.client.get("/").content.decode()
        for page in pages:
            answer = self.client_of_stranger.get(f"/reports/{report.pk}/{page}")
            assert answer.headers["Location"].startswith(reverse("account_login"))

    def test_the_report_of_a_case_is_hidden_from_another_team(self):
        case = self.open_as_case(self.taken())
        self.assert_hidden(f"/cases/{case.reference}/report/")
        self.assert_hidden(f"/cases/{case.reference}/report/settle/")
        assert self.client.get(f"/cases/{self.case.reference}/report/").status_code == 404

    def test_a_supervisor_has_it_on_the_board(self):
        self.taken(suicide_risk="not_sure")
        page = self.client_of_colleague.get("/board/").content.decode()
        assert "not a case yet" in page
        assert "is not sure whether somebody may hurt themselves" in page

    def test_an_answer_that_is_not_one_is_refused(self):
        assert self.client.post("/reports/take-down/", {**FORM, "danger_now": "perhaps"}).status_code == 422

    def test_overseers_take_down_nothing(self):
        self.client.force_login(make_person("olu", PASSWORD, "Olu Fenn", Role.OVERSEER))
        assert self.client.get("/reports/take-down/").status_code == 403
        assert not Report.objects.exists()
