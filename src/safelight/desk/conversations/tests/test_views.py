"""Reading a case: who may, what they see, and that each look is in the ledger."""

import hashlib
import io
import re

from blake3 import blake3

from safelight.desk.cases.actions import change_context
from safelight.desk.content import open_names
from safelight.desk.conversations.page import ROWS
from safelight.desk.conversations.tests.a_case import CONTEXT, ReadCase
from safelight.desk.exhibits.actions import hand_in
from safelight.desk.exhibits.jobs import ask_for_examination
from safelight.desk.exhibits.worker import run_worker
from safelight.desk.looks import hidden_id
from safelight.evidence.audit import Act, AuditEvent
from safelight.signals.context_file import load

BUBBLE = re.compile(r'id="r-([0-9a-f]{32})"')


class ConversationTests(ReadCase):
    def test_only_people_on_the_case_get_to_any_page(self):
        record = BUBBLE.search(self.conversation())[1]
        for place in ("", f"{'0' * 32}/", "rhythm/", "search/", f"records/{record}/", f"records/{record}/bytes/"):
            self.assert_hidden(f"{self.address('conversations')}{place}")

    def test_every_record_stands_on_exactly_one_page(self):
        seen = [record for start in (0, ROWS) for record in BUBBLE.findall(self.conversation(start))]
        assert len(seen) == len(set(seen)) == 92

    def test_a_start_that_makes_no_sense_shows_a_page_all_the_same(self):
        for start in ("-3", "x", "999999999999999999999", "91", "²"):
            assert BUBBLE.search(self.conversation(start))

    def test_what_was_written_is_shown_and_never_obeyed(self):
        page = self.conversation(ROWS)
        assert "⟦U+202E⟧" in page
        assert "&lt;script&gt;" in page
        assert "<script>alert" not in page

    def test_contact_after_the_boundary_is_in_the_margin(self):
        page = self.conversation(ROWS)
        assert "Patterns that messages on this page are part of" in page
        assert 'href="#pattern-1"' in page

    def test_a_record_leads_to_its_place_and_to_its_exact_bytes(self):
        record = BUBBLE.findall(self.conversation(ROWS))[-1]
        answer = self.client.get(self.address("conversations", "records", record))
        assert answer.headers["Location"] == f"{self.conversations()[0]}?from={ROWS}#r-{record}"
        page = self.page("conversations", "records", record, "bytes")
        assert "33 30 2f 30 34 2f 32 30 32 36" in page  # "30/04/2026" as the file has it
        assert "AB/1" in page

    def test_a_record_that_is_not_there_is_not_found(self):
        assert self.client.get(self.address("conversations", "records", "0" * 32)).status_code == 404
        assert self.client.get(self.address("conversations", "0" * 32)).status_code == 404

    def test_a_conversation_is_called_alike_after_more_was_handed_in(self):
        (before,) = self.conversations()
        earlier = b"01/02/2026, 09:00 - Priya: Are you coming?\n01/02/2026, 09:01 - Maya: Soon\n"
        hand_in(self.case, self.insider, "WhatsApp Chat with Aunt.txt", io.BytesIO(earlier))
        run_worker(until_idle=True)
        assert before in self.conversations()
        assert self.client.get(before).status_code == 200

    def test_times_are_those_of_the_case_wherever_the_desk_stands(self):
        change_context(self.case, self.insider, load(CONTEXT.replace(b"Europe/London", b"Asia/Kolkata")))
        ask_for_examination(self.case)
        run_worker(until_idle=True)
        page = self.conversation(ROWS)
        assert ">01:44</time>" in page  # 21:14 in London, by the clock of Kolkata
        assert "+05:30" in page
        assert "Times are those of Asia/Kolkata" in page
        found = self.client.post(
            self.address("conversations", "search"), {"words": "stop messaging me", "manner": "phrase"}
        )
        assert "30 March 2026, 01:44" in found.content.decode()

    def test_whoever_has_the_ledger_cannot_try_names_of_files_and_places_in_them(self):
        record = BUBBLE.search(self.conversation())[1]
        self.page("conversations", "records", record, "bytes")
        self.page("exhibits")
        entries = repr([entry.event for entry in self.entries()])
        assert Act.LOOKED_AT_BYTES in {entry.event.act for entry in self.entries()}
        assert record not in entries
        assert hidden_id(self.case.key, record) in entries
        for name in open_names(self.case, audit=AuditEvent(act=Act.LOOKED_AT_CASE, actor="test")).values():
            assert hashlib.sha256(name.encode()).hexdigest() not in entries
            assert blake3(name.encode()).hexdigest() not in entries

    def test_words_written_into_an_address_never_reach_the_ledger(self):
        for words in ("person:abc", "maya-at-her-sisters", "0" * 31):
            assert self.client.get(self.address("conversations", "records", words)).status_code == 404
            assert self.client.get(self.address("findings", words)).status_code == 404
        assert not self.entries()

    def test_every_look_is_in_the_ledger(self):
        for place, act in (
            (("conversations",), Act.LOOKED_AT_CONVERSATION),
            (("conversations", "rhythm"), Act.LOOKED_AT_CASE),
        ):
            before = sum(entry.event.act == act for entry in self.entries())
            self.page(*place)
            assert sum(entry.event.act == act for entry in self.entries()) > before, place

    def test_rhythm_draws_the_nights_and_says_what_mattered(self):
        page = self.page("conversations", "rhythm")
        assert "Told to stop" in page
        assert page.count("<svg") >= 2


class SearchTests(ReadCase):
    def search(self, **given: str) -> str:
        answer = self.client.post(self.address("conversations", "search"), {"manner": "phrase", **given})
        assert answer.status_code == 200
        return answer.content.decode()

    def test_words_are_found_marked_and_led_to(self):
        page = self.search(words="ANSWER me, number 7")
        assert "1 record fits" in page
        assert "<mark>answer me, number 7</mark>" in page

    def test_nothing_found_says_what_that_does_not_mean(self):
        assert "may still stand in pictures" in self.search(words="petrol station")

    def test_the_ledger_holds_the_number_of_hits_and_never_the_words(self):
        self.search(words="leave me alone")
        searched = [entry.event for entry in self.entries() if entry.event.act == Act.SEARCHED]
        assert searched[-1].details["hits"] == 1
        assert "alone" not in repr(searched)

    def test_an_empty_question_gets_a_sentence(self):
        assert "Write what to look for." in self.search(words="  ")

    def test_pages_of_hits(self):
        first = self.search(words="n")
        assert "Later results" in first
        assert "Earlier results" in self.search(words="n", start="50")
