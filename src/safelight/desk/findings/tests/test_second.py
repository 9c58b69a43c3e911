"""Two readers for the gravest findings: the second decides before they are shown what the first decided."""

import pytest

from safelight.desk import content
from safelight.desk.bundles.on_file import accepted_of
from safelight.desk.cases.actions import add_member
from safelight.desk.exhibits.models import Examination
from safelight.desk.findings.actions import read_second
from safelight.desk.findings.agreement import agreement_of, agreement_over
from safelight.desk.findings.models import FirstDecisionSeen, SecondReading
from safelight.desk.findings.standing import standing
from safelight.desk.findings.tests.a_threat import FIRST, ThreatenedCase
from safelight.desk.looks import event_of
from safelight.desk.people.actions import make_person
from safelight.desk.people.models import Role
from safelight.desk.rules import NotAllowed
from safelight.desk.testing import PASSWORD
from safelight.evidence.audit import Act


class SecondReaderTests(ThreatenedCase):
    def stands(self):
        return self.gravest.id in {finding.id for finding in standing(self.case, self.findings)}

    def test_only_people_on_the_case_get_there(self):
        self.assert_hidden(self.one)
        self.assert_hidden(self.address("findings", self.gravest.id, "first"), "post")

    def test_the_second_reader_is_shown_nothing_of_the_first_decision_until_theirs_is_made(self):
        self.first()
        self.client.force_login(self.second)
        for page in (self.page(), self.page("findings"), self.page("findings", self.gravest.id)):
            assert FIRST not in page
            assert ">Accepted<" not in page
        assert "A colleague has decided about this finding." in self.page("findings", self.gravest.id)
        self.client.post(self.one, {"verdict": "accepted", "reason": "My own reading.", "seen": "1"})
        page = self.page("findings", self.gravest.id)
        assert FIRST in page
        assert "My own reading." in page
        assert SecondReading.objects.get().by == self.second

    def test_it_is_in_the_ledger_without_its_reason(self):
        self.first()
        self.read_second()
        entry = next(entry for entry in self.entries() if entry.event.act is Act.FINDING_READ_SECOND)
        assert entry.event.details == {"verdict": "accepted"}

    def test_the_first_reader_cannot_be_the_second(self):
        self.first()
        with pytest.raises(NotAllowed, match="cannot be the second reader"):
            read_second(self.case, self.insider, self.gravest, self.findings, verdict="accepted", reason="Again.")

    def test_whoever_asks_to_see_it_cannot_be_the_second(self):
        self.first()
        self.client.force_login(self.second)
        page = self.client.post(self.address("findings", self.gravest.id, "first"), follow=True).content.decode()
        assert FIRST in page
        assert FirstDecisionSeen.objects.get().by == self.second
        with pytest.raises(NotAllowed, match="cannot be the second reader"):
            self.read_second()
        assert any(entry.event.act is Act.FIRST_DECISION_SEEN for entry in self.entries())

    def test_there_is_one_second_reader(self):
        self.first()
        self.read_second()
        third = make_person("tess", PASSWORD, "Tess Low", Role.SUPERVISOR)
        add_member(self.case, self.insider, third)
        with pytest.raises(NotAllowed, match="cannot be the second reader"):
            read_second(self.case, third, self.gravest, self.findings, verdict="accepted", reason="Third.")

    def test_where_they_differ_the_graver_reading_stands_until_it_is_settled(self):
        self.first("rejected")
        assert not self.stands()
        assert Examination.objects.get(case=self.case).level != "immediate"
        self.read_second("accepted")
        assert self.stands()
        assert "Two readers differ" in self.page("findings")
        self.again("rejected")
        assert not self.stands()
        assert "Two readers differ" not in self.page("findings")

    def test_a_second_rejection_alone_takes_nothing_away(self):
        self.first("accepted")
        self.read_second("rejected")
        assert self.stands()

    def test_a_bundle_holds_no_finding_that_only_a_second_reader_upheld(self):
        self.first("rejected")
        self.read_second("accepted")
        audit = event_of(self.insider, Act.LOOKED_AT_FINDINGS, case=self.case.key)
        examination = content.open_examination(self.case, audit=audit)
        assert self.gravest.id not in {one.finding.id for one in accepted_of(self.case, examination)}

    def test_the_case_says_that_somebody_else_should_read_it(self):
        self.first()
        assert "read by one person only" in self.page()
        self.read_second()
        assert "read by one person only" not in self.page()

    def test_agreement_is_counted_over_ones_own_cases(self):
        self.first()
        self.read_second("rejected")
        agreement = agreement_over([self.case])
        assert (agreement.twice, agreement.agreed, agreement.kappa) == (1, 0, None)
        assert "1 finding was read twice; the readers agreed on 0" in self.page("findings")


def test_kappa_is_that_of_the_textbook():
    yes, no = ("accepted", "rejected")
    pairs = [(yes, yes)] * 20 + [(yes, no)] * 5 + [(no, yes)] * 10 + [(no, no)] * 15
    agreement = agreement_of(pairs)
    assert (agreement.twice, agreement.agreed) == (50, 35)
    assert round(agreement.kappa, 2) == 0.4
    assert "more often than chance" in str(agreement.words)


def test_no_coefficient_is_given_where_it_would_say_nothing():
    assert agreement_of([("accepted", "accepted")] * 19).kappa is None
    assert agreement_of([("accepted", "accepted")] * 40).kappa is None
    assert agreement_of([("accepted", "rejected"), ("rejected", "accepted")] * 10).kappa == -1.0
    assert "less often" in str(agreement_of([("accepted", "rejected"), ("rejected", "accepted")] * 10).words)
