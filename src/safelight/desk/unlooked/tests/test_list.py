"""What has not been looked at: exhibits, kinds, languages, files, and conversations nobody opened."""

import re

from safelight.desk.conversations.tests.a_case import ReadCase
from safelight.evidence.audit import Act


class UnlookedTests(ReadCase):
    def test_only_people_on_the_case_get_to_the_page(self):
        self.assert_hidden(self.address("not-looked-at"))

    def test_what_could_not_be_read_is_named_by_its_reference(self):
        page = self.page("not-looked-at")
        assert re.search(r"256 bytes could not be read|It was not read at all", page)

    def test_a_conversation_counts_as_opened_once_somebody_opened_it(self):
        assert "were not opened by anybody" in self.page("not-looked-at")
        (address,) = set(re.findall(r'href="([^"]*/conversations/\d+/)"', self.page("not-looked-at")))
        self.client.get(address)
        assert "Each of them was opened" in self.page("not-looked-at")

    def test_the_look_is_in_the_ledger(self):
        self.page("not-looked-at")
        assert self.entries()[-1].event.act == Act.LOOKED_AT_CASE
        assert self.entries()[-1].event.details == {"part": "not looked at"}
