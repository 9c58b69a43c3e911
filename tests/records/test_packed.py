"""Columns come out of a process as they went in, and columns that cannot be true are refused."""

from array import array
from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.records.arrow_batch import arrow_of
from safelight.records.batch import columns_of
from safelight.records.columns import PLAIN, records_of
from safelight.records.extras import Extras
from safelight.records.packed import Few, Named, Packed, Run, packed, unpacked
from safelight.records.record import AtQuality, Direction, Doubt, Kind, Record, State
from safelight.records.runs import Shared, Stored, Texts, changed

EXHIBIT = "ab" * 32
words = st.sampled_from(("", "a", "two words", "é", "\U0001f431", "line\nbreak", "\0")) | st.text(max_size=6)
moments = st.none() | st.integers(-(2**40), 2**62)
places = st.integers(0, 2**40)
records = st.builds(
    Record,
    kind=st.sampled_from(Kind),
    member=st.sampled_from(("a.txt", "b/ü.txt")),
    offset=places,
    length=places,
    pointer=words,
    at=moments,
    at_quality=st.sampled_from(AtQuality),
    at_other=moments,
    at_text=words,
    platform=words,
    thread=words,
    sender=st.none() | words,
    recipients=st.lists(words, max_size=2).map(tuple),
    direction=st.sampled_from(Direction),
    text=st.none() | words,
    state=st.sampled_from(State),
    attachments=st.lists(words, max_size=2).map(tuple),
    reply_to=words,
    doubts=st.lists(st.sampled_from(Doubt), max_size=2).map(tuple),
    extra=st.dictionaries(words, words, max_size=2),
)


@given(st.lists(records, min_size=1, max_size=12), st.integers(1, 6))
def test_records_come_out_as_they_went_in(some: list[Record], times: int) -> None:
    columns = columns_of(some * times)
    sent = msgspec.msgpack.encode(packed(columns))
    arrived = unpacked(msgspec.msgpack.decode(sent, type=Packed))
    assert list(records_of(arrived)) == some * times
    table = arrow_of(arrived, EXHIBIT)
    table.validate(full=True)
    assert table.equals(arrow_of(columns, EXHIBIT))


texts = st.none() | words
shared = st.lists(st.integers(0, 2), min_size=4, max_size=4).map(
    lambda some: Shared(["x", None, '"'], array("I", some))
)


@given(
    st.dictionaries(words, st.lists(texts, min_size=4, max_size=4).map(Texts.of) | shared, max_size=3),
    st.dictionaries(st.integers(0, 3), st.dictionaries(words, words, max_size=2), max_size=2),
)
def test_what_records_say_besides_comes_out_the_same_by_the_column(
    columns: dict[str, Texts | Shared[str | None]], apart: dict[int, dict[str, str]]
) -> None:
    plain = columns_of([Record(kind=Kind.MESSAGE, member="a.txt", offset=n, length=1) for n in range(4)])
    extras = Extras(4, columns, apart)
    by_column = msgspec.structs.replace(plain, extra=extras)
    arrived = unpacked(msgspec.msgpack.decode(msgspec.msgpack.encode(packed(by_column)), type=Packed))
    assert [*arrived.extra] == [*extras] == [extras[row] for row in range(4)]
    singly = msgspec.structs.replace(plain, extra=[*extras])
    assert arrow_of(arrived, EXHIBIT).equals(arrow_of(singly, EXHIBIT))


@given(st.lists(texts, min_size=1, max_size=5), st.data())
def test_texts_in_a_run_are_replaced_where_they_stand(some: list[str | None], data: st.DataObject) -> None:
    places = sorted(data.draw(st.sets(st.integers(0, len(some) - 1))))
    others = [data.draw(texts) for _ in places]
    for place, other in zip(places, others, strict=True):
        run = Texts.of(some).with_others([place], [other])
        assert [*run] == [run[row] for row in range(len(run))] == [*some[:place], other, *some[place + 1 :]]
    wanted = dict(enumerate(some)) | dict(zip(places, others, strict=True))
    assert [*Texts.of(some).with_others(places, others)] == [*wanted.values()]


@given(st.lists(st.tuples(words, words), min_size=1, max_size=8))
def test_texts_that_stayed_bytes_travel_like_texts(rows: list[tuple[str, str]]) -> None:
    said, stamps = ([row[part] for row in rows] for part in range(2))
    stored = PLAIN.of(len(rows), text=Stored([text.encode() for text in said]), at_text=stamps)
    arrived = unpacked(msgspec.msgpack.decode(msgspec.msgpack.encode(packed(stored)), type=Packed))
    assert list(records_of(arrived)) == list(records_of(PLAIN.of(len(rows), text=said, at_text=stamps)))


@pytest.mark.parametrize("column", [["a"], ["a", "b", "a"], Shared(["a", "b"], array("I", [0, 1, 0]))])
def test_a_changed_column_differs_where_it_was_changed(column: Sequence[str]) -> None:
    before = [column[row if len(column) > 1 else 0] for row in range(3)]
    assert list(changed(column, 3, {2: "c"})) == [*before[:2], "c"]
    assert list(column) == list(before[: len(column)])
    assert changed(column, 3, {}) is column


def numbers(*values: int) -> bytes:
    return array("q", values).tobytes()


two = array("I", [0, 0]).tobytes()


def lengths(*values: int) -> bytes:
    return array("i", values).tobytes()


@pytest.mark.parametrize(
    "lie",
    [
        {"rows": 3},
        {"offset": numbers(0, -1)},
        {"length": numbers(1)[:-1]},
        {"length": b""},
        {"at": numbers(-(2**63), 0)},
        {"sender": Few(["Ada"], array("I", [0, 1]).tobytes())},
        {"sender": Few(["Ada"], b"\0")},
        {"sender": Few([])},
        {"text": Run(b"one", lengths(1, 1))},
        {"text": Run(b"one", lengths(4, -1))},
        {"text": Run(b"one", lengths(5, -2))},
        {"text": Run(b"one", lengths(2**31 - 1, 2**31 - 1))},
        {"text": Run("é".encode(), lengths(1, 1))},
        {"text": Run(b"\xff", lengths(1, 0))},
        {"at_text": Run(b"one", lengths(3, -1))},
        {"extra": Named(["id"], {}, {}, {})},
        {"extra": Named([], {"id": Run(b"ab", lengths(1, 1))}, {}, {})},
        {"extra": Named(["id", "id"], {"id": Run(b"ab", lengths(1, 1))}, {"id": Few(["a"], two)}, {})},
        {"extra": Named(["id"], {"id": Run(b"a", lengths(1))}, {}, {})},
        {"extra": Named(["id"], {}, {"id": Few(["a", "b"])}, {})},
        {"extra": Named(["id"], {}, {"id": Few([], two)}, {})},
        {"extra": Named(["id"], {}, {"id": Few(["a"], two)}, {2: {}})},
    ],
)
def test_columns_that_cannot_be_true_are_refused(lie: dict[str, object]) -> None:
    true = packed(columns_of([Record(kind=Kind.MESSAGE, member="a.txt", offset=n, length=1) for n in range(2)]))
    unpacked(true)
    with pytest.raises(ValueError, match=r".+"):
        unpacked(msgspec.structs.replace(true, **lie))
