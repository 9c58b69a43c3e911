"""A table is described once on screen: who may, what comes of it, what it leaves behind."""

import io

from django.test import Client
from django.urls import reverse

from safelight.desk import content
from safelight.desk.cases.actions import add_member, change_context
from safelight.desk.exhibits.actions import hand_in
from safelight.desk.exhibits.models import Exhibit, Stage
from safelight.desk.exhibits.worker import run_worker
from safelight.desk.looks import event_of
from safelight.desk.people.actions import make_person
from safelight.desk.people.models import Role
from safelight.desk.tables.models import TableDescription
from safelight.desk.testing import PASSWORD, DeskTestCase
from safelight.evidence.audit import Act
from safelight.signals.context_file import load

CALLS = (
    b"Call data for 07700 900123\r\n"
    b"\r\n"
    b"A Party,B Party,Start,Duration,Type,Cell\r\n"
    b"07700900123,07700900456,25/03/2026 21:14:05,65,Voice,CELL-1\r\n"
    b"07700900456,07700900123,03/04/2026 02:00:00,0,SMS,<b>CELL-2</b>\r\n"
    b"Total rows: 2,,,,,\r\n"
)
SAID = {
    "header_row": "3",
    "separator": "",
    "platform": "Fictional Mobile",
    "time": "Start",
    "time_form": "written",
    "leave_out_without_time": "on",
    "kind": "call",
    "kind_column": "Type",
    "kinds": "SMS = message",
    "sender": "A Party",
    "recipient": "B Party",
    "duration": "Duration",
    "duration_unit": "seconds",
    "cell": "Cell",
    "reason": "The letter of the network explains the columns.",
}
CONTEXT = b"""
timezone: Europe/London
owner: {name: Maya, accounts: ["07700900123"]}
"""


class DescribeCase(DeskTestCase):
    """A table of calls that nobody described yet."""

    data = CALLS
    name = "calls.csv"

    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        change_context(cls.case, cls.insider, load(CONTEXT))
        hand_in(cls.case, cls.insider, cls.name, io.BytesIO(cls.data))
        run_worker(until_idle=True)

    def setUp(self):
        super().setUp()
        self.address = reverse("exhibits:describe", args=[self.case.reference, "AB-1", 1])
        self.page = reverse("exhibits:exhibit", args=[self.case.reference, "AB-1"])

    def post(self, do, client=None, **given):
        seen = Exhibit.objects.get(case=self.case, number=1).choices_sha256
        return (client or self.client).post(self.address, {**SAID, "seen": seen, "do": do, **given})

    def records(self):
        audit = event_of(self.insider, Act.LOOKED_AT_EXHIBIT, case=self.case.key)
        return content.open_table_of(Exhibit.objects.get(), audit=audit).collect().to_dicts()


class DescribeTests(DescribeCase):
    def test_the_exhibit_says_that_nobody_described_it_and_leads_there(self):
        page = self.client.get(self.page).content.decode()
        assert "a table that nobody described yet" in page
        assert "“A Party”" in page
        assert f'href="{self.address}"' in page

    def test_the_first_rows_stand_there_and_the_row_of_names_is_found(self):
        page = self.client.get(self.address).content.decode()
        assert "Call data for 07700 900123" in page
        assert 'value="3"' in page
        assert '<option value="B Party"' in page
        assert "&lt;b&gt;CELL-2&lt;/b&gt;" in page
        assert "<b>CELL-2" not in page

    def test_another_row_of_names_gives_other_columns(self):
        page = self.post("show", header_row="4").content.decode()
        assert '<option value="07700900456"' in page
        assert '<option value="B Party"' not in page
        assert "There is a problem" not in page
        assert SAID["reason"] in page

    def test_tried_out_it_shows_the_records_and_keeps_nothing(self):
        answer = self.post("try", reason="")
        assert answer.status_code == 200
        page = answer.content.decode()
        assert "The first rows become 2 records." in page
        assert "1 row without a time is left out." in page
        assert "25 March 2026, 21:14:05" in page
        assert "3 April 2026, 02:00:00" in page
        assert "from the owner" in page
        assert "duration_seconds" in page
        assert Exhibit.objects.get().choices_sha256 == ""

    def test_saved_it_is_read_by_it_and_on_record(self):
        answer = self.post("save")
        assert answer.headers["Location"] == self.page
        run_worker(until_idle=True)
        records = self.records()
        assert [record["kind"] for record in records] == ["call", "message"]
        assert {record["platform"] for record in records} == {"Fictional Mobile"}
        page = self.client.get(self.page).content.decode()
        assert "An officer said which column of the table is what" in page
        assert "without a time, left out as the description" in page
        assert SAID["reason"] in page
        (entry,) = [one.event for one in self.entries() if one.event.act is Act.READING_CHANGED]
        assert entry.details == {"changed": "format, table", "of": "member"}
        assert "Party" not in repr(self.entries()) + repr(Exhibit.objects.values())
        again = self.client.get(self.address).content.decode()
        assert '<option value="A Party" selected' in again
        assert "SMS = message" in again

    def test_it_can_be_taken_back(self):
        self.post("save")
        run_worker(until_idle=True)
        change = reverse("exhibits:reading-of-member", args=[self.case.reference, "AB-1", 1])
        seen = Exhibit.objects.get().choices_sha256
        self.client.post(change, {"date_order": "as-is", "drop_mapping": "on", "reason": "No.", "seen": seen})
        run_worker(until_idle=True)
        assert Exhibit.objects.get().records == 0
        assert "nobody described yet" in self.client.get(self.page).content.decode()

    def test_saved_for_other_cases_it_is_offered_there_and_named(self):
        self.post("save", save_as="Mobile calls 2026")
        assert "Party" not in repr(TableDescription.objects.values())
        hand_in(
            self.case_of_colleague, self.colleague, "more.csv", io.BytesIO(CALLS.replace(b"CELL-1", b"CELL-9"))
        )
        run_worker(until_idle=True)
        assert "the description saved as “Mobile calls 2026”" in self.client.get(self.page).content.decode()
        there = reverse("exhibits:describe", args=[self.case_of_colleague.reference, "CD-1", 1])
        page = self.client_of_colleague.get(there).content.decode()
        assert "The description saved as “Mobile calls 2026” (Asha Brown" in page
        assert '<option value="B Party" selected' in page
        given = {**SAID, "do": "save", "reason": "It fits.", "seen": ""}
        assert self.client_of_colleague.post(there, given).status_code == 302
        run_worker(until_idle=True)
        other = reverse("exhibits:exhibit", args=[self.case_of_colleague.reference, "CD-1"])
        page = self.client_of_colleague.get(other).content.decode()
        assert "the description saved as “Mobile calls 2026”" in page
        assert "2 records" in page
        assert Act.DESCRIPTION_SAVED in [entry.event.act for entry in self.entries()]

    def test_a_description_changed_by_hand_is_not_called_by_the_saved_name(self):
        self.post("save", save_as="Mobile calls 2026")
        run_worker(until_idle=True)
        self.post("save", platform="Another Mobile", reason="Another network.")
        run_worker(until_idle=True)
        audit = event_of(self.insider, Act.LOOKED_AT_EXHIBIT, case=self.case.key)
        assert content.open_said(Exhibit.objects.get(), audit=audit).own("calls.csv").mapping.profile == ""

    def test_columns_of_other_names_are_offered_nothing(self):
        self.post("save", save_as="Mobile calls 2026")
        run_worker(until_idle=True)
        page = self.post("show", header_row="4").content.decode()
        assert "Mobile calls 2026" not in page

    def test_what_makes_no_sense_is_said_and_nothing_is_kept(self):
        for given in (
            {"reason": ""},
            {"header_row": "x"},
            {"time_form": "pattern", "pattern": "dd/MM"},
            {"kinds": "SMS is message"},
            {"kind": "murder"},
            {"zone": "Mars/Base"},
            dict.fromkeys(("time", "kind_column", "sender", "recipient", "duration", "cell"), ""),
        ):
            answer = self.post("save", **given)
            assert answer.status_code == 422, given
            assert "There is a problem" in answer.content.decode(), given
        assert Exhibit.objects.get().choices_sha256 == ""

    def test_sent_twice_it_is_done_once_and_a_late_form_is_told(self):
        assert self.post("save", seen="").status_code == 302
        assert self.post("save", seen="").status_code == 302
        run_worker(until_idle=True)
        late = self.post("save", seen="", platform="Other", reason="Mine")
        assert late.status_code == 422
        assert "Somebody else said how this exhibit is read" in late.content.decode()
        assert "Mine" in late.content.decode()

    def test_while_it_is_being_read_it_can_be_tried_but_not_kept(self):
        Exhibit.objects.update(stage=Stage.READING)
        assert "Save and read" not in self.client.get(self.address).content.decode()
        assert self.post("save").status_code == 422

    def test_colleagues_and_strangers_see_nothing(self):
        self.assert_hidden(self.address)
        self.assert_hidden(self.address, "post")

    def test_an_advisor_on_the_case_may_not(self):
        person = make_person("ida", PASSWORD, "Ida Vale", Role.IDVA)
        add_member(self.case, self.insider, person)
        client = Client()
        client.force_login(person)
        assert client.get(self.address).status_code == 403
        assert self.post("save", client=client).status_code == 403

    def test_looking_at_it_is_in_the_ledger(self):
        self.client.get(self.address)
        assert Act.LOOKED_AT_BYTES in [entry.event.act for entry in self.entries()]
