"""What must hold for every reader of an account download, on made-up files."""

import html
from collections import Counter
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.readers.made_exports import MADE, Made
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, doubled, read_all, without_place

from safelight.readers.reader import UnknownLayout
from safelight.readers.reading import recognise
from safelight.records.record import Record
from safelight.records.tally import Outcome

texts = st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8), min_size=1, max_size=5)
every_export = pytest.mark.parametrize("made", MADE.values(), ids=MADE.keys())


def records_of(made: Made, said: list[str]) -> list[Record]:
    return read_all(made.reader, made.export(said), path=made.path)[0]


def as_shown(made: Made, text: str) -> str:
    """Older Snapchat downloads and pages escape the words; most pages also set them between blanks."""
    if made in (MADE["meta page"], MADE["instagram page"]):
        return text
    if made is MADE["snapchat old"]:
        return html.unescape(text)
    return text.strip(" ") if made.path.endswith(".html") else text


def ignoring_ids(made: Made, records: list[Record]) -> Counter[str]:
    """Without what a made-up file counts up by itself: ids."""
    return Counter(made.words(record) or "" for record in records)


@every_export
def test_it_is_recognised_by_its_own_reader_and_no_other(made: Made) -> None:
    for path in (made.path,) if made.is_named else (made.path, "a"):
        reader, recognition = recognise(MemoryMember(path, made.export(["hello", "again"])))
        assert reader is made.reader
        assert recognition.score >= 80
        assert all(reason.endswith(".") for reason in recognition.reasons)


@every_export
def test_every_byte_of_a_whole_file_is_read_or_left_out_on_purpose(made: Made) -> None:
    data = made.export(["one", "two"])
    records, stretches = read_all(made.reader, data, path=made.path)
    assert [made.words(record) for record in records] == ["one", "two"]
    assert bytes_by(stretches, Outcome.FAILED) == 0
    assert all(record.at is not None and record.platform and record.thread for record in records)
    assert all(b"two" not in data[r.offset : r.offset + r.length] for r in records if made.words(r) == "one")
    assert all(b"two" in data[r.offset : r.offset + r.length] for r in records if made.words(r) == "two")


@every_export
@settings(max_examples=15)
@given(said=texts, more=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8))
def test_the_words_come_back_as_written(made: Made, said: list[str], more: str) -> None:
    records = records_of(made, said)
    assert [made.words(record) for record in records] == [as_shown(made, text) for text in said]
    assert len(records_of(made, [*said, more])) == len(records) + 1
    assert ignoring_ids(made, records_of(made, said * 2)) == doubled(ignoring_ids(made, records))
    assert ignoring_ids(made, records_of(made, said[::-1])) == ignoring_ids(made, records)


@every_export
def test_reading_twice_gives_the_same(made: Made) -> None:
    assert without_place(records_of(made, ["a", "b"])) == without_place(records_of(made, ["a", "b"]))


@every_export
@settings(max_examples=40)
@given(at=st.integers(min_value=0), patch=st.binary(max_size=3), said=texts)
def test_a_cut_or_changed_file_loses_nothing_silently(made: Made, at: int, patch: bytes, said: list[str]) -> None:
    data = made.export(said)
    at %= len(data)
    for broken in (data[:at], data[:at] + patch + data[at + len(patch) :]):
        made.reader.recognise(MemoryMember(made.path, broken))
        with suppress(UnknownLayout):
            read_all(made.reader, broken, path=made.path)


@pytest.mark.parametrize("name", ["snapchat", "google chat", "reddit", "skype"])
def test_an_unknown_layout_is_named(name: str) -> None:
    made = MADE[name]
    unknown = made.export(["a"])
    for known in (b"Media Type", b"created_date", b"date", b"messagetype"):
        unknown = unknown.replace(known, b"nameNobodyKnows")
    with pytest.raises(UnknownLayout, match="nameNobodyKnows"):
        read_all(made.reader, unknown, path=made.path)


@every_export
def test_another_layout_is_refused_in_a_sentence(made: Made) -> None:
    for other in (b"{}", b"[]", b"", b'{"messages": [{"a": 1}]}', b"a,b\n1,2\n", b"<html><p>hello</p></html>"):
        with pytest.raises(UnknownLayout, match=r"\.$"):
            read_all(made.reader, other, path=made.path)
