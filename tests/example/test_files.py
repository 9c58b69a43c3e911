"""The files of the worked example: the same every time, like a victim's, and read to the last byte."""

import re
import zipfile
from collections import Counter

import pytest

from safelight.examining.paths import examine
from safelight.example import write_example


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    return write_example(tmp_path_factory.mktemp("example"))


@pytest.fixture(scope="module")
def examined(example):
    return examine(*example.files, context=example.context)


@pytest.fixture(scope="module")
def messages(examined):
    return examined.table.filter(examined.table["kind"] == "message")


def test_the_same_bytes_every_time(example, tmp_path):
    again = write_example(tmp_path)
    assert [file.name for file in again.files] == [file.name for file in example.files]
    assert [file.read_bytes() for file in again.files] == [file.read_bytes() for file in example.files]


def test_every_byte_is_accounted_for_and_nothing_failed(examined):
    assert examined.not_read == ()
    assert examined.bytes.failed == examined.bytes.skipped == 0
    for exhibit in examined.exhibits:
        assert exhibit.tally.size > 0
        for member in exhibit.tally.members:
            assert sum(stretch.length for stretch in member.stretches) == member.size, member.member


def test_four_sources_and_as_much_as_five_months_of_life_hold(messages):
    assert 5_500 <= messages.height <= 6_500
    assert set(messages["platform"]) == {"WhatsApp", "Phone", "Instagram", "E-mail"}


def test_it_lies_within_the_five_months(examined):
    local = examined.table["at"].dt.convert_time_zone("Europe/London").dt.date()
    assert str(local.min()) == "2026-03-01"
    assert str(local.max()) == "2026-07-31"
    assert local.n_unique() == 153


def test_the_clock_change_is_in_the_times(examined):
    boundary = examined.table.filter(
        examined.table["text"].str.contains("I need you to leave me alone", literal=True)
    )
    assert [f"{at:%d %B %H:%M %Z}" for at in boundary["at"]] == ["29 March 20:14 UTC"]


def test_direction_is_known(messages):
    assert messages.filter(messages["direction"] == "unknown").height < 0.05 * messages.height


def test_only_doubts_that_such_files_always_raise(examined):
    doubts = set(examined.table["doubts"].explode().drop_nulls())
    assert doubts == {"mojibake_repaired", "sender_missing"}
    withheld = examined.table.filter(examined.table["doubts"].list.contains("sender_missing"))
    assert set(withheld["kind"]) == {"call"}


def test_wordings_hardly_ever_return(messages):
    by_people = messages.filter(
        ~messages["extra"].fill_null("").str.contains("Written by the platform", literal=True)
    )
    long = [text for text in by_people["text"].drop_nulls() if len(text) > 25]
    repeated = sum(count for count in Counter(long).values() if count > 1)
    assert repeated < 0.02 * messages.height


def test_ordinary_life_is_most_of_it(messages):
    his = messages.filter(messages["sender"].is_in(HIS))
    assert 0.05 * messages.height < his.height < 0.2 * messages.height


def test_weekends_and_evenings_are_not_like_working_hours(messages):
    rota = messages.filter(messages["thread"] == "Front desk rota")["at"].dt.convert_time_zone("Europe/London")
    weekend = (rota.dt.weekday() > 5).sum()
    assert weekend < 0.15 * len(rota)
    others = messages.filter(~messages["sender"].is_in(HIS))["at"].dt.convert_time_zone("Europe/London").dt.hour()
    assert others.is_between(1, 5).sum() < 0.005 * len(others)


def test_no_number_address_or_link_can_belong_to_anybody(example):
    for file in example.files:
        data = file.read_bytes()
        if file.suffix == ".zip":
            with zipfile.ZipFile(file) as archive:
                data = b"".join(archive.read(name) for name in archive.namelist())
        assert not re.findall(rb"\b07(?!700900)\d{9}\b|\+44(?!7700900)\d{9,10}", data), file.name
        assert not re.findall(rb"[\w.-]+@(?!(?:[\w-]+\.)*example\.(?:com|org)|xxx)[\w-]+\.\w+", data), file.name
        assert not re.findall(rb"https?://(?!www\.example\.com/)[^\s\"]+", data), file.name


HIS = (
    "Rhys Calder",
    "+447700900118",
    "rhys.calder@example.com",
    "+447700900412",
    "+447700900437",
    "+447700900468",
    "north-lane-87",
    "northlane-rc@example.org",
)
