"""Texts of packs in another language: whole, made from the English of today, and read by somebody or said not to be."""

import re

import pytest

from safelight.knowledge.catalogue import catalogue
from safelight.knowledge.measures import VICTIM_TEXT
from safelight.knowledge.translations import ENGLISH, Said, draft_note, mark_of, said_in, translations

ENGLISH_TEXTS = {VICTIM_TEXT: {one.id: one.texts.victim for one in catalogue().measures}}
PACKS = translations()


def test_every_measure_says_in_welsh_what_it_says_to_the_victim():
    [pack] = [one for one in PACKS if (one.language, one.field) == ("cy", VICTIM_TEXT)]
    assert set(pack.by_id) == set(ENGLISH_TEXTS[VICTIM_TEXT])


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_no_translation_is_of_a_text_that_has_changed_or_gone(pack):
    english = ENGLISH_TEXTS[pack.field]
    stale = [one.id for one in pack.rows if one.id not in english or one.english != mark_of(english[one.id])]
    assert stale == [], "Translate these again, and give each the new mark of its English."


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_what_is_put_in_a_text_is_put_in_its_translation(pack):
    def places(text: str) -> list[str]:
        return sorted(re.findall(r"\{\w+\}|\d+", text))

    english = ENGLISH_TEXTS[pack.field]
    assert [one.id for one in pack.rows if set(places(one.says)) != set(places(english[one.id]))] == []


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.id)
def test_no_sentence_of_a_translation_is_long(pack):
    sentences = [part for one in pack.rows for part in re.split(r"[.?:!]", one.says)]
    assert [one for one in sentences if len(one.split()) > 25] == []


def test_a_text_without_a_translation_or_with_one_of_other_words_is_said_in_english():
    text = ENGLISH_TEXTS[VICTIM_TEXT]["own-goals"]
    assert said_in("cy", VICTIM_TEXT, "own-goals", text).language == "cy"
    assert said_in(ENGLISH, VICTIM_TEXT, "own-goals", text) == Said(text, ENGLISH)
    assert said_in("cy", VICTIM_TEXT, "own-goals", text + " And more.") == Said(text + " And more.", ENGLISH)
    assert said_in("cy", VICTIM_TEXT, "no-such-measure", text) == Said(text, ENGLISH)


def test_a_draft_says_that_nobody_who_speaks_the_language_has_read_it():
    assert draft_note("cy") == "not yet read by a Welsh speaker"
    assert draft_note(ENGLISH) == ""
