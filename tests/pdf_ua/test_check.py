"""The check itself: a sound document has no fault, and each way to break it is told by its clause."""

import io

import pikepdf
import pytest
from tests.pdf_ua.broken import BREAKS, SOUND
from tests.pdf_ua.check import faults, words_in_reading_order

from safelight.bundling.reading_copy.pdf import pdf_of


@pytest.fixture(scope="module")
def sound() -> bytes:
    return pdf_of(SOUND)


def test_a_sound_document_has_no_fault(sound):
    assert faults(sound) == []


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_one_is_told_by_its_clause(sound, name):
    clause, breaks = BREAKS[name]
    with pikepdf.open(io.BytesIO(sound)) as pdf:
        breaks(pdf)
        broken = io.BytesIO()
        pdf.save(broken)
    assert clause in {fault.clause for fault in faults(broken.getvalue())}


def test_an_encrypted_one_is_refused(sound):
    with pikepdf.open(io.BytesIO(sound)) as pdf:
        locked = io.BytesIO()
        pdf.save(locked, encryption=pikepdf.Encryption(owner="o", user=""))
    assert "7.16" in {fault.clause for fault in faults(locked.getvalue())}


def test_words_come_in_the_order_of_the_document_and_the_foot_of_the_page_is_none_of_them(sound):
    words = "".join(words_in_reading_order(sound).split())
    assert words == "TitleFirstWords,andalink.•One•TwoSecondThingsAB12"


@pytest.mark.parametrize(
    "words", ["\u6f22\u5b57", "\U00013000", "\U0001f600\u200d\U0001f468", "\ue000", "a\u2028b", "\u05e9\u05dc"]
)
def test_characters_that_no_font_has_are_told_by_their_number(words):
    data = pdf_of(SOUND.replace("Words", words))
    assert faults(data) == []
    said = words_in_reading_order(data)
    for character in words:
        assert character in said or f"\u27e6U+{ord(character):04X}" in said or not character.isprintable()
