"""Counts of what nothing that reads English words can have read."""

import polars as pl
from tests.signals.frames import frame

from safelight.records.unread import unread_in


def test_longer_messages_without_an_english_word_are_counted():
    table = frame(
        [
            (0, "x", "are you coming round for tea later"),
            (1, "x", "gdzie jesteś teraz odpowiedz mi natychmiast proszę"),
            (2, "x", "tak"),
        ]
    )
    told = unread_in(table)
    assert told.longer == 2
    assert [(one.thread, one.messages, one.first_record) for one in told.not_english] == [
        (table["thread"][1], 1, table["record_id"][1])
    ]


def test_the_conversation_with_most_messages_in_other_words_comes_first():
    polish = "gdzie jesteś teraz odpowiedz mi natychmiast proszę"
    table = pl.concat(
        [frame([(0, "x", polish)], thread="a"), frame([(0, "x", polish), (1, "x", polish)], thread="b")]
    )
    assert [(one.thread, one.messages) for one in unread_in(table).not_english] == [("b", 2), ("a", 1)]


def test_files_are_counted_by_what_their_names_say():
    table = frame([(0, "x", ""), (1, "x", "look")])
    files = pl.Series([["a.jpg", "b.OPUS"], ["c.mp4", "d.pdf"]])
    told = unread_in(table.with_columns(attachments=files))
    assert (told.pictures, told.sounds, told.films, told.other_files) == (1, 1, 1, 1)


def test_kinds_say_how_many_hold_words():
    table = pl.concat([frame([(0, "x", "hi")]), frame([(0, None, None)], kind="location", thread="p")])
    assert [(one.kind, one.records, one.with_words) for one in unread_in(table).kinds] == [
        ("location", 1, 0),
        ("message", 1, 1),
    ]


def test_nothing_is_no_trouble():
    assert unread_in(frame([])).kinds == ()
