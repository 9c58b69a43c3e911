"""Emoji and scripts from everywhere can be read on paper, in their order, on a machine that has no fonts for them."""

from collections.abc import Sequence

import pypdfium2
import pytest
from tests.pdf_ua.check import faults

from safelight.bundling.reading_copy.faces import FOLDER, faces, font_at
from safelight.bundling.reading_copy.pdf import pdf_of
from safelight.bundling.reading_copy.shown_record import NOT_MARKED_IN_PRINT, ShownRecord
from safelight.records.visible import Piece
from safelight.records.writing_direction import direction_of

WRITTEN = {
    "emoji": "😀 😂 🔪 💣 🔫 👍🏽 👩‍👩‍👧 🇬🇧 ❤️ ☠️",
    "Arabic": "سأجدك أينما كنت",
    "Urdu": "میں تمہیں ڈھونڈ لوں گا",
    "Hebrew": "אני אמצא אותך",
    "Hindi": "मैं तुम्हें ढूंढ लूंगा",
    "Bengali": "আমি তোমাকে খুঁজে পাব",
    "Punjabi": "ਮੈਂ ਤੈਨੂੰ ਲੱਭ ਲਵਾਂਗਾ",
    "Gujarati": "હું તને શોધી લઈશ",
    "Tamil": "நான் உன்னை கண்டுபிடிப்பேன்",
    "Thai": "สวัสดี",
    "Amharic": "ሰላም",
    "Chinese": "我会找到你",
    "Japanese": "見つけるよ",
    "Korean": "찾을거야",
    "Polish": "znajdę cię",
}


def page(words: str) -> str:
    return f'<html lang="en"><title>A page</title><main><h1>A page</h1>{words}</main></html>'


def shown(*pieces: Piece) -> ShownRecord:
    return ShownRecord(
        number=1,
        label="",
        is_context=False,
        sort="Message",
        day=None,
        at="12:00:00",
        sender="Sam",
        direction="",
        pieces=pieces,
        writing=direction_of("".join(piece.text for piece in pieces)),
        said=(),
        files=(),
        notes=(),
        place="AB/1",
    ).to_print()


def places(data: bytes, words: Sequence[str]) -> list[float]:
    """How far from the left each of these words begins to be drawn, in points."""
    document = pypdfium2.PdfDocument(data)
    text = document[0].get_textpage()
    drawn = {chr_at: text.get_charbox(index)[0] for index, chr_at in enumerate(text.get_text_range())}
    document.close()
    return [drawn[word[0]] for word in words]


@pytest.mark.parametrize("name", WRITTEN)
def test_every_letter_is_drawn(name: str) -> None:
    data = pdf_of(page(f"<p>{WRITTEN[name]}</p>"))
    document = pypdfium2.PdfDocument(data)
    assert "U+" not in document[0].get_textpage().get_text_range()
    document.close()
    assert faults(data) == []


def test_a_letter_that_no_font_has_stands_as_its_number() -> None:
    document = pypdfium2.PdfDocument(pdf_of(page("<p>A 😀 and \U00012000</p>")))
    words = document[0].get_textpage().get_text_range()
    document.close()
    assert "😀" in words
    assert "⟦U+12000⟧" in words


def test_words_written_from_the_right_are_read_from_the_right_where_one_is_marked() -> None:
    first, marked, last = "سأجدك", "أينما", "كنت"
    record = shown(Piece(f"{first} ", marked=False), Piece(marked, marked=True), Piece(f" {last}", marked=False))
    assert record.notes == ()
    words = "".join(f"<mark>{each.text}</mark>" if each.marked else each.text for each in record.pieces)
    from_left = places(pdf_of(page(f'<p dir="{record.writing}">{words}</p>')), (first, marked, last))
    assert from_left == sorted(from_left, reverse=True)


def test_words_in_both_directions_are_printed_without_marks_and_it_says_so() -> None:
    record = shown(Piece("See you سأجدك ", marked=False), Piece("أينما", marked=True), Piece(" كنت", marked=False))
    assert record.pieces == (Piece("See you سأجدك أينما كنت", marked=False),)
    assert record.notes == (NOT_MARKED_IN_PRINT,)


def test_words_in_one_direction_keep_their_marks() -> None:
    pieces = Piece("I will ", marked=False), Piece("find you", marked=True)
    assert shown(*pieces).pieces == pieces


def test_only_fonts_of_ours_are_given_to_a_document() -> None:
    listed = {face.file for face in faces()}
    assert listed == {file.name for file in FOLDER.glob("*.woff2")}
    assert font_at(f"safelight-font:{min(listed)}")
    for address in ("safelight-font:../faces.py", "safelight-font:faces.json", f"file:{FOLDER}/{min(listed)}"):
        assert font_at(address) is None
