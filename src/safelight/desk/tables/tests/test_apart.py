"""Tables are taken apart in a process that has no key: this one only ever sees a short, typed answer."""

import io
from base64 import b64decode
from collections.abc import Iterator
from functools import partial

import pytest
from django.conf import settings
from django.urls import reverse
from tests.readers.apart.hostile import TIGHT, boot, content_of
from tests.readers.apart.test_questions import bomb
from tests.readers.tables.made_workbook import workbook

from safelight.desk import content
from safelight.desk.conversations.locator import locate
from safelight.desk.exhibits.actions import hand_in
from safelight.desk.exhibits.models import Exhibit
from safelight.desk.exhibits.worker import run_worker
from safelight.desk.looks import event_of
from safelight.desk.tables.tests.test_describe import SAID, DescribeCase
from safelight.evidence.audit import Act
from safelight.readers.apart.asked.asking import ask
from safelight.readers.apart.frames import Limits
from safelight.readers.apart.spawner import Templates
from safelight.readers.apart.wire import Wire

PARSERS = (
    "safelight.readers.members.members_of",
    "safelight.readers.tables.text_sheet.TextSheet",
    "safelight.readers.tables.text_sheet.rows_of",
    "safelight.readers.tables.workbook.Workbook",
    "safelight.readers.tables.workbook.SheetRows",
    "safelight.readers.tables.workbook.XmlPart",
)
SHEET = workbook({"A": [["When", "What", "Who"], ["2026-03-04 10:00", "<hello>", "Jo"]]})
KEPT = "It is kept, sealed as it came."
"""What stands on the page of every table that cannot be shown."""


class ApartCase(DescribeCase):
    """A table of calls, and ways to hand in others."""

    @pytest.fixture(autouse=True)
    def _with_monkeypatch(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.patch = monkeypatch

    def address_of(self, name: str, data: bytes) -> str:
        """The page that describes a table handed in now."""
        hand_in(self.case, self.insider, name, io.BytesIO(data))
        run_worker(until_idle=True)
        return reverse("exhibits:describe", args=[self.case.reference, "AB-2", 1])


class InThisProcessTests(ApartCase):
    def test_no_table_is_opened_in_this_process_for_a_page(self):
        sheet = self.address_of("sheet.xlsx", SHEET)
        for parser in PARSERS:
            self.patch.setattr(parser, _refuse)
        page = self.post("try").content.decode()
        assert "The first rows become 2 records." in page
        assert "&lt;hello&gt;" in self.client.get(sheet).content.decode()

    def test_the_row_behind_a_record_is_found_elsewhere_too(self):
        address = self.address_of("sheet.xlsx", SHEET)
        given = {
            **SAID,
            "header_row": "1",
            "time": "When",
            "sender": "Who",
            "do": "save",
            "seen": "",
            "kind": "message",
        }
        given |= dict.fromkeys(("recipient", "duration", "cell", "kind_column"), "")
        assert self.client.post(address, given).status_code == 302
        run_worker(until_idle=True)
        audit = event_of(self.insider, Act.LOOKED_AT_EXHIBIT, case=self.case.key)
        exhibit = Exhibit.objects.get(number=2)
        (row,) = content.open_table_of(exhibit, audit=audit).collect().to_dicts()
        for parser in PARSERS:
            self.patch.setattr(parser, _refuse)
        assert "<row r=" in locate(self.case, row, audit=audit).as_text

    def test_no_key_is_on_the_wire(self):
        sent = []
        send = Wire.send
        self.patch.setattr(Wire, "send", lambda wire, frame: (sent.append(bytes(frame)), send(wire, frame))[1])
        assert self.post("try").status_code == 200
        written = (settings.FOLDER / "force.key").read_text().split()[-1]
        everything = b"".join(sent)
        assert b"calls.csv" in everything
        assert written.encode() not in everything
        assert b64decode(written) not in everything

    def test_who_may_not_see_the_page_starts_no_process(self):
        self.patch.setattr(content, "ask", _refuse)
        self.assert_hidden(self.address)
        self.assert_hidden(self.address, "post")


class HostileTableTests(ApartCase):
    @pytest.fixture(autouse=True)
    def _with_hostile_template(self) -> Iterator[None]:
        self.hostile = Templates(boot())
        yield
        self.hostile.close()

    def page_of(self, name: str, data: bytes, limits: Limits = TIGHT) -> str:
        address = self.address_of(name, data)
        self.patch.setattr(content, "ask", partial(ask, limits=limits, templates=self.hostile))
        answer = self.client.get(address)
        assert answer.status_code == 200
        self.assert_hidden(address)
        return answer.content.decode()

    def test_a_workbook_that_overwhelms_memory_gives_a_sentence(self):
        page = self.page_of("bomb.xlsx", bomb(), Limits(memory_bytes=128 * 1024**2, processor_seconds=10))
        assert "it would have taken more memory than one look may (128 MB)" in page
        assert KEPT in page

    def test_a_text_that_never_ends_gives_a_sentence(self):
        page = self.page_of("loop.csv", content_of("loop"))
        assert "it took longer than one look may (1 seconds of work)" in page
        assert KEPT in page

    def test_a_table_that_lies_gives_a_sentence(self):
        page = self.page_of("lie.csv", content_of("answer_at_length"))
        assert "answered as no reader does" in page
        assert KEPT in page


def _refuse(*_given: object, **_named: object) -> None:
    raise AssertionError("A table was taken apart in the process that has the keys.")
