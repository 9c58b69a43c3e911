"""Real exports of many phones and languages: a record for each header, and every byte accounted for."""

import re
from pathlib import Path

import pytest
from tests.readers.memory_member import MemoryMember

from safelight.readers import whatsapp_text
from safelight.readers.reader import ReadingHints
from safelight.records.moment import from_micros
from safelight.records.record import Record
from safelight.records.tally import Outcome, TallyBook

pytestmark = pytest.mark.shared

_ONE_LESS = "chatistics/_chat.txt"
"""The index counts a body line there, dated but without the dash, that says it came from another chat."""


def _read(path: Path, name: str) -> tuple[list[Record], TallyBook, bytes]:
    data = path.read_bytes()
    book = TallyBook()
    return list(whatsapp_text.read(MemoryMember(name, data), ReadingHints(), book)), book, data


def _indexed(shared: Path) -> list[tuple[str, int]]:
    found = []
    for line in (shared / "fixtures" / "INDEX.md").read_text("utf-8").splitlines():
        row = re.match(r"\| (whatsapp_txt/[^|]+\.txt) \|.*\| (\d+) header lines", line)
        if row:
            found.append((row[1], int(row[2])))
    return found


def test_every_export_gives_a_record_for_each_header_and_accounts_for_every_byte(shared: Path) -> None:
    indexed = _indexed(shared)
    assert len(indexed) > 50
    for name, headers in indexed:
        records, book, data = _read(shared / "fixtures" / name, name)
        assert len(records) == headers - name.endswith(_ONE_LESS), name
        assert {stretch.outcome for stretch in book.close(len(data))} == {Outcome.READ}, name
        assert all(record.at is not None for record in records), name
        for record in records:
            stored = data[record.offset : record.offset + record.length]
            assert record.at_text.encode() in stored, name
            assert (record.text or "").encode() in stored, name


def test_every_export_is_recognised(shared: Path) -> None:
    for name, _ in _indexed(shared):
        member = MemoryMember("sealed/0001.txt", (shared / "fixtures" / name).read_bytes())
        assert whatsapp_text.recognise(member).score >= 75, name


_TRICKY = {
    "t04_name_colon.txt": (3, {"Kids' Mum: Jo", "Dean"}),
    "t05_ios_marks.txt": (6, {"Amy Carter", "Dean R", "~\u202fDean R"}),
    "t06_12h_nnbsp.txt": (3, {"Amy Carter", "Dean R"}),
    "t07_ambiguous_dm.txt": (4, {"Amy", "Dean"}),
    "t08_ambiguous_md.txt": (4, {"Amy", "Dean"}),
    "t09_single.txt": (1, {"Amy"}),
    "t10_nfkc.txt": (1, {"Amy"}),
    "t11_es_pm.txt": (3, {"user1", "user2"}),
    "t13_nl_dash.txt": (2, {"Anna", "Chris"}),
    "t14_hu.txt": (2, {"Anna", "Chris"}),
    "t19_th_buddhist.txt": (2, {"Anna", "Chris"}),
    "t20_iso_za.txt": (3, {"Amy", "Dean"}),
    "t21_crlf_bom.txt": (2, {"Amy", "Dean"}),
    "t22_body_date_line.txt": (2, {"Amy", "Dean"}),
    "t23_name_only_colon.txt": (3, {"Amy", "Dean"}),
}


@pytest.mark.parametrize("name", _TRICKY)
def test_the_tricky_exports_give_the_expected_records_and_senders(shared: Path, name: str) -> None:
    records, book, data = _read(shared / "fixtures" / "whatsapp_tricky_own" / name, name)
    assert (len(records), {record.sender for record in records} - {None}) == _TRICKY[name]
    assert {stretch.outcome for stretch in book.close(len(data))} == {Outcome.READ}


def test_an_export_through_other_calendars_and_digits_is_of_its_year(shared: Path) -> None:
    for name in (
        "whats_json_languages/arabic_ios.txt",
        "whats_json_ios/iOS Thai.txt",
        "whats_json_ios/iOS Japanese.txt",
    ):
        records, _, _ = _read(shared / "fixtures" / "whatsapp_txt" / name, name)
        assert {from_micros(record.at or 0).year for record in records} <= {2022, 2023}
