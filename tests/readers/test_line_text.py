"""LINE's text exports in the languages and date formats that published samples show."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, read_all

from safelight.readers import line_text
from safelight.readers.choices import DateOrder
from safelight.readers.reader import ReadingHints
from safelight.readers.reading import recognise
from safelight.records.moment import to_micros
from safelight.records.record import AtQuality, Direction, Doubt, Kind, Record, State
from safelight.records.tally import Outcome


def read(text: str, hints: ReadingHints | None = None, path: str = "chat.txt") -> list[Record]:
    data = text.encode()
    reader, recognition = recognise(MemoryMember(path, data))
    assert reader is line_text
    assert recognition.score >= 50
    records, stretches = read_all(line_text, data, hints or ReadingHints(), path=path)
    assert bytes_by(stretches, Outcome.FAILED) == 0
    return records


def at(year: int, month: int, day: int, hour: int, minute: int) -> int:
    return to_micros(datetime(year, month, day, hour, minute, tzinfo=UTC))


@pytest.mark.parametrize(
    ("title", "thread"),
    [
        ("[LINE] Chat history with Fern", "Fern"),
        ("[LINE] Fernとのトーク履歴", "Fern"),
        ("[LINE] 與Fern的聊天記錄", "Fern"),
        ("[LINE] ประวัติการสนทนากับ Fern", "Fern"),
        ("[LINE] Povijest: Fern", "Povijest: Fern"),
    ],
)
@pytest.mark.parametrize(
    ("heading", "time"),
    [
        ("2024/03/13(Wed)", "14:05"),
        ("2024/03/13(水)", "午後2:05"),
        ("2024/03/13（週三）", "下午02:05"),
        ("2024.03.13 Wednesday", "2:05 PM"),
        ("2024/03/13 Wed", "02:05PM"),
        ("2024/03/13", "14:05"),
        ("Wed, 03/13/2024", "2:05PM"),
        ("Wed, 13/03/2024", "02:05PM"),
    ],
)
def test_titles_headings_and_clocks(title: str, thread: str, heading: str, time: str) -> None:
    (record,) = read(f"{title}\r\nSaved on: 2024/03/14 10:30\r\n\r\n{heading}\r\n{time}\tFern\tbring milk\r\n")
    assert (record.thread, record.sender, record.text) == (thread, "Fern", "bring milk")
    assert (record.at, record.at_quality) == (at(2024, 3, 13, 14, 5), AtQuality.ZONE_ASSUMED)
    assert record.at_text.endswith(time)


SAMPLE = """[LINE] Chat history with Fern
Saved on: 2024/03/14 10:30

2024/03/13(Wed)
10:30\tFern\tfirst: a\tb
second line

third
10:32\tAsh joined the group

2024/03/14(Thu)
00:01\tMaya\t[Photo]
"""


def test_lines_inside_a_message_notices_and_the_next_day() -> None:
    first, notice, photo = read(SAMPLE)
    assert first.text == "first: a\tb\nsecond line\n\nthird"
    assert (notice.kind, notice.state, notice.sender, notice.text) == (
        Kind.NOTICE,
        State.BY_PLATFORM,
        None,
        "Ash joined the group",
    )
    assert (photo.sender, photo.text, photo.at) == ("Maya", "[Photo]", at(2024, 3, 14, 0, 1))
    data = SAMPLE.encode()
    assert data[first.offset : first.offset + first.length].startswith(b"10:30\tFern\tfirst")


def test_the_zone_and_the_owner_come_from_officers() -> None:
    hints = ReadingHints(zone=ZoneInfo("Asia/Tokyo"), owner_accounts=frozenset({"Maya"}))
    first, _, photo = read(SAMPLE, hints)
    assert first.at == at(2024, 3, 13, 1, 30)
    assert (first.direction, photo.direction) == (Direction.TOWARDS_OWNER, Direction.FROM_OWNER)


OPEN = "[LINE] Chat history with Fern\n\nFri, 04/05/2024\n10:30\tFern\tbring milk\n"


def test_an_undecided_date_keeps_both_readings_until_an_officer_decides() -> None:
    (record,) = read(OPEN)
    assert (record.at_quality, record.at, record.at_other) == (
        AtQuality.AMBIGUOUS,
        at(2024, 5, 4, 10, 30),
        at(2024, 4, 5, 10, 30),
    )
    (decided,) = read(OPEN, ReadingHints(date_order=DateOrder.MONTH_FIRST))
    assert (decided.at, decided.at_quality) == (at(2024, 4, 5, 10, 30), AtQuality.ZONE_ASSUMED)
    assert decided.extra["date_order"] == "what an officer said"


def test_a_line_that_runs_backwards_is_doubted() -> None:
    *_, forged = read(SAMPLE + "2024/01/01(Mon)\n09:00\tFern\tI never wrote this\n")
    assert forged.doubts == (Doubt.TIME_RUNS_BACKWARDS,)


def test_without_its_first_line_it_is_known_by_its_shape() -> None:
    text = "2024/03/13(Wed)\n" + "10:30\tFern\thello\n" * 3
    assert len(read(text, path="fern.txt")) == 3
    for other in ("10:30\tFern\thello\n" * 3, "2024/03/13\nwords\n", "a\tb\tc\n1:00\t2\t3\n"):
        assert line_text.recognise(MemoryMember("a.txt", other.encode())).score < 50


def test_utf_16_as_some_computers_save_it() -> None:
    records, _ = read_all(line_text, SAMPLE.encode("utf-16"))
    assert len(records) == 3


def test_words_before_the_first_day_are_not_lost_silently() -> None:
    _, stretches = read_all(line_text, b"words\n2024/03/13(Wed)\n10:30\tFern\thello\n")
    assert bytes_by(stretches, Outcome.FAILED) == 6
