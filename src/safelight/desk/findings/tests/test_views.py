"""Deciding about findings: who may, what is kept, and what it does to the case's place in the queue."""

import re

import msgspec

from safelight.desk.cases.actions import add_member, change_context
from safelight.desk.conversations.tests.a_case import ReadCase
from safelight.desk.exhibits.again import take_up_again
from safelight.desk.exhibits.models import Examination
from safelight.desk.exhibits.worker import run_worker
from safelight.desk.findings.models import Decision
from safelight.desk.people.actions import make_person
from safelight.desk.people.models import Role
from safelight.desk.testing import PASSWORD
from safelight.evidence.audit import Act
from safelight.knowledge.jurisdiction import Jurisdiction

LINK = re.compile(r'href="/cases/[^/]+/findings/([^/"]+)/"')
GIVEN = {"verdict": "accepted", "reason": "I read all of them.", "seen": "0"}


class FindingTests(ReadCase):
    def setUp(self) -> None:
        super().setUp()
        self.findings = list(dict.fromkeys(LINK.findall(self.page("findings"))))
        self.one = self.address("findings", self.findings[0])

    def test_only_people_on_the_case_get_to_any_page(self):
        self.assert_hidden(self.address("findings"))
        self.assert_hidden(self.one)
        self.assert_hidden(self.one, "post")

    def test_a_finding_shows_its_reasons_records_offences_and_limits(self):
        page = self.page("findings", self.findings[0])
        for heading in (
            "Why",
            "The records it rests on",
            "Offences it may bear on",
            "What is still missing",
            "Limits of",
        ):
            assert heading in page

    def test_an_offence_says_what_of_it_was_not_read_in_the_statute(self):
        assert "Check this before you rely on it: " in self.page("findings", self.findings[0])

    def test_a_case_elsewhere_says_that_no_offences_are_held_for_it(self):
        known, scotland = self.case.context, Jurisdiction.SCOTLAND
        change_context(self.case, self.insider, msgspec.structs.replace(known, jurisdiction=scotland))
        take_up_again(self.case, known)
        run_worker(until_idle=True)
        for page in (self.page(), self.page("findings"), self.page("findings", self.findings[0])):
            assert "This case is in Scotland." in page
        assert "Offences it may bear on" not in self.page("findings", self.findings[0])

    def test_who_looked_and_their_limits_stand_below_the_findings(self):
        assert "Who looked, and their limits" in self.page("findings")

    def test_a_decision_is_kept_with_its_reason_and_in_the_ledger_without_it(self):
        answer = self.client.post(self.one, GIVEN, follow=True)
        assert "Your decision is kept" in answer.content.decode()
        assert "I read all of them." in answer.content.decode()
        entry = next(one for one in self.entries() if one.event.act == Act.FINDING_DECIDED)
        assert entry.event.details == {"verdict": "accepted"}

    def test_a_decision_needs_a_reason_and_a_correction_a_severity(self):
        self.client.post(self.one, {**GIVEN, "reason": ""})
        self.client.post(self.one, {**GIVEN, "verdict": "corrected"})
        assert not Decision.objects.exists()

    def test_a_stale_tab_overwrites_nobody_and_loses_no_words(self):
        self.client.post(self.one, GIVEN)
        answer = self.client.post(self.one, {**GIVEN, "verdict": "rejected", "reason": "Banter between them."})
        page = answer.content.decode()
        assert "was decided while you had the page open" in page
        assert "Banter between them." in page
        assert Decision.objects.count() == 1
        assert 'name="seen" value="1"' in page

    def test_a_finding_of_an_older_examination_gets_a_sentence(self):
        answer = self.client.post(self.address("findings", "0" * 32), GIVEN)
        assert "not in the newest examination" in answer.content.decode()
        assert self.client.get(self.address("findings", "0" * 32)).status_code == 404

    def test_rejecting_everything_lowers_the_case_and_the_next_decision_stands(self):
        before = Examination.objects.get(case=self.case).score
        for finding in self.findings:
            self.client.post(self.address("findings", finding), {**GIVEN, "verdict": "rejected"})
        assert Examination.objects.get(case=self.case).score < before
        assert Examination.objects.get(case=self.case).level == "none"
        self.client.post(self.one, {**GIVEN, "seen": "1"})
        assert Examination.objects.get(case=self.case).score > 0

    def test_an_advisor_on_the_case_reads_and_does_not_decide(self):
        advisor = make_person("ines", PASSWORD, "Ines Okoro", Role.IDVA)
        add_member(self.case, self.insider, advisor)
        self.client.force_login(advisor)
        assert "Keep this decision" not in self.page("findings", self.findings[0])
        assert self.client.post(self.one, GIVEN).status_code == 403
        assert not Decision.objects.exists()
