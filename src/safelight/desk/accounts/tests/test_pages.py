"""Who was in contact, which accounts may share a hand, and warning signs: pictures with tables, never a merge."""

import io
import re

from safelight.desk.cases.actions import change_context
from safelight.desk.conversations.tests.a_case import ReadCase
from safelight.desk.exhibits.actions import hand_in
from safelight.desk.exhibits.worker import run_worker
from safelight.desk.testing import DeskTestCase
from safelight.evidence.audit import Act
from safelight.signals.context_file import load

GROOMED = (
    ("X", "how old r u"),
    ("Robin", "13"),
    ("X", "u seem way older tbh, not like the others"),
    ("X", "ring me on 07700 900123, not on here"),
    ("Robin", "idk im not allowed"),
    ("X", "dont tell ur mum, she wouldnt get it"),
    ("X", "is ur mum in or are u on your own"),
    ("Robin", "feels a bit weird"),
    ("X", "i could pick u up from the corner on saturday"),
)
SECOND = (("Y", "its me, 07700 900123 is my number"), ("Robin", "who is this"), ("Y", "answer me"))
CONTEXT = b"""
timezone: Europe/London
owner: {name: Robin, accounts: [Robin], age: 13}
concern: [{name: X, accounts: [X]}]
"""


def chat(said, day):
    lines = [f"{day:02d}/03/2026, 12:{n:02d} - {who}: {text}" for n, (who, text) in enumerate(said)]
    return ("\n".join(lines) + "\n").encode()


class CaseWithAccounts(ReadCase):
    """A child, an account that shows warning signs, and a second one that gives the same number."""

    @classmethod
    def setUpTestData(cls):
        DeskTestCase.setUpTestData.__func__(cls)
        change_context(cls.case, cls.insider, load(CONTEXT))
        hand_in(cls.case, cls.insider, "WhatsApp Chat with X.txt", io.BytesIO(chat(GROOMED, 1)))
        hand_in(cls.case, cls.insider, "WhatsApp Chat with Y.txt", io.BytesIO(chat(SECOND, 3)))
        run_worker(until_idle=True)


class AccountsTests(CaseWithAccounts):
    def test_only_people_on_the_case_get_to_the_pages(self):
        self.assert_hidden(self.address("accounts"))
        self.assert_hidden(self.address("accounts", "warning-signs"))

    def test_the_picture_and_the_table_of_contact_say_the_same(self):
        page = self.page("accounts")
        assert 'id="contact-graph-title"' in page
        assert "X: 6 from them, 3 to them" in page
        assert "X (of concern)" in page

    def test_a_pair_is_shown_with_reasons_for_and_against_and_a_decision_merges_nothing(self):
        page = self.page("accounts")
        assert "both give the same telephone number" in page
        assert "Speaks against" in page
        assert "Nobody has said yet" in page
        (finding,) = set(re.findall(r'/findings/([0-9a-f]{32})/"', page))
        sent = {"verdict": "rejected", "reason": "It is his sister.", "seen": "0"}
        self.client.post(self.address("findings", finding), sent)
        after = self.page("accounts")
        assert "Same hand: rejected." in after
        assert "It is his sister." in after
        assert "Y: 2 from them" in after

    def test_warning_signs_are_quoted_in_order_with_their_kinds(self):
        page = self.page("accounts", "warning-signs")
        assert "asking for secrecy" in page
        assert page.index("a question about age") < page.index("proposing to meet")
        assert "dont tell ur mum" in page

    def test_the_looks_are_in_the_ledger(self):
        self.page("accounts")
        self.page("accounts", "warning-signs")
        looks = [one.event for one in self.entries()[-2:]]
        assert [one.act for one in looks] == [Act.LOOKED_AT_FINDINGS] * 2
        assert [one.details for one in looks] == [{"part": "accounts"}, {"part": "warning signs"}]
