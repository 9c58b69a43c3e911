"""Excel workbooks through a description: every cell as it is stored or shown, every byte in the account."""

import io
import re
import zipfile
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import doubled, read_all, without_place
from tests.readers.tables.made_workbook import CLOCK, DATE, MOMENT, SPAN, Cell, workbook, zipped

from safelight.readers import mapped_table
from safelight.readers.members import members_in
from safelight.readers.reader import NotDescribed, ReadingHints, UnknownLayout
from safelight.readers.reading import recognise
from safelight.readers.tables import opening, sheet_rows
from safelight.readers.tables.behind import row_behind
from safelight.readers.tables.mapping import TableMapping, TimeForm
from safelight.records.moment import from_micros
from safelight.records.record import Kind
from safelight.records.tally import Outcome, TallyBook

STATEMENT = {
    "Transactions": [
        ["Statement of account 12-34-56"],
        ["Date", "Time", "Description", "Paid out", "Balance"],
        [Cell(46085, DATE), Cell(0.5, CLOCK), "Card payment – corner shop", Cell(12.5), Cell(100, formula="D3+1")],
        [Cell(46086, DATE), None, "Transfer", Cell(5), Cell(None, formula="SUM(D3:D4)")],
        ["Closing balance", None, None, None, Cell(95)],
    ],
    "Notes": [["Anything"], ["else"]],
}
BANK = TableMapping(
    platform="Fictional Bank", header_row=2, kind=Kind.TRANSACTION, time="Date", clock="Time", text="Description",
    amount="Paid out", zone="Europe/London",
)  # fmt: skip


def read(data, mapping, path="statement.xlsx", **hints):
    return read_all(mapped_table, data, ReadingHints(mapping=mapping, **hints), path)


def moments(records):
    return [f"{from_micros(record.at):%Y-%m-%dT%H:%M:%S}" if record.at is not None else None for record in records]


def test_a_bank_statement_becomes_transactions():
    data = workbook(STATEMENT)
    assert recognise(MemoryMember("a.xlsx", data))[0] is mapped_table
    records, stretches = read(data, BANK)
    assert moments(records) == ["2026-03-04T12:00:00", "2026-03-05T00:00:00", None]
    first, second, last = records
    assert first.text == "Card payment – corner shop"
    assert first.kind is Kind.TRANSACTION
    assert first.at_text == "2026-03-04 12:00:00"
    assert first.extra["Date as stored"] == "46085"
    assert first.extra["amount"] == "12.5"
    assert first.extra["Balance"] == "100"
    assert second.extra["Balance as stored"] == "=SUM(D3:D4)"
    assert "Balance" not in second.extra
    assert last.at_text == "Closing balance"
    assert not [stretch for stretch in stretches if stretch.outcome is Outcome.FAILED]
    reasons = " ".join(stretch.reason for stretch in stretches if stretch.outcome is Outcome.SKIPPED)
    assert "columns are not those" in reasons
    assert "holds no rows" in reasons


def test_the_pointer_leads_to_the_bytes_of_the_row():
    data = workbook(STATEMENT)
    records, _ = read(data, BANK)
    part, number = "xl/worksheets/sheet1.xml", records[1].pointer
    assert number.startswith("row 4 of sheet “Transactions”, bytes ")
    start, end = (int(found) for found in re.findall(r"bytes (\d+) to (\d+) of", number)[0])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        row = archive.read(part)[start:end]
        packed = archive.getinfo(part)
    assert row.startswith(b'<row r="4">')
    assert row.endswith(b"</row >")
    assert records[1].offset == packed.header_offset
    member = MemoryMember("statement.xlsx", data)
    assert row_behind(member, records[1].pointer) == (start, row)
    for nowhere in ("row 4", number.replace("sheet1", "sheet9"), re.sub(r"to \d+", "to 999999", number)):
        assert row_behind(member, nowhere) is None
    assert row_behind(MemoryMember("a.txt", b"no workbook"), records[1].pointer) is None


def test_every_form_of_a_cell():
    rows = [
        ["when", "a", "b", "c", "d", "e", "f"],
        [
            Cell(46085.884780092594, MOMENT), Cell(1.5, SPAN), Cell(1, sort="b"), Cell("#N/A", sort="e"),
            Cell("<in> line", sort="inlineStr"), Cell("worked out", sort="str", formula="A1"),
            Cell("_x000D_x_xD800_"),
        ],
    ]  # fmt: skip
    (record,), _ = read(workbook({"S": rows}), TableMapping(time="when"))
    assert moments([record]) == ["2026-03-04T21:14:05"]
    assert record.extra | {"when as stored": ""} == {
        "when as stored": "",
        "a": "36:00:00", "a as stored": "1.5", "b": "TRUE", "c": "#N/A", "d": "<in> line", "e": "worked out",
        "f": "\rx_xD800_",
    }  # fmt: skip


def test_dates_counted_from_1904_and_days_without_a_style():
    (record,), _ = read(
        workbook({"S": [["when"], [Cell(44623, DATE)]]}, from_1904=True), TableMapping(time="when")
    )
    assert moments([record]) == ["2026-03-04T00:00:00"]
    (record,), _ = read(
        workbook({"S": [["when"], [Cell(46085.5)]]}), TableMapping(time="when", time_form=TimeForm.SERIAL)
    )
    assert moments([record]) == ["2026-03-04T12:00:00"]


def test_every_sheet_with_these_columns_or_one_by_name():
    months = {name: [["when"], [Cell(46085, DATE)]] for name in ("Jan", "Feb")}
    assert len(read(workbook(months), TableMapping(time="when"))[0]) == 2
    (record,), _ = read(workbook(months), TableMapping(time="when", sheet="Feb"))
    assert "“Feb”" in record.pointer
    with pytest.raises(UnknownLayout, match="no sheet “Mar”"):
        read(workbook(months), TableMapping(time="when", sheet="Mar"))
    with pytest.raises(UnknownLayout, match="no column “date”"):
        read(workbook(months), TableMapping(time="date"))


def test_nobody_described_it():
    with pytest.raises(NotDescribed, match=r"“Description”.*Describe this table"):
        read_all(mapped_table, workbook(STATEMENT), path="a.xlsx")


HOSTILE_SHEETS = {
    "entities": b'<!DOCTYPE a [<!ENTITY a "b">]><worksheet><row><c><v>&a;</v></c></row></worksheet>',
    "not xml": b"\x00\x01\x02",
    "far columns": b'<worksheet><sheetData><row><c r="ZZZ1"><v>1</v></c></row></sheetData></worksheet>',
    "odd numbers": b'<worksheet><row r="9999999999999"><c r="A1" s="9999" t="s"><v>-7</v></c></row></worksheet>',
    "another code": '<?xml version="1.0" encoding="utf-16"?><worksheet/>'.encode("utf-16"),
}


@pytest.mark.parametrize("name", HOSTILE_SHEETS)
def test_a_hostile_sheet_ends_in_a_sentence(name):
    data = workbook({"S": [["when"]]}, extra={"xl/worksheets/sheet1.xml": HOSTILE_SHEETS[name]})
    parts = dict(zipfile_parts(data))
    parts["xl/worksheets/sheet1.xml"] = HOSTILE_SHEETS[name]
    with pytest.raises(UnknownLayout, match=r"\.$"):
        read(zipped(parts), TableMapping(time="when"))


def zipfile_parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info.filename) for info in archive.infolist()}


def test_damage_after_some_rows_keeps_them_and_says_so():
    parts = zipfile_parts(workbook({"S": [["when"], [Cell(46085, DATE)], [Cell(46086, DATE)]]}))
    whole = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = whole[: whole.rindex(b"<row")] + b"<row r='3'><c></row>"
    records, stretches = read(zipped(parts), TableMapping(time="when", time_form=TimeForm.SECONDS))
    assert len(records) == 1
    (failed,) = [stretch for stretch in stretches if stretch.outcome is Outcome.FAILED]
    assert "damaged" in failed.reason


def test_text_used_over_and_over_does_not_unfold_without_end():
    parts = zipfile_parts(workbook({"S": [["when", "x" * 200_000]]}))
    cells = b"<row>" + b'<c t="s"><v>1</v></c>' * 400 + b"</row>"
    parts["xl/worksheets/sheet1.xml"] = b"<worksheet><sheetData>" + cells * 2 + b"</sheetData></worksheet>"
    with pytest.raises(UnknownLayout, match="unfold"):
        read(zipped(parts), TableMapping(time="when"))


def test_without_its_parts_it_is_no_workbook():
    for lost in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"):
        parts = zipfile_parts(workbook({"S": [["when"]]}))
        del parts[lost]
        with pytest.raises(UnknownLayout, match="list of its sheets"):
            read(zipped(parts), TableMapping(time="when"))


TEXTS = st.lists(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8), min_size=1, max_size=5
)
SAID = TableMapping(time="when", text="said")


def made(texts):
    return workbook({"S": [["when", "said"], *([Cell(46085, DATE), text] for text in texts)]})


@settings(max_examples=25)
@given(TEXTS)
def test_twice_the_rows_twice_the_records_in_any_order(texts):
    once, _ = read(made(texts), SAID)
    assert [record.text for record in once] == texts
    assert without_place(read(made(texts * 2), SAID)[0]) == doubled(without_place(once))
    assert without_place(read(made(texts[::-1]), SAID)[0]) == without_place(once)


@settings(max_examples=60)
@given(st.integers(min_value=0), st.binary(max_size=3))
def test_a_cut_or_changed_workbook_loses_nothing_silently(at, patch):
    data = made(["one", "two"])
    at %= len(data)
    for broken in (data[:at], data[:at] + patch + data[at + len(patch) :]):
        mapped_table.recognise(MemoryMember("a.xlsx", broken))
        try:
            records, stretches = read(broken, SAID)
        except UnknownLayout as unknown:
            sentence = str(unknown)
        else:
            failed = any(stretch.outcome is Outcome.FAILED for stretch in stretches)
            sentence = "Read." if failed or len(records) == 2 else ""
        assert sentence.endswith(".")


class _Counted(io.BytesIO):
    """A stream that counts how much is read of it at once."""

    most = 0

    def read(self, size=-1):
        data = super().read(size)
        _Counted.most = max(_Counted.most, len(data))
        return data


class _OnItsPlace(MemoryMember):
    """A member as it stands in a file: it may be read anywhere, and never whole."""

    def open(self):
        return _Counted(self.data)

    def whole(self):
        raise AssertionError("The workbook was held whole.")


def noise(size):
    return {"xl/media/image1.png": Random(3).randbytes(size)}


def test_what_is_held_of_a_workbook_does_not_grow_with_it():
    few, many = (workbook(STATEMENT, extra=noise(size)) for size in (1_000, 6_000_000))
    held = []
    for data in (few, many):
        _Counted.most = 0
        member = _OnItsPlace("statement.xlsx", data)
        records = list(mapped_table.read(member, ReadingHints(mapping=BANK), TallyBook()))
        assert len(records) == 3
        held.append(_Counted.most)
    assert max(held) <= 1024 * 1024 < len(many)


def test_rows_of_a_long_sheet_come_before_it_is_read_to_its_end():
    """Only the rows of one piece of the sheet are held: the first record comes when little was unpacked."""
    rows = [["when", "what"], *(["2026-03-04 10:00", Cell(n)] for n in range(40_000))]
    told = []
    sheet = next(iter(opening.sheets_of(MemoryMember("long.xlsx", workbook({"A": rows})))))
    taken = sheet_rows.SheetRows._close_row
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            sheet_rows.SheetRows, "_close_row", lambda self: (told.append(len(self._ready)), taken(self))
        )
        assert sum(1 for _ in sheet.rows()) == 40_001
    assert max(told) < 2_000


def test_a_workbook_packed_once_more_is_read_all_the_same():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("in/statement.xlsx", workbook(STATEMENT))
    (member,) = members_in(held, "x.zip")
    assert not member.open().seekable()
    assert len(list(mapped_table.read(member, ReadingHints(mapping=BANK), TallyBook()))) == 3
