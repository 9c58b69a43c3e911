"""The diary: what somebody remembers, no more exact than they remember it."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_of, read_all

from safelight.readers import safelight_diary
from safelight.readers.diary.entry import DiaryEntry, file_of, name_of
from safelight.readers.diary.moment import How, Moment, moment_of
from safelight.readers.reader import ReadingHints, UnknownLayout
from safelight.readers.reading import recognise
from safelight.records.record import AtQuality, Direction, Kind, State

DAY, NINE = date(2026, 5, 3), time(21)
LONDON = ReadingHints(zone=ZoneInfo("Europe/London"))


def entry(moment: Moment, **more: object) -> DiaryEntry:
    first, last = (one.isoformat() if one else "" for one in (moment.first, moment.last))
    fields = {"entry": 1, "version": 1, "what": "He stood by the bins.", "when": moment.said, **more}
    return DiaryEntry(first=first, last=last, **fields)


def record_of(moment: Moment, **more: object):
    return read_all(safelight_diary, file_of("Maya Ellis", entry(moment, **more)), LONDON)[0][0]


def local(micros: int) -> str:
    return datetime.fromtimestamp(micros / 1_000_000, UTC).astimezone(LONDON.zone).strftime("%a %d %H:%M")


@pytest.mark.parametrize(
    ("how", "first", "last", "said"),
    [
        (How.ABOUT, "Sun 03 20:30", "Sun 03 21:30", "about 21:00 on 3 May 2026"),
        (How.MORNING, "Sun 03 06:00", "Sun 03 11:59", "in the morning of 3 May 2026"),
        (How.NIGHT, "Sun 03 21:00", "Mon 04 05:59", "in the night after 3 May 2026"),
        (How.DAY, "Sun 03 00:00", "Sun 03 23:59", "at some time on 3 May 2026"),
        (How.WEEK, "Mon 27 00:00", "Sun 03 23:59", "some day in the week of 27 April 2026"),
    ],
)
def test_a_span_has_two_ends_and_never_one_moment(how, first, last, said):
    record = record_of(moment_of(how, DAY, NINE))
    assert record.at_quality is AtQuality.AMBIGUOUS
    assert (local(record.at), local(record.at_other)) == (first, last)
    assert record.at_text == said


def test_a_moment_that_is_known_is_a_time_of_the_zone_of_the_case():
    record = record_of(moment_of(How.EXACT, DAY, NINE))
    assert record.at_quality is AtQuality.ZONE_ASSUMED
    assert local(record.at) == "Sun 03 21:00"


def test_a_moment_nobody_knows_is_missing():
    record = record_of(moment_of(How.UNKNOWN, None, None))
    assert (record.at, record.at_quality, record.at_text) == (None, AtQuality.MISSING, "not known when")


def test_their_own_words_for_when_are_kept():
    assert record_of(moment_of(How.WEEK, DAY, None, said="the week Mum was ill")).at_text == "the week Mum was ill"


def test_what_is_needed_is_asked_for():
    for how, day, clock in ((How.EXACT, DAY, None), (How.DAY, None, None)):
        with pytest.raises(ValueError, match="needs a day"):
            moment_of(how, day, clock)


def test_an_entry_is_the_persons_own_account_and_points_at_its_bytes():
    moment = moment_of(How.DAY, DAY, None)
    record = record_of(moment, who="Rhys", felt="Frightened", sort="came", seen_by="Priya")
    assert (record.kind, record.sender, record.direction) == (Kind.MESSAGE, "Maya Ellis", Direction.FROM_OWNER)
    assert record.recipients == ()
    assert record.text == "He stood by the bins."
    assert {record.extra[name] for name in ("who", "felt", "seen_by")} == {"Rhys", "Frightened", "Priya"}
    made = entry(moment, who="Rhys", felt="Frightened", sort="came", seen_by="Priya")
    assert bytes_of(file_of("Maya Ellis", made), record)["what"] == "He stood by the bins."


def test_a_changed_entry_says_so():
    moment = moment_of(How.DAY, DAY, None)
    assert record_of(moment).state is State.SENT
    assert record_of(moment, version=2).state is State.EDITED


def test_another_format_is_refused_by_name():
    data = file_of("Maya", entry(moment_of(How.DAY, DAY, None))).replace(b'"format": 1', b'"format": 9')
    assert recognise(MemoryMember("diary.json", data))[0] is safelight_diary
    with pytest.raises(UnknownLayout, match="“format”"):
        read_all(safelight_diary, data)


def test_the_file_has_a_name_that_says_nothing():
    assert name_of(entry(moment_of(How.DAY, DAY, None))) == "diary-entry-1-version-1.json"


@given(st.sampled_from(list(How)), st.dates(date(1950, 1, 1), date(2200, 1, 1)), st.times())
def test_first_is_never_after_last(how, day, clock):
    moment = moment_of(how, day, clock)
    assert moment.said
    assert (moment.first is None) == (how is How.UNKNOWN)
    if moment.first and moment.last:
        assert moment.first <= moment.last
