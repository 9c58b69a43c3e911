"""Skype's own database, made after its published tables."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers.made_databases import changed, made, read_damaged
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, doubled, read_all, without_place

from safelight.readers import skype_main_db
from safelight.readers.reader import UnknownLayout
from safelight.records.record import Direction, Doubt, Kind, Record, State
from safelight.records.tally import Outcome

SCHEMA = """
CREATE TABLE Accounts(id INTEGER PRIMARY KEY, skypename TEXT);
CREATE TABLE Conversations(id INTEGER PRIMARY KEY, identity TEXT, displayname TEXT);
CREATE TABLE Messages(id INTEGER PRIMARY KEY, convo_id INTEGER, author TEXT, dialog_partner TEXT,
  timestamp INTEGER, type INTEGER, body_xml TEXT, edited_timestamp INTEGER, identities TEXT);
INSERT INTO Accounts VALUES (1, 'maya-e');
INSERT INTO Conversations VALUES (1, 'sam-a', 'Sam'), (2, 'sam-b', 'Sam');
"""


def message(number: int, body: object = "I am outside", **fields: object) -> tuple[str, tuple[object, ...]]:
    row: dict[str, object] = {"chat": 1, "by": "sam-a", "with": "sam-a", "type": 61, "edited": None, "who": None}
    row |= fields
    head = (number, row["chat"], row["by"], row["with"], 1_400_000_000, row["type"], body)
    return "Messages", (*head, row["edited"], row["who"])


def read(*rows: tuple[str, tuple[object, ...]]) -> list[Record]:
    records, stretches = read_all(skype_main_db, made(SCHEMA, rows))
    assert bytes_by(stretches, Outcome.FAILED) == 0
    return records


def test_the_file_names_its_owner_so_direction_is_known() -> None:
    theirs, ours, lost = read(message(1), message(2, by="maya-e"), message(3, chat=9, by=None))
    assert (theirs.sender, theirs.thread, theirs.direction) == ("sam-a", "Sam (sam-a)", Direction.TOWARDS_OWNER)
    assert (ours.sender, ours.recipients, ours.direction) == ("maya-e", ("sam-a",), Direction.FROM_OWNER)
    assert (lost.thread, lost.direction, lost.doubts) == ("sam-a", Direction.UNKNOWN, (Doubt.SENDER_MISSING,))
    assert theirs.at == 1_400_000_000_000_000


def test_words_are_taken_out_of_xml_and_the_xml_is_kept() -> None:
    plain, marked = read(message(1), message(2, "I&apos;ll wait <b>here</b> &lt;3"))
    assert marked.text == "I'll wait here <3"
    assert marked.extra["body_xml"] == "I&apos;ll wait <b>here</b> &lt;3"
    assert "body_xml" not in plain.extra


def test_edited_emptied_and_other_kinds_are_kept_as_what_they_are() -> None:
    edited, emptied, added, blocked, call, strange = read(
        message(1, edited=1_400_000_060),
        message(2, "", edited=1_400_000_060),
        message(3, None, type=10, who="kit-c lee-d"),
        message(4, None, type=53),
        message(5, "<partlist/>", type=30),
        message(6, type=9999),
    )
    assert (edited.state, emptied.state) == (State.EDITED, State.DELETED)
    assert (added.kind, added.recipients) == (Kind.MEMBERSHIP, ("kit-c", "lee-d"))
    assert (blocked.kind, blocked.extra["action"]) == (Kind.NOTICE, "contact blocked")
    assert (call.kind, call.extra["call"]) == (Kind.CALL, "began")
    assert (strange.kind, strange.extra["form"]) == (Kind.MESSAGE, "type 9999")


def test_one_more_row_twice_the_rows_and_another_order() -> None:
    rows = [message(n, f"words {n % 7}" * 20) for n in range(1, 60)]
    data = made(SCHEMA, rows)
    records, _ = read_all(skype_main_db, data)
    more, _ = read_all(skype_main_db, changed(data, "INSERT INTO Messages(id) VALUES (999)"))
    assert len(more) == len(records) + 1
    again = """
        CREATE TEMP TABLE again AS SELECT * FROM Messages;
        UPDATE again SET id = id + 1000;
        INSERT INTO Messages SELECT * FROM again;
    """
    twice, _ = read_all(skype_main_db, changed(data, again))
    assert without_place(twice) == doubled(without_place(records))
    random.Random(3).shuffle(rows)
    assert without_place(read_all(skype_main_db, made(SCHEMA, rows))[0]) == without_place(records)


def test_recognised_by_its_tables_and_nothing_else() -> None:
    assert skype_main_db.recognise(MemoryMember("anything", made(SCHEMA))).score >= 90
    assert skype_main_db.recognise(MemoryMember("main.db", made("CREATE TABLE Messages(a)"))).score < 50
    with pytest.raises(UnknownLayout, match=r"\.$"):
        read_all(skype_main_db, made("CREATE TABLE other(a)"))


TROUBLED = made(SCHEMA, [message(n, "words " * 40) for n in range(20)], page_bytes=512)


@given(st.lists(st.tuples(st.integers(16, len(TROUBLED) - 1), st.integers(0, 255)), max_size=20))
def test_whatever_is_damaged_gives_records_or_a_sentence(changes: list[tuple[int, int]]) -> None:
    data = bytearray(TROUBLED)
    for place, value in changes:
        data[place] = value
    read_damaged(skype_main_db, bytes(data), "main.db")
