"""What has not been looked at: exhibits, kinds, languages, files, and conversations nobody opened."""

import io
import re

from safelight.desk.conversations.tests.a_case import ReadCase, chat
from safelight.desk.exhibits.actions import hand_in
from safelight.desk.exhibits.worker import run_worker
from safelight.evidence.audit import Act


class UnlookedTests(ReadCase):
    def test_only_people_on_the_case_get_to_the_page(self):
        self.assert_hidden(self.address("not-looked-at"))

    def test_what_could_not_be_read_is_named_by_its_reference(self):
        page = self.page("not-looked-at")
        assert re.search(r"256 bytes could not be read|It was not read at all", page)

    def test_a_conversation_counts_as_opened_once_somebody_opened_it(self):
        assert "were not opened by anybody" in self.page("not-looked-at")
        self.client.get(self.conversations()[0])
        assert "Each of them was opened" in self.page("not-looked-at")

    def test_what_was_opened_stays_so_when_another_chat_comes_and_not_when_it_grows(self):
        (opened,) = self.conversations()
        self.client.get(opened)
        self.give("WhatsApp Chat with Aunt.txt", b"01/02/2026, 09:00 - Priya: Are you coming?\n" * 2)
        page = self.page("not-looked-at")
        assert opened not in page
        assert "conversations/" in page
        self.give("WhatsApp Chat with Rhys.txt", chat() + b"30/06/2026, 09:00 - Rhys: Are you there?\n")
        assert opened in self.page("not-looked-at")

    def test_messages_in_another_language_are_counted_and_the_first_of_them_is_linked(self):
        assert "Marek" not in self.page("not-looked-at")
        self.give(
            "WhatsApp Chat with Marek.txt",
            "01/02/2026, 09:00 - Marek: Gdzie jesteś teraz odpowiedz mi natychmiast\n".encode(),
        )
        page = self.page("not-looked-at")
        assert "2 hold none of" in page
        (first,) = re.findall(r'href="([^"]*/records/[^"]*)"><bdi>Marek</bdi></a> \(WhatsApp, 1 message\)', page)
        assert "Gdzie" in self.client.get(first, follow=True).content.decode()

    def give(self, name: str, data: bytes) -> None:
        hand_in(self.case, self.insider, name, io.BytesIO(data))
        run_worker(until_idle=True)

    def test_the_look_is_in_the_ledger(self):
        self.page("not-looked-at")
        assert self.entries()[-1].event.act == Act.LOOKED_AT_CASE
        assert self.entries()[-1].event.details == {"part": "not looked at"}
