"""Counts of what nothing that reads English words can have read."""

import polars as pl
import pytest
from tests.signals.frames import frame

from safelight.knowledge.common_words import common_words
from safelight.records import unread


def told_of(table: pl.DataFrame) -> unread.Unread:
    return unread.unread_in(table, common_words())


def test_longer_messages_without_an_english_word_are_counted():
    table = frame(
        [
            (0, "x", "are you coming round for tea later"),
            (1, "x", "gdzie jesteś teraz odpowiedz mi natychmiast proszę"),
            (2, "x", "tak"),
        ]
    )
    told = told_of(table)
    assert told.longer == 2
    assert [(one.thread, one.messages, one.first_record) for one in told.not_english] == [
        (table["thread"][1], 1, table["record_id"][1])
    ]


@pytest.mark.parametrize(
    "words",
    [
        "gdzie jesteś teraz odpowiedz mi natychmiast proszę",
        "no to co ty na to powiesz",
        "no me digas que no me quieres",
        "main tumhe dhoond loon ga aur tum dekhna",
        "unde ești acum răspunde mi te rog",
        "neredesin bana hemen cevap ver diyorum",
        "میں تمہیں ڈھونڈ لوں گا اور",
        "onde você está agora me responde",
        "tu es où réponds moi tout de suite",
        "was machst du denn jetzt warum antwortest du nicht",
        "ich will das du mir sofort schreibst",
        "car tu as une note pour la place",
        "ble wyt ti nawr ateb fi plîs",
        "hace mucho que no te veo ven a casa",
        "o time joga com a gente no domingo",
    ],
)
def test_other_languages_are_not_taken_for_english(words: str):
    assert len(told_of(frame([(0, "x", words)])).not_english) == 1


@pytest.mark.parametrize(
    "words",
    [
        "Maya Ellis sent an attachment.",
        "Tried miso aubergine, Hannah had seconds",
        "u r so in for it m8 im on my way",
        "Where’s my stuff, I’m outside",
        "ur gonna regret it u no that",
        "Make him wait till Saturday x",
        "Running ten late, the bridge is shut",
        "i hid behind a pillar",
    ],
)
def test_english_as_people_write_it_is_told(words: str):
    assert told_of(frame([(0, "x", words)])).not_english == ()


def test_the_conversation_with_most_messages_in_other_words_comes_first():
    polish = "gdzie jesteś teraz odpowiedz mi natychmiast proszę"
    table = pl.concat(
        [frame([(0, "x", polish)], thread="a"), frame([(0, "x", polish), (1, "x", polish)], thread="b")]
    )
    assert [(one.thread, one.messages) for one in told_of(table).not_english] == [("b", 2), ("a", 1)]


def test_files_are_counted_by_what_their_names_say():
    table = frame([(0, "x", ""), (1, "x", "look")])
    files = pl.Series([["a.jpg", "b.OPUS"], ["c.mp4", "d.pdf"]])
    told = told_of(table.with_columns(attachments=files))
    assert (told.pictures, told.sounds, told.films, told.other_files) == (1, 1, 1, 1)


def test_kinds_say_how_many_hold_words():
    table = pl.concat([frame([(0, "x", "hi")]), frame([(0, None, None)], kind="location", thread="p")])
    assert [(one.kind, one.records, one.with_words) for one in told_of(table).kinds] == [
        ("location", 1, 0),
        ("message", 1, 1),
    ]


def test_nothing_is_no_trouble():
    assert told_of(frame([])).kinds == ()
