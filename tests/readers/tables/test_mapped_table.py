"""Any table in a text file, through a description made once."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, doubled, read_all, without_place

from safelight.readers import mapped_table
from safelight.readers.choices import DateOrder
from safelight.readers.reader import NotDescribed, ReadingHints, UnknownLayout
from safelight.readers.tables import moment
from safelight.readers.tables.mapping import DurationUnit, TableMapping, TimeForm
from safelight.records.moment import from_micros
from safelight.records.record import AtQuality, Direction, Kind
from safelight.records.tally import Outcome

CALLS = (
    b"Call data for 07700 900123\r\n"
    b"\r\n"
    b"A Party;B Party;Start;Duration;Type;Cell\r\n"
    b"07700900123;07700900456;25/03/2026 21:14:05;65;Voice;CELL-1\r\n"
    b"07700900456;07700900123;03/04/2026 02:00:00;0;SMS;CELL-2\r\n"
    b"Total rows: 2;;;;;\r\n"
)
CALL_DATA = TableMapping(
    platform="Fictional Mobile",
    header_row=3,
    leave_out_without_time=True,
    time="Start",
    kind=Kind.CALL,
    kind_column="Type",
    kinds={"voice": Kind.CALL, "SMS": Kind.MESSAGE},
    sender="A Party",
    recipient="B Party",
    duration="Duration",
    cell="Cell",
)
LONDON = ZoneInfo("Europe/London")


def read(data, mapping, path="calls.csv", **hints):
    return read_all(mapped_table, data, ReadingHints(mapping=mapping, **hints), path)


def moments(records):
    return [f"{from_micros(record.at):%Y-%m-%dT%H:%M:%S}" if record.at is not None else None for record in records]


def test_call_data_becomes_calls_and_messages():
    records, stretches = read(CALLS, CALL_DATA, zone=LONDON, owner_accounts=frozenset({"07700900123"}))
    call, text = records
    assert (call.kind, text.kind) == (Kind.CALL, Kind.MESSAGE)
    assert (call.sender, call.recipients) == ("07700900123", ("07700900456",))
    assert (call.direction, text.direction) == (Direction.FROM_OWNER, Direction.TOWARDS_OWNER)
    assert moments(records) == ["2026-03-25T21:14:05", "2026-04-03T01:00:00"]
    assert call.at_quality is AtQuality.ZONE_ASSUMED
    assert call.extra == {
        "Duration": "65",
        "duration_seconds": "65",
        "Type": "Voice",
        "Cell": "CELL-1",
        "cell": "CELL-1",
    }
    assert call.pointer == "row 4"
    assert CALLS[call.offset : call.offset + call.length].startswith(b"07700900123;07700900456;25/03")
    reasons = {stretch.reason for stretch in stretches if stretch.outcome is Outcome.SKIPPED}
    assert any("above the names" in reason for reason in reasons)
    assert any("without a time" in reason for reason in reasons)


def test_an_open_date_follows_the_dates_that_decide():
    records, _ = read(CALLS.replace(b"25/03/2026", b"05/03/2026"), CALL_DATA)
    assert [record.at_quality for record in records] == [AtQuality.AMBIGUOUS] * 2
    records, _ = read(CALLS.replace(b"25/03", b"05/03"), CALL_DATA, date_order=DateOrder.MONTH_FIRST)
    assert moments(records) == ["2026-05-03T21:14:05", "2026-03-04T02:00:00"]
    records, _ = read(CALLS, CALL_DATA, date_order=DateOrder.MONTH_FIRST)
    assert moments(records)[0] == "2026-03-25T21:14:05"


def days(*written):
    return read(("\n".join(["when", *written]) + "\n").encode(), TableMapping(time="when"))[0]


def test_however_far_down_a_date_that_decides_is_found():
    open_dates = ["03/04/2026 10:00"] * 1_000
    assert {record.at_quality for record in days(*open_dates)} == {AtQuality.AMBIGUOUS}
    assert {record.at_quality for record in days(*open_dates, "25/04/2026 10:00")} == {AtQuality.ZONE_ASSUMED}
    both = days(*open_dates, "25/04/2026 10:00", *open_dates, "04/25/2026 10:00")
    assert both[0].at_quality is AtQuality.AMBIGUOUS, "A table that contradicts itself decides nothing."


def test_rows_are_not_read_twice_where_no_date_can_decide_otherwise(monkeypatch):
    seen = []
    decide = moment.day_first_forced
    monkeypatch.setattr(moment, "day_first_forced", lambda text: seen.append(text) or decide(text))
    days(*["25/04/2026 10:00"] * 1_000)
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("zone", "local", "quality"),
    [
        ("Europe/London", "25/10/2026 01:30:00", AtQuality.AMBIGUOUS),
        ("Europe/London", "29/03/2026 01:30:00", AtQuality.AMBIGUOUS),
        ("Europe/London", "25/10/2026 02:30:00", AtQuality.ZONE_ASSUMED),
        ("Australia/Lord_Howe", "05/04/2026 01:45:00", AtQuality.AMBIGUOUS),
        ("Australia/Lord_Howe", "05/04/2026 01:15:00", AtQuality.ZONE_ASSUMED),
        ("America/St_Johns", "13/03/2011 00:30:00", AtQuality.AMBIGUOUS),
        ("America/St_Johns", "13/03/2011 00:00:30", AtQuality.ZONE_ASSUMED),
    ],
)
def test_an_hour_in_which_the_clock_was_moved_keeps_both_readings(zone, local, quality):
    mapping = TableMapping(time="when", zone=zone, date_order=DateOrder.DAY_FIRST)
    ((record,), _) = read(f"when\n{local}\n".encode(), mapping)
    assert record.at_quality is quality


@pytest.mark.parametrize(
    ("written", "mapping", "expected"),
    [
        ("2026-03-04T21:14:05+01:00", {}, "2026-03-04T20:14:05"),
        ("2026-03-04 21:14:05 UTC", {}, "2026-03-04T21:14:05"),
        ("04-MAR-26 09:14 PM", {}, "2026-03-04T21:14:00"),
        ("Mar 4, 2026", {}, "2026-03-04T00:00:00"),
        ("Wed 4 March 2026 21:14", {}, "2026-03-04T21:14:00"),
        ("1 Jul 2026 12:00 BST", {}, "2026-07-01T11:00:00"),
        ("1772658845", {"time_form": TimeForm.SECONDS}, "2026-03-04T21:14:05"),
        ("1772658845000", {"time_form": TimeForm.MILLISECONDS}, "2026-03-04T21:14:05"),
        ("46085.5", {"time_form": TimeForm.SERIAL}, "2026-03-04T12:00:00"),
        ("1", {"time_form": TimeForm.SERIAL}, "1900-01-01T00:00:00"),
        ("20260304211405", {"time_form": TimeForm.PATTERN, "pattern": "yyyyMMddHHmmss"}, "2026-03-04T21:14:05"),
        (
            "03.04.26 at 9:05 pm",
            {"time_form": TimeForm.PATTERN, "pattern": "MM.dd.yy 'at' h:mm a"},
            "2026-03-04T21:05:00",
        ),
        ("soon", {}, None),
        ("31/02/2026", {}, None),
        ("99/99/2026 25:61", {}, None),
        ("1e400", {"time_form": TimeForm.SERIAL}, None),
        ("nan", {"time_form": TimeForm.SECONDS}, None),
        ("04/03/2026", {"time_form": TimeForm.PATTERN, "pattern": "yyyy/MM/dd"}, None),
    ],
)
def test_times_in_many_forms(written, mapping, expected):
    (record,), _ = read(f'when,what\n"{written}",x\n'.encode(), TableMapping(time="when", text="what", **mapping))
    assert moments([record]) == [expected]
    assert record.at_text == written
    assert record.text == "x"


def test_date_and_time_of_day_in_two_columns():
    mapping = TableMapping(time="Date", clock="Time", kind=Kind.TRANSACTION, amount="Value", zone="Europe/London")
    (record,), _ = read(b"Date\tTime\tValue\n2026-07-01\t12:30\t-12.50\n", mapping)
    assert moments([record]) == ["2026-07-01T11:30:00"]
    assert record.extra == {"Value": "-12.50", "amount": "-12.50"}
    assert record.text is None


@pytest.mark.parametrize("pattern", ["", "dd/MM", "yyyy dd dd MM", "yyyy-MM-dd Q", "(" * 90])
def test_a_pattern_that_says_no_time_ends_in_a_sentence(pattern):
    with pytest.raises(UnknownLayout, match=r"\.$"):
        read(b"when\n1\n", TableMapping(time="when", time_form=TimeForm.PATTERN, pattern=pattern))


@pytest.mark.parametrize(
    ("written", "unit", "seconds"),
    [
        ("65", DurationUnit.SECONDS, "65"),
        ("1:02:03", DurationUnit.SECONDS, "3723"),
        ("2:03", DurationUnit.MINUTES, "123"),
        ("1.5", DurationUnit.MINUTES, "90"),
        ("1500", DurationUnit.MILLISECONDS, "1.5"),
        ("long", DurationUnit.SECONDS, ""),
    ],
)
def test_how_long_it_lasted(written, unit, seconds):
    mapping = TableMapping(time="t", duration="d", duration_unit=unit)
    (record,), _ = read(f"t,d\n2026-01-01,{written}\n".encode(), mapping)
    assert record.extra.get("duration_seconds", "") == seconds
    assert record.extra["d"] == written


def test_a_place_stands_under_the_names_all_readers_use():
    mapping = TableMapping(time="t", kind=Kind.LOCATION, latitude="Lat", longitude="Lon")
    (record,), _ = read(b"t,Lat,Lon\n2026-01-01,51.5,-0.12\n", mapping)
    assert (record.extra["latitude"], record.extra["longitude"]) == ("51.5", "-0.12")


def test_one_other_party_and_a_direction():
    mapping = TableMapping(
        time="t", other="who", direction_column="way",
        directions={"out": Direction.FROM_OWNER, "in": Direction.TOWARDS_OWNER},
    )  # fmt: skip
    (out, towards, unsaid), _ = read(b"t,who,way\n2026-01-01,A,out\n2026-01-01,B,IN\n2026-01-01,C,?\n", mapping)
    assert (out.sender, out.recipients, out.direction) == (None, ("A",), Direction.FROM_OWNER)
    assert (towards.sender, towards.recipients, towards.direction) == ("B", (), Direction.TOWARDS_OWNER)
    assert (unsaid.sender, unsaid.recipients, unsaid.direction) == (None, (), Direction.UNKNOWN)
    assert [record.thread for record in (out, towards, unsaid)] == ["A", "B", "C"]


def test_nobody_described_it():
    with pytest.raises(NotDescribed, match=r"A Party.*Describe this table"):
        read_all(mapped_table, CALLS.partition(b"\r\n\r\n")[2], path="calls.csv")


def test_a_description_of_another_table():
    with pytest.raises(UnknownLayout, match=r"no column “Start”.*“when”"):
        read(b"when,what\n1,2\n", TableMapping(time="Start"))


def test_a_table_without_names():
    records, _ = read(
        b"2026-01-01|a|b\n2026-01-02|c\n", TableMapping(header_row=0, time="column 1", text="column 2")
    )
    assert [record.text for record in records] == ["a", "c"]
    assert records[0].extra == {"column 3": "b"}


def test_more_fields_than_names_lose_nothing():
    (record,), _ = read(b"t,a\n2026-01-01,x,y,z\n", TableMapping(time="t", text="a"))
    assert record.extra == {"column 3": "y", "column 4": "z"}


def test_a_field_never_closed_is_failed():
    records, stretches = read(b't,a\n2026-01-01,x\n2026-01-02,"y\n', TableMapping(time="t", text="a"))
    assert len(records) == 1
    assert bytes_by(stretches, Outcome.FAILED) == len(b'2026-01-02,"y\n')


@pytest.mark.parametrize(
    ("path", "data", "score"),
    [
        ("a.csv", b"a,b\n1,2\n", 50),
        ("a.tsv", b"a\tb\n1\t2\n", 50),
        ("a.txt", b"a;b;c\n1;2;3\n4;5;6\n", 50),
        ("a.txt", b"Dear all, hello\nBye, now\n", 20),
        ("a.txt", b"one line\nanother\n", 0),
        ("a.json", b'{"a": 1,\n"b": 2,\n"c": 3}', 0),
        ("a.bin", b"a,b\0,c\n1,2,3\n", 0),
        ("a.csv", b"", 0),
    ],
)
def test_what_is_a_table(path, data, score):
    assert mapped_table.recognise(MemoryMember(path, data)).score == score


TEXTS = st.lists(st.text(st.sampled_from('ab,;"\r\n é=-'), max_size=8), min_size=1, max_size=6)
DESCRIBED = TableMapping(time="when", sender="who", text="said", leave_out_without_time=True)


def table(texts):
    rows = ['2026-03-04 21:14,Jo,"{}"\r\n'.format(text.replace('"', '""')) for text in texts]
    return ("when,who,said\r\n" + "".join(rows)).encode()


@given(TEXTS)
def test_twice_the_rows_twice_the_records(texts):
    once, _ = read(table(texts), DESCRIBED)
    twice, _ = read(table(texts * 2), DESCRIBED)
    assert [record.text for record in once] == texts
    assert without_place(twice) == doubled(without_place(once))


@given(TEXTS)
def test_shuffled_rows_are_the_same_records(texts):
    assert without_place(read(table(texts), DESCRIBED)[0]) == without_place(read(table(texts[::-1]), DESCRIBED)[0])


@given(st.binary(max_size=80), st.sampled_from(["", ",", ";", "\t", "|"]), st.integers(0, 3))
def test_any_bytes_end_in_the_tally_or_a_sentence(data, separator, header_row):
    mapping = TableMapping(separator=separator, header_row=header_row, leave_out_without_time=True)
    try:
        read(data, mapping)
    except UnknownLayout as unknown:
        sentence = str(unknown)
    else:
        sentence = "Read."
    assert sentence.endswith(".")


@pytest.mark.shared
@pytest.mark.parametrize(("name", "rows"), [("A.csv", 42), ("ego.csv", 314)])
def test_call_data_of_a_public_project_is_read_to_the_last_row(shared, name, rows):
    mapping = TableMapping(
        time="datetime", kind_column="interaction", kinds={"call": Kind.CALL}, other="correspondent_id",
        direction_column="direction", directions={"in": Direction.TOWARDS_OWNER, "out": Direction.FROM_OWNER},
        duration="call_duration", cell="antenna_id",
    )  # fmt: skip
    records, stretches = read((shared / "fixtures" / "cdr_csv" / name).read_bytes(), mapping)
    assert len(records) == rows
    assert {stretch.outcome for stretch in stretches} == {Outcome.READ}
    assert all(record.at is not None and record.thread for record in records)
    calls = [record for record in records if record.kind is Kind.CALL]
    assert all("duration_seconds" in record.extra for record in calls)
