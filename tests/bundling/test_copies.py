"""The copies for spreadsheets and programs, the schedule, and continuity in words."""

import csv
import dataclasses
import io
from datetime import UTC, datetime

import msgspec
import polars as pl
import pytest
from a_case import ACCOUNT, FORMULA, PHONE, a_case, everything

from safelight.bundling.choice import Choice, Records, Removal, Removed
from safelight.bundling.contents import COLUMNS, contents_of
from safelight.bundling.continuity import continuity_of, proving
from safelight.bundling.copies import FORMULAS_SAID, csv_of, write_csv, write_parquet
from safelight.bundling.small_tables import continuity_csv, schedule_csv
from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.ledger_entry import LedgerEntry


def cells(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_spreadsheet_holds_every_record_and_no_formula() -> None:
    case = a_case()
    sink = io.BytesIO()
    write_csv(contents_of(case, everything(case)), sink)
    header, *lines = cells(sink.getvalue())
    assert tuple(header) == COLUMNS
    assert len(lines) == case.table.height
    assert not [cell for line in lines for cell in line if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}]
    texts = {line[header.index("text")] for line in lines}
    assert {f"'{FORMULA}", "'-1", "Fine"} <= texts
    assert "apostrophe" in FORMULAS_SAID


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\uff1d1", "=cmd|'/c calc'!A1"]
)
def test_a_cell_that_a_spreadsheet_would_run_is_text(cell: str) -> None:
    (_, (written, other)) = cells(csv_of(pl.DataFrame({"a": [cell], "b": ["1+1=2"]})))
    assert written == f"'{cell}"
    assert other == "1+1=2"


def test_the_typed_copy_holds_texts_as_they_were_written() -> None:
    case = a_case()
    sink = io.BytesIO()
    write_parquet(contents_of(case, everything(case)), sink)
    rows = pl.read_parquet(io.BytesIO(sink.getvalue()))
    assert tuple(rows.columns) == COLUMNS
    assert FORMULA in rows["text"].to_list()
    assert rows["at"].dtype == pl.Datetime("us", "UTC")


def test_the_schedule_counts_every_record_of_every_exhibit_once() -> None:
    case = a_case()
    gone = case.table.filter(pl.col("text") == "Fine")["record_id"][0]
    choice = Choice(
        records=Records.OF_FINDINGS,
        exhibits=(PHONE, ACCOUNT),
        findings=("f" * 32,),
        before=1,
        after=1,
        removals=(Removal(Removed.RECORD, gone, "privileged"),),
        salt="0" * 64,
    )
    phone, account = contents_of(case, choice).schedule
    assert (phone.records, phone.used, phone.context, phone.unused) == (8, 1, 2, 4)
    assert [(each.reason, each.records) for each in phone.withheld] == [("privileged", 1)]
    assert (account.records, account.used, account.unused) == (3, 0, 3)
    assert account.bytes_not_read == 40
    header, *lines = cells(schedule_csv((phone, account)))
    assert len(lines) == 2
    assert lines[0][header.index("withheld")] == "1: privileged"


def entry(index: int, act: Act, subject: str, actor: str = "person:1", **details: int | str) -> LedgerEntry:
    event = AuditEvent(act=act, actor=actor, case="c", subject=subject, details=details)
    return LedgerEntry(index, datetime(2026, 3, 2, 9, index, tzinfo=UTC), event, b"")


ENTRIES = [
    entry(1, Act.EXHIBIT_SEALED, PHONE, what="original"),
    entry(2, Act.EXHIBIT_SEALED, "a" * 64, what="name"),
    entry(3, Act.WORKED_ON, PHONE, "worker"),
    entry(4, Act.WORKED_ON, PHONE, "worker"),
    entry(5, Act.EXHIBIT_READ, PHONE, "worker", records=8),
    entry(6, Act.LOOKED_AT_BYTES, "e" * 32, "person:2", object=PHONE),
    entry(7, Act.LOOKED_AT_CASE, "", "person:2"),
]


def test_continuity_says_who_had_an_exhibit_when_and_counts_looks_together() -> None:
    steps = continuity_of(ENTRIES, {PHONE: "AB/1"}, {"person:1": "Asha Brown, officer", "person:2": "Dev Marsh"})
    assert [(step.who, step.times, step.entry) for step in steps] == [
        ("Asha Brown, officer", 1, 1),
        ("The software", 2, 3),
        ("The software", 1, 5),
        ("Dev Marsh", 1, 6),
    ]
    assert "8 records" in steps[2].what
    header, *lines = cells(continuity_csv(steps))
    assert (len(lines), header[0]) == (4, "exhibit")


def test_proofs_never_take_along_an_entry_about_a_name() -> None:
    assert proving(ENTRIES, [PHONE]) == [1, 5]


def test_no_continuity_is_still_a_table() -> None:
    assert len(cells(continuity_csv(()))) == 1


def test_a_choice_survives_being_sealed() -> None:
    choice = everything(a_case(), Removal(Removed.WORDS, "Larkmoor", "address"))
    assert msgspec.json.decode(msgspec.json.encode(choice), type=Choice) == choice


def test_an_original_that_holds_a_forbidden_file_never_goes_along_and_that_is_said() -> None:
    case = a_case()
    phone, account = case.exhibits
    forbidden = msgspec.structs.replace(phone, holds_forbidden=True)
    contents = contents_of(dataclasses.replace(case, exhibits=(forbidden, account)), everything(case))
    assert contents.originals == ()
    assert "must never be opened or copied" in contents.schedule[0].original
