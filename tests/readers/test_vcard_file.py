"""Contacts as vCards of every version."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, read_all, read_whatever_it_is

from safelight.readers import vcard_file
from safelight.readers.reader import UnknownLayout
from safelight.records.record import Doubt, Kind, Record
from safelight.records.tally import Outcome


def card(*lines: str, version: str = "3.0", ends: str = "\r\n") -> bytes:
    return ends.join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]).encode()


def read(data: bytes) -> list[Record]:
    records, stretches = read_all(vcard_file, data)
    assert bytes_by(stretches, Outcome.FAILED) == 0
    return records


@pytest.mark.shared
def test_real_cards(shared: Path) -> None:
    paths = sorted((shared / "fixtures/google_voice_takeout").glob("*.vcf"))
    assert len(paths) == 2
    for path in paths:
        data = path.read_bytes()
        assert vcard_file.recognise(MemoryMember(path.name, data)).score >= 90
        (record,) = read(data)
        assert record.kind is Kind.CONTACT
        assert len(record.recipients) == 1
        assert record.length == len(data.rstrip(b"\r\n")) or record.length == len(data)


def test_names_numbers_and_notes_by_the_cards_own_names() -> None:
    (record,) = read(
        card(
            "FN:Fern Ash",
            "N:Ash;Fern;;;",
            "TEL;TYPE=CELL:+447700900101",
            "TEL;TYPE=CELL:+447700900102",
            "item1.EMAIL:fern@example.com",
            "item1.X-ABLabel:school",
            "NOTE:first\\nsecond\\, and more",
        )
    )
    assert record.recipients == ("+447700900101", "+447700900102", "fern@example.com")
    assert record.extra == {
        "FN": "Fern Ash",
        "N": "Ash;Fern;;;",
        "TEL;TYPE=CELL": "+447700900101",
        "TEL;TYPE=CELL 2": "+447700900102",
        "item1.EMAIL": "fern@example.com",
        "item1.X-ABLabel": "school",
        "NOTE": "first\nsecond, and more",
    }
    assert (record.thread, record.sender, record.text, record.at) == ("Contacts", None, None, None)


def test_a_card_of_1996_with_quoted_words_over_two_lines() -> None:
    (record,) = read(
        card(
            "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Zo=C3=", "=AB Ash", "TEL;CELL:07700 900101", version="2.1"
        )
    )
    assert (record.extra["FN"], record.extra["TEL;CELL"]) == ("Zoë Ash", "07700 900101")


def test_a_folded_line_is_one_value_and_a_number_may_be_an_address() -> None:
    (record,) = read(card("NOTE:one ", " two", "TEL;VALUE=uri:tel:+447700900101", version="4.0"))
    assert (record.extra["NOTE"], record.recipients) == ("one two", ("+447700900101",))


def test_a_picture_is_not_spelled_out() -> None:
    (record,) = read(card("PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ", " SkZJRg=="))
    assert record.extra["PHOTO;TYPE=JPEG"] == "(16 characters of encoded content)"


def test_a_card_that_never_ends_says_so() -> None:
    (record,) = read(card("FN:Fern").replace(b"END:VCARD\r\n", b""))
    assert (record.extra["FN"], record.doubts) == ("Fern", (Doubt.CUT_SHORT,))


def test_lines_outside_cards_are_accounted_for() -> None:
    records, stretches = read_all(vcard_file, card("FN:Fern") + b"\r\nwho wrote this?\r\n" + card("FN:Ash"))
    assert [record.extra["FN"] for record in records] == ["Fern", "Ash"]
    assert bytes_by(stretches, Outcome.FAILED) == len(b"who wrote this?\r\n")
    assert bytes_by(stretches, Outcome.SKIPPED) == 2


def test_a_card_inside_a_card_stays_inside() -> None:
    (record,) = read(card("FN:Fern", "AGENT:", "BEGIN:VCARD", "FN:Ash", "END:VCARD", "NOTE:hers", version="2.1"))
    assert (record.extra["FN"], record.extra["FN 2"], record.extra["NOTE"]) == ("Fern", "Ash", "hers")


@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40), max_size=8))
def test_twice_the_file_is_twice_the_contacts(names: list[str]) -> None:
    data = b"".join(card(f"FN:{name}", "TEL:1") for name in names)
    if not names:
        with pytest.raises(UnknownLayout):
            read_all(vcard_file, data)
        return
    assert [record.extra.get("FN") for record in read(data + data)] == [
        record.extra.get("FN") for record in read(data)
    ] * 2
    assert len(read(data)) == len(names)


@given(st.binary(max_size=300))
def test_whatever_it_is_it_adds_up(data: bytes) -> None:
    read_whatever_it_is(vcard_file, data)
    read_whatever_it_is(vcard_file, b"BEGIN:VCARD\n" + data)
