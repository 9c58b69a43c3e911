"""What has not been looked at: exhibits, kinds, languages, files, and conversations nobody opened."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import msgspec
import polars as pl

from safelight.desk.conversations.tests.a_case import ReadCase, chat
from safelight.desk.exhibits.actions import hand_in
from safelight.desk.exhibits.worker import run_worker
from safelight.evidence.audit import Act
from safelight.signals.heads.scores import scored_by, shipped_model
from safelight.signals.heads.warning import Begins
from safelight.signals.heads.worth_reading import SHARE, WorthReading


@contextmanager
def every_tone_counts() -> Iterator[None]:
    model, _ = shipped_model()
    warning = msgspec.structs.replace(model.warning, begins=(Begins(SHARE, -99.0, 0.0),))
    with scored_by(msgspec.structs.replace(model, warning=warning), "every tone counts"):
        yield


def every_conversation(records: pl.DataFrame, *_: object) -> tuple[WorthReading, ...]:
    first = records.group_by("platform", "thread", maintain_order=True).first()
    rows = first.select("platform", "thread", "record_id").iter_rows()
    return tuple(WorthReading(platform, thread, (), (record,)) for platform, thread, record in rows)


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

    def test_where_nothing_calls_for_reading_early_the_page_says_what_that_means(self):
        assert "That does not mean that nothing is in them." in self.page("not-looked-at")

    def test_what_is_worth_reading_early_is_quoted_linked_and_told_on_the_first_page(self):
        with every_tone_counts():
            self.give("WhatsApp Chat with Marek.txt", b"01/02/2026, 09:00 - Marek: Watch your back\n")
        page = self.page("not-looked-at")
        early = page.split('id="worth-reading"')[1].split("<h2")[0]
        assert "Marek" in early
        assert "Watch your back" in early
        assert "put together from ordinary messages between people" in early
        assert "Nobody has opened it yet." in early
        (finding,) = re.findall(r'href="([^"]*/findings/[0-9a-f]+/)"', early)
        assert "Weak support" in self.client.get(finding).content.decode()
        (place,) = re.findall(r'href="([^"]*/conversations/[0-9a-f]{32}/)"', early)
        assert "Watch your back" in self.client.get(place).content.decode()
        assert "Nobody has opened it yet." not in self.page("not-looked-at").split('id="worth-reading"')[1]
        assert "worth reading early" in self.client.get(f"/cases/{self.case.reference}/").content.decode()
        self.client.post(finding, {"verdict": "rejected", "reason": "A joke between friends.", "seen": "0"})
        assert "Watch your back" not in self.page("not-looked-at")
        assert "worth reading early" not in self.client.get(f"/cases/{self.case.reference}/").content.decode()

    def test_a_conversation_without_any_finding_says_that_none_rests_there(self):
        with patch("safelight.examining.case.worth_reading", every_conversation):
            self.give("WhatsApp Chat with Bo.txt", b"01/02/2026, 09:00 - Bo: Did you get the bread\n")
        early = self.page("not-looked-at").split('id="worth-reading"')[1].split("<h2")[0]
        assert "No finding rests on it" in early
        assert "Did you get the bread" in early
        assert "worth reading early" in self.client.get(f"/cases/{self.case.reference}/").content.decode()

    def test_the_look_is_in_the_ledger(self):
        self.page("not-looked-at")
        assert self.entries()[-1].event.act == Act.LOOKED_AT_CASE
        assert self.entries()[-1].event.details == {"part": "not looked at"}
