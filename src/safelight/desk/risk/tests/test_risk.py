"""Risk on the desk: asked, judged by named people, looked at again in time, never decided by software."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from safelight.desk.case_rows import rows_of_case
from safelight.desk.cases.actions import add_member
from safelight.desk.conversations.tests.a_case import ReadCase
from safelight.desk.people.actions import make_person
from safelight.desk.people.models import Person, Role
from safelight.desk.risk import actions, permissions
from safelight.desk.risk.models import Assessment, ConferenceDecision, Grading, RiskEvent, Score
from safelight.desk.risk.sheet import ScoreDetails, Sheet
from safelight.desk.risk.state import risk_state
from safelight.desk.rules import NotAllowed
from safelight.desk.testing import PASSWORD
from safelight.evidence.audit import Act
from safelight.knowledge.instruments import instruments
from safelight.knowledge.risk_reviews import risk_reviews
from safelight.risk.answer import Answer, Said

REASON = "She is very frightened, and he knows her shifts."
YES = Answer(said=Said.YES, words="He waited by the bins.")


class RiskCase(ReadCase):
    """``insider`` (officer), ``idva``, ``supervisor`` and ``dmi`` are on the case."""

    idva: Person
    supervisor: Person
    dmi: Person

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.idva = make_person("ines", PASSWORD, "Ines Okoro", Role.IDVA)
        cls.supervisor = make_person("sam", PASSWORD, "Sam Whitlock", Role.SUPERVISOR)
        cls.dmi = make_person("dev", PASSWORD, "Dev Marsh", Role.DMI)
        for person in (cls.idva, cls.supervisor, cls.dmi):
            add_member(cls.case, cls.insider, person)

    def answered(self, **said: Answer) -> Assessment:
        answers = {name.replace("_", "-"): one for name, one in said.items()}
        return actions.answer(self.case, self.idva, Sheet(pack=""), answers, seen=0)

    def event(self, kind: str, days: int = 0, *, words: str = "") -> RiskEvent:
        found = risk_reviews().event(kind)
        assert found is not None
        on = timezone.localdate() + timedelta(days=days)
        return actions.record_event(self.case, self.insider, found, on, words=words)


class AnswerTests(RiskCase):
    def test_the_evidence_suggests_and_a_person_confirms(self):
        page = self.page("risk", "questions", "contact")
        assert "What was handed in points to yes:" in page
        assert "/findings/" in page
        assert 'value="not_asked" checked' in page
        fields = self.fields("contact", after_stop="yes")
        answer = self.client.post(self.address("risk", "questions", "contact"), fields, follow=True)
        assert answer.status_code == 200
        kept = self.page("risk", "assessments", 1)
        assert "that stood beside it" in kept
        assert "He goes on writing." in kept

    def fields(self, section: str, **said: str) -> dict[str, str]:
        from safelight.knowledge.risk_questions import risk_questions

        fields = {f"said-{one.id}": "not_asked" for one in risk_questions().of_section(section)}
        fields |= {f"said-{name.replace('_', '-')}": value for name, value in said.items()}
        return {**fields, "words-after-stop": "He goes on writing.", "seen": "0"}

    def test_going_on_leads_to_the_next_part(self):
        fields = {**self.fields("contact"), "on": "on"}
        answer = self.client.post(self.address("risk", "questions", "contact"), fields)
        assert answer.headers["Location"].endswith("/risk/questions/harm/")

    def test_every_version_is_kept(self):
        self.answered(turns_up=YES)
        actions.answer(self.case, self.insider, Sheet(pack=""), {"near": YES}, seen=1)
        assert "He waited by the bins." in self.page("risk", "assessments", 1)
        assert self.client.get(self.address("risk", "assessments", 3)).status_code == 404

    def test_nobody_overwrites_answers_unseen(self):
        self.answered(turns_up=YES)
        with pytest.raises(NotAllowed, match="A colleague saved answers"):
            self.answered(near=YES)
        answer = self.client.post(self.address("risk", "questions", "contact"), self.fields("contact"))
        assert answer.status_code == 422
        assert "He goes on writing." in answer.content.decode()

    def test_there_is_no_such_section(self):
        assert self.client.get(self.address("risk", "questions", "nothing")).status_code == 404

    def test_what_they_said_is_in_no_row_and_not_in_the_log(self):
        self.answered(turns_up=YES)
        actions.grade(self.case, self.idva, "high", reason=REASON)
        self.event("new-incident", words="At the bins again.")
        rows = str([list(rows.values()) for rows in rows_of_case(self.case)])
        log = str([entry.event for entry in self.entries()])
        for words in ("bins", "frightened"):
            assert words not in rows
            assert words not in log


class GradeTests(RiskCase):
    def test_a_grade_has_a_name_a_date_and_reasons(self):
        self.client.post(self.address("risk", "grade"), {"grade": "high", "reason": REASON})
        page = self.page("risk")
        assert REASON in page
        assert "Judged by Asha Brown, Officer" in page
        assert self.entries()[-1].event.act.is_look
        graded = [one.event for one in self.entries() if one.event.act is Act.RISK_GRADED]
        assert graded[0].details["grade"] == "high"

    def test_without_a_reason_there_is_no_grade(self):
        answer = self.client.post(self.address("risk", "grade"), {"grade": "high", "reason": ""})
        assert answer.status_code == 422
        assert not Grading.objects.exists()

    def test_disagreement_is_pointed_out_and_the_grade_stands(self):
        self.answered(weapon=YES)
        self.client.post(self.address("risk", "grade"), {"grade": "standard", "reason": REASON})
        page = self.page("risk")
        assert "Not everything written down says the same" in page
        assert "It weighs heavily" in page
        assert risk_state(self.case).grading.grade == "standard"

    def test_the_case_and_the_queue_show_it(self):
        actions.grade(self.case, self.idva, "high", reason=REASON)
        actions.decide_conference(self.case, self.idva, "referred", "judgement", reason=REASON)
        page = self.page()
        for words in ("Ines Okoro", "To be looked at again on", "MARAC: Referred.", "judged the risk high"):
            assert words in " ".join(page.split())

    def test_a_high_grade_raises_the_priority_and_a_standard_one_lowers_nothing(self):
        before = self.case.examination.score
        self.client.post(self.address("risk", "grade"), {"grade": "standard", "reason": REASON})
        self.case.examination.refresh_from_db()
        assert self.case.examination.score == before
        self.client.post(self.address("risk", "grade"), {"grade": "high", "reason": REASON})
        self.case.examination.refresh_from_db()
        assert self.case.examination.score == before + 20

    def test_grades_before_stay(self):
        actions.grade(self.case, self.idva, "medium", reason="The first reason.")
        actions.grade(self.case, self.idva, "high", reason=REASON)
        page = self.page("risk")
        assert page.index(REASON) < page.index("The first reason.")


class ReviewTests(RiskCase):
    def test_an_event_brings_the_review_forward_and_my_work_says_so(self):
        actions.grade(self.case, self.idva, "standard", reason=REASON)
        assert not risk_state(self.case).is_due
        assert "Review due" not in self.client.get("/").content.decode()
        self.event("new-incident")
        assert risk_state(self.case).is_due
        assert "Review due" in self.client.get("/").content.decode()

    def test_a_new_grade_answers_it(self):
        self.event("new-incident", -3)
        actions.grade(self.case, self.idva, "standard", reason=REASON)
        assert not risk_state(self.case).is_due

    def test_overdue(self):
        actions.grade(self.case, self.idva, "high", reason=REASON)
        Grading.objects.update(at=timezone.now() - timedelta(days=9))
        assert risk_state(self.case).is_overdue
        assert "Review overdue" in self.client.get("/").content.decode()
        assert "The review was due on" in self.page()

    def test_only_what_can_be_known_beforehand_lies_ahead(self):
        self.event("release", 5)
        with pytest.raises(NotAllowed, match="cannot lie ahead"):
            self.event("new-incident", 5)

    def test_the_form(self):
        today = timezone.localdate()
        fields = {"kind": "charge", "on-day": today.day, "on-month": today.month, "on-year": today.year}
        answer = self.client.post(self.address("risk", "event"), {**fields, "words": "No charge."}, follow=True)
        assert "Written down. The risk is to be looked at again on" in answer.content.decode()
        assert "No charge." in answer.content.decode()
        assert "No charge." not in str(RiskEvent.objects.values())

    def test_an_order_that_ends_is_looked_at_before_it_does(self):
        ends = timezone.localdate() + timedelta(days=20)
        self.case.context_json = f'{{"orders": [{{"kind": "order", "to": "{ends.isoformat()}"}}]}}'
        assert risk_state(self.case).review.on == ends - timedelta(days=14)


class ConferenceTests(RiskCase):
    def scored(self, score: int | None = 15, outcome: str = "", name: str = "safelives-dash") -> Score:
        instrument = instruments().instrument(name)
        details = ScoreDetails(assessor="Jo Pike, health visitor")
        today = timezone.localdate()
        return actions.record_score(self.case, self.idva, instrument, today, details, score=score, outcome=outcome)

    def test_a_score_speaks_for_a_conference_and_a_person_decides(self):
        self.scored()
        page = self.page("risk")
        assert "By score: SafeLives Dash gave 15" in page
        assert "Jo Pike, health visitor" in page
        assert "Jo Pike" not in str(Score.objects.values())
        fields = {"decision": "not_referred", "ground": "score", "reason": "The score is of last winter."}
        self.client.post(self.address("risk", "conference"), fields)
        assert "Not referred for now." in self.page("risk")
        assert ConferenceDecision.objects.get().by == self.insider

    def test_three_incidents_speak_for_it(self):
        for days in (0, -30, -90):
            self.event("new-incident", days)
        assert "By escalation: 3 incidents" in self.page("risk")

    def test_a_score_that_cannot_be_is_refused_in_a_sentence(self):
        for score, outcome, name, said in (
            (99, "", "safelives-dash", "goes up to 24"),
            (5, "", "dara", "has no score"),
            (None, "", "dara", "Give the score or the outcome"),
            (None, "moderate", "dara", "has no outcome"),
        ):
            with pytest.raises(NotAllowed, match=said):
                self.scored(score, outcome, name)

    def test_the_form_of_an_instrument(self):
        fields = {"instrument": "dara", "outcome": "high", "assessor": "PC 99", "score": ""}
        today = timezone.localdate()
        day = {"on-day": today.day, "on-month": today.month, "on-year": today.year}
        answer = self.client.post(self.address("risk", "instrument"), {**fields, **day}, follow=True)
        assert "The outcome of DARA is recorded." in answer.content.decode()
        late = {**day, "on-year": today.year + 1}
        assert self.client.post(self.address("risk", "instrument"), {**fields, **late}).status_code == 422


class WhoMayTests(RiskCase):
    FORMS = ("grade", "event", "instrument", "conference", "questions/today")

    def test_the_truth_table(self):
        rows = (
            (self.insider, True, True),
            (self.idva, True, True),
            (self.supervisor, True, True),
            (self.dmi, True, False),
            (self.colleague, False, False),
        )
        for person, sees, judges in rows:
            assert permissions.may_see_risk(person, self.case) is sees
            assert permissions.may_record_event(person, self.case) is sees
            assert permissions.may_answer(person, self.case) is judges
            assert permissions.may_grade(person, self.case) is judges
            assert permissions.may_decide_conference(person, self.case) is judges

    def test_for_others_there_is_no_such_page(self):
        self.answered(near=YES)
        for part in ("", *(f"{form}/" for form in self.FORMS), "assessments/1/"):
            self.assert_hidden(f"{self.address('risk')}{part}")

    def test_an_investigator_writes_down_events_and_judges_nothing(self):
        client = Client()
        client.force_login(self.dmi)
        assert client.get(self.address("risk", "event")).status_code == 200
        for form in ("grade", "instrument", "conference", "questions/today"):
            answer = client.get(f"{self.address('risk')}{form}/")
            assert answer.status_code == 403
            assert "Tell one of them what you know" in answer.content.decode()
        page = client.get(self.address("risk")).content.decode()
        assert "/risk/grade/" not in page
        assert "/risk/event/" in page

    def test_actions_ask_too(self):
        for act in (
            lambda: actions.answer(self.case, self.dmi, Sheet(pack=""), {}, seen=0),
            lambda: actions.grade(self.case, self.dmi, "high", reason=REASON),
            lambda: actions.decide_conference(self.case, self.dmi, "referred", "judgement", reason=REASON),
        ):
            with pytest.raises(NotAllowed):
                act()
