"""A message that stands in two exhibits: counted once, every place one click away."""

import re

from safelight.desk.conversations.tests.a_case import ELSEWHERE, CaseOfTwoExports
from safelight.evidence.audit import Act


class TwoExportsTests(CaseOfTwoExports):
    def test_each_message_is_shown_once_and_says_where_else_it_stands(self):
        page = self.page("conversations")
        assert "92" in page
        assert len(ELSEWHERE.findall(self.conversation())) > 0
        assert "also in AB/" in self.conversation(30)

    def test_the_other_place_is_one_click_away_and_leads_back(self):
        place = self.other_place()
        there = self.client.get(place).content.decode()
        own = self.client.get(place.partition("also/")[0] + "bytes/").content.decode()
        assert {"AB/1", "AB/2"} <= set(re.findall(r"AB/\d", there))
        assert place.partition("also/")[0] + "bytes/" in there
        assert place in own
        first_byte = re.compile(r"First byte</dt><dd[^>]*>([\d,]+)")
        assert first_byte.search(there)[1] != first_byte.search(own)[1]

    def test_the_case_and_each_exhibit_say_how_many_were_counted_once(self):
        assert "60 messages stand in more than one place" in self.page()
        assert re.search(r"60 of them also stand in\s+<a[^>]*>AB/2", self.page("exhibits", "AB-1"))
        assert re.search(r"60 of them also stand in\s+<a[^>]*>AB/1", self.page("exhibits", "AB-2"))

    def test_only_people_on_the_case_get_there_and_every_look_is_in_the_ledger(self):
        place = self.other_place()
        self.assert_hidden(place)
        before = sum(entry.event.act == Act.LOOKED_AT_BYTES for entry in self.entries())
        assert self.client.get(place).status_code == 200
        assert sum(entry.event.act == Act.LOOKED_AT_BYTES for entry in self.entries()) > before

    def test_a_place_the_message_does_not_stand_in_is_not_found(self):
        place = self.other_place()
        wrong = re.sub(r"also/[0-9a-f]{32}", "also/" + "0" * 32, place)
        assert self.client.get(wrong).status_code == 404
