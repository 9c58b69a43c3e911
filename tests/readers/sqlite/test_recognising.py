"""A database that no reader knows is named by its tables, so that somebody can say what it is."""

import io

from tests.readers.made_databases import made
from tests.readers.memory_member import MemoryMember

from safelight.readers.reader import ReadingHints
from safelight.readers.reading import Reading
from safelight.readers.sqlite.recognising import recognise_tables


def test_an_unknown_database_is_told_by_its_tables() -> None:
    data = made("CREATE TABLE diary(a); CREATE TABLE moods(a); CREATE VIEW nights AS SELECT 1")
    reading = Reading(io.BytesIO(data), "diary.db", ReadingHints())
    assert list(reading.records()) == []
    (member,) = reading.tally.members
    assert member.reader == ""
    assert "It is a SQLite database. Its tables: diary, moods." in member.reasons


def test_only_some_of_very_many_tables_are_named() -> None:
    data = made("".join(f"CREATE TABLE t{n:03}(a);" for n in range(100)))
    recognition = recognise_tables(MemoryMember("x.db", data), ("message",), ())
    assert recognition.score < 50
    assert recognition.reasons[0].endswith("t011 and 88 more.")


def test_the_list_of_tables_is_found_wherever_it_lies() -> None:
    script = "".join(
        f"CREATE TABLE filler{n:04}({', '.join(f'column{c}' for c in range(60))});" for n in range(300)
    )
    data = made(script + "CREATE TABLE zikzak(a)")
    assert len(data) > 200_000
    assert recognise_tables(MemoryMember("x.db", data), ("zikzak",), ()).score > 90


def test_a_damaged_database_is_recognised_by_its_name_at_least() -> None:
    data = made("CREATE TABLE message(a)")[:100] + b"\xff" * 2000
    assert recognise_tables(MemoryMember("x/chat.db", data), ("message",), ("chat.db",)).score >= 50
    assert recognise_tables(MemoryMember("x/other.db", data), ("message",), ("chat.db",)).score < 50
    assert recognise_tables(MemoryMember("chat.db", b"words"), ("message",), ("chat.db",)).score == 0
