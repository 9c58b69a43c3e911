"""Records by the column are those that are made singly, wherever a row stands and whatever it holds."""

import random
import re
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.readers.made_databases import made, read_pair, with_log
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import NO_HINTS
from tests.readers.sqlite.test_asked import OnlyText
from tests.readers.sqlite.test_database import NUMBERS, account, database

from safelight.readers import android_mmssms_db, whatsapp_android_db, whatsapp_ios_db
from safelight.readers.pieces import pieces_of, rows_of
from safelight.readers.reader import Reader
from safelight.readers.sqlite.apple_time import all_since_2001, since_2001
from safelight.readers.sqlite.gathering import ENOUGH_BYTES, ENOUGH_ROWS
from safelight.readers.sqlite.taking import Stored, Taken, all_taken, take_of
from safelight.readers.sqlite.unix_time import all_since_1970, since_1970
from safelight.records.columns import Columns, records_of
from safelight.records.packed import Packed, packed, unpacked
from safelight.records.record import Doubt
from safelight.records.tally import Outcome, TallyBook

TEXTS = (
    "CREATE TABLE sms(_id INTEGER PRIMARY KEY, thread_id, address, date, type, body, x); CREATE TABLE pdu(_id);"
)
COUNTS = st.none() | st.integers(-(2**63), 2**63 - 1) | st.integers(10**12, 2 * 10**12)


def inserted(numbers: range) -> str:
    rows = (f"({n}, 1, '+447700900{n % 9:03}', {10**12 + n}, {1 + n % 2}, 'text {n}', '')" for n in numbers)
    return f"INSERT INTO sms VALUES {', '.join(rows)};"


def test_rows_of_the_log_and_of_the_database_stand_side_by_side(tmp_path: Path) -> None:
    later = "UPDATE sms SET body = 'changed' WHERE _id IN (3, 250); DELETE FROM sms WHERE _id = 7;"
    data, log = with_log(tmp_path, TEXTS + inserted(range(1, 300)), later)
    records, _ = read_pair(android_mmssms_db, data, log)
    assert [record.pointer for record in records] == [f"sms/{n}" for n in range(1, 300) if n != 7]
    for record in records:
        source = log if record.member == "made.db-wal" else data
        assert (record.text or "").encode() in source[record.offset : record.offset + record.length]
        assert ("place" in record.extra) == (record.member == "made.db-wal")
    assert {record.member for record in records} == {"made.db", "made.db-wal"}


@pytest.mark.parametrize(
    ("reader", "script"),
    [
        (android_mmssms_db, f"{TEXTS}{inserted(range(1, 5))}"),
        (
            whatsapp_android_db,
            "CREATE TABLE chat(a); CREATE TABLE jid(a); CREATE TABLE message(_id INTEGER PRIMARY KEY, text_data);"
            "INSERT INTO message VALUES (1, 'a'), (2, 'b'), (3, NULL), (4, 'd')",
        ),
        (
            whatsapp_ios_db,
            "CREATE TABLE ZWACHATSESSION(a); CREATE TABLE ZWAMESSAGE(Z_PK INTEGER PRIMARY KEY, ZTEXT);"
            "INSERT INTO ZWAMESSAGE VALUES (1, 'a'), (2, 'b'), (3, NULL), (4, 'd')",
        ),
    ],
)
def test_messages_come_by_the_column(reader: Reader, script: str) -> None:
    pieces = list(pieces_of(reader, MemoryMember("made.db", made(script)), NO_HINTS, TallyBook()))
    assert [piece.rows for piece in pieces if isinstance(piece, Columns)] == [4]
    assert sum(map(rows_of, pieces)) == 4


def test_a_text_that_had_to_be_mended_is_doubted_and_its_neighbours_are_not() -> None:
    data = made(TEXTS + inserted(range(1, 40))).replace(b"text 17", b"te\xfft 17")
    book = TallyBook()
    records = list(android_mmssms_db.read(MemoryMember("mmssms.db", data), NO_HINTS, book))
    assert [record.pointer for record in records if Doubt.NOT_UTF8 in record.doubts] == ["sms/17"]
    assert {type(record.text) for record in records} == {str}


def test_rows_of_many_sorts_stay_in_the_order_of_their_numbers() -> None:
    chance = random.Random(5)
    odd = (None, 0, 1, 300, 2**40, 1.5, "", "x" * 200, b"\x00")
    rows = [("notes", (n, chance.choice(odd), chance.choice(odd))) for n in range(3 * ENOUGH_ROWS)]
    answers = list(database(made(NUMBERS, rows)).rows_as("notes", OnlyText))
    wanted = list(database(made(NUMBERS, rows)).rows("notes"))
    assert [(one.rowid, one.offset, one.a) for one in answers] == [
        (row.rowid, row.offset, row.text("a")) for row in wanted
    ]


def test_long_rows_are_answered_a_few_at_a_time() -> None:
    long = ENOUGH_BYTES // 3
    data = made(NUMBERS, (("notes", (n, "x" * long, None)) for n in range(9)))
    assert [answers.rows for answers in database(data).answers("notes", OnlyText)] == [3, 3, 3]


def test_a_page_that_two_lead_to_is_held_by_the_same_one_whichever_way_rows_are_read() -> None:
    rows = [("notes", (n, "x" * 900 if n == 2 else "short", None)) for n in range(200)]
    data = made(NUMBERS, rows, page_bytes=512)
    begun = re.search(rb"x{20,}", data)
    assert begun
    for page in range(2, len(data) // 512):
        damaged = data[: begun.end()] + page.to_bytes(4, "big") + data[begun.end() + 4 :]
        one, other = database(damaged), database(damaged)
        assert [row.rowid for row in one.rows("notes")] == [row.rowid for row in other.rows_as("notes", OnlyText)]
        assert account(one) == account(other)


def test_a_name_that_had_to_be_mended_is_doubted_in_the_messages_of_its_conversation() -> None:
    data = made(
        "CREATE TABLE ZWACHATSESSION(Z_PK INTEGER PRIMARY KEY, ZCONTACTJID, ZPARTNERNAME);"
        "CREATE TABLE ZWAMESSAGE(Z_PK INTEGER PRIMARY KEY, ZISFROMME, ZCHATSESSION, ZTEXT);"
        "INSERT INTO ZWACHATSESSION VALUES (1, 'a@s.whatsapp.net', 'mended'), (2, 'b@s.whatsapp.net', 'plain');"
        "INSERT INTO ZWAMESSAGE VALUES (1, 0, 1, 'one'), (2, 0, 2, 'two'), (3, 1, 1, 'three');"
    ).replace(b"mended", b"m\xffnded")
    (columns, *_) = pieces_of(whatsapp_ios_db, MemoryMember("made.db", data), NO_HINTS, TallyBook())
    assert isinstance(columns, Columns)
    arrived = unpacked(msgspec.msgpack.decode(msgspec.msgpack.encode(packed(columns)), type=Packed))
    assert [(record.extra, Doubt.NOT_UTF8 in record.doubts) for record in records_of(arrived)] == [
        ({"sender_name": "m\ufffdnded"}, True),
        ({"sender_name": "plain"}, False),
        ({}, True),
    ]


def test_short_pages_of_an_index_that_go_on_elsewhere_are_followed() -> None:
    script = f"{NUMBERS}; CREATE INDEX by_a ON notes(a)"
    data = made(script, (("notes", (n, f"{n:03}" + "x" * 115, None)) for n in range(20)), page_bytes=512)
    assert all(stretch.outcome is not Outcome.FAILED for stretch in account(database(data)))


@given(st.lists(COUNTS, min_size=1, max_size=5))
def test_many_moments_since_1970_are_each_what_it_is_alone(counts: list[int | None]) -> None:
    assert all_since_1970(counts) == [since_1970(count).at for count in counts]


@given(st.lists(st.none() | st.floats(allow_nan=False) | st.floats(0, 2e9), min_size=1, max_size=5))
@example([6_279_811_199.0, 6_279_811_200.0])
def test_many_moments_since_2001_are_each_what_it_is_alone(counts: list[float | None]) -> None:
    assert all_since_2001(counts) == [since_2001(count).at for count in counts]


@pytest.mark.parametrize("taken", Taken)
@pytest.mark.parametrize(
    ("stored", "values"),
    [
        (Stored.INTEGER, st.integers(-(2**63), 2**63 - 1)),
        (
            Stored.REAL,
            st.floats() | st.floats(1e-4, 1e16) | st.floats(0, 2e9).map(lambda number: round(number, 3)),
        ),
        (Stored.TEXT, st.binary(max_size=9) | st.text(max_size=9).map(str.encode)),
        (Stored.BLOB, st.binary(max_size=9)),
    ],
)
def test_many_values_are_each_taken_as_it_is_alone(
    taken: Taken, stored: Stored, values: st.SearchStrategy[object]
) -> None:
    take = take_of(taken, stored, "utf-8")
    if take is None:
        return

    @given(st.lists(values, min_size=1, max_size=6))
    def holds(some: Sequence[object]) -> None:
        assert list(map(repr, all_taken(take, some))) == [repr(alone(value)) for value in some]

    def alone(value: object) -> object:
        return all_taken(take, [value])[0] if stored is Stored.TEXT else take(value)

    holds()
