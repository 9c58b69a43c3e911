"""Escalation over time: a picture with the same figures as a table beside it."""

import re

from safelight.desk.conversations.tests.a_case import ReadCase
from safelight.desk.findings.models import Decision
from safelight.evidence.audit import Act


class OverTimeTests(ReadCase):
    def test_only_people_on_the_case_get_to_the_page(self):
        self.assert_hidden(self.address("escalation"))

    def test_the_picture_and_the_table_say_the_same(self):
        page = self.page("escalation")
        assert 'id="escalation-title"' in page
        assert "Stalking and unwanted contact" in page
        assert re.search(r"\d+ \((?:weak|moderate|strong)\)", page)
        assert "Told to stop" in page

    def test_a_rejected_finding_is_left_out(self):
        before = self.page("escalation")
        for finding in set(re.findall(r'/findings/([0-9a-f]{32})/"', self.page("findings"))):
            self.client.post(
                self.address("findings", finding), {"verdict": "rejected", "reason": "Not so.", "seen": "0"}
            )
        assert Decision.objects.exists()
        after = self.page("escalation")
        assert "(strong)" in before
        assert "(strong)" not in after

    def test_the_look_is_in_the_ledger(self):
        self.page("escalation")
        assert self.entries()[-1].event.act == Act.LOOKED_AT_FINDINGS
        assert self.entries()[-1].event.details == {"part": "escalation"}
