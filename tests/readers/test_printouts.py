"""Print-outs: words with page and box, messages only where the lines say so, nothing run and nothing opened."""

import io
import zipfile
from datetime import UTC, datetime

import pytest
from PIL import Image
from tests.readers.metamorphic import bytes_by, read_all

from safelight.readers import pdf_pages, word_document
from safelight.readers.printouts import pages
from safelight.readers.reader import UnknownLayout
from safelight.records.moment import to_micros
from safelight.records.record import Doubt, Kind
from safelight.records.tally import Outcome

CHAT = [
    "Chat with Rhys, printed by Maya",
    "13/03/2024, 21:04 - Rhys: Why are you not answering",
    "13/03/2024, 21:05 - Maya: I am at work",
    "and I told you so",
    "14/03/2024, 07:31 - Rhys: I know which bus you take",
]
LETTER = ["Dear Sir or Madam,", "I write about what happened on Tuesday."]


def pdf(*pages, more=b""):
    objects = [b"<</Type/Catalog/Pages 2 0 R" + more + b">>"]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects.append(f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode())
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    for number, lines in enumerate(pages):
        shown = "".join(f"1 0 0 1 50 {700 - 20 * row} Tm ({line}) Tj " for row, line in enumerate(lines))
        stream = f"BT /F1 12 Tf {shown}ET".encode() if lines else b""
        page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
        objects.append(f"{page}/Contents {5 + 2 * number} 0 R>>".encode())
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return (
        made
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
        + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (count, len(made))
    )


def docx(*paragraphs, before="", more=""):
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs)
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("_rels/.rels", "<Relationships/>")
        package.writestr(
            "word/document.xml", f"{before}<w:document {space}><w:body>{body}{more}</w:body></w:document>"
        )
    return kept.getvalue()


MAKERS = {"pdf": (pdf_pages, lambda lines: pdf(lines)), "docx": (word_document, lambda lines: docx(*lines))}


@pytest.mark.parametrize("kind", MAKERS)
def test_lines_laid_out_as_a_chat_are_messages(kind):
    reader, make = MAKERS[kind]
    records, stretches = read_all(reader, make(CHAT), path=f"chat.{kind}")
    assert not bytes_by(stretches, Outcome.FAILED)
    heading, *said = records
    assert (heading.kind, heading.sender, heading.text) == (Kind.MEDIA, None, CHAT[0])
    assert [(record.kind, record.sender, record.text) for record in said] == [
        (Kind.MESSAGE, "Rhys", "Why are you not answering"),
        (Kind.MESSAGE, "Maya", "I am at work\nand I told you so"),
        (Kind.MESSAGE, "Rhys", "I know which bus you take"),
    ]
    assert said[0].at == to_micros(datetime(2024, 3, 13, 21, 4, tzinfo=UTC))
    assert {record.platform for record in records} == {"Print-out"}


@pytest.mark.parametrize("kind", MAKERS)
def test_other_words_have_no_sender(kind):
    reader, make = MAKERS[kind]
    (record,), _ = read_all(reader, make(LETTER), path=f"letter.{kind}")
    assert (record.kind, record.sender, record.text) == (Kind.MEDIA, None, "\n".join(LETTER))


def test_each_message_of_a_pdf_has_its_page_and_box():
    records, _ = read_all(pdf_pages, pdf(CHAT[:2], CHAT[2:]), path="chat.pdf")
    assert [record.pointer.split(" box ")[0] for record in records] == ["page 1", "page 1", "page 2", "page 2"]
    left, top, width, height = map(int, records[2].pointer.split(" box ")[1].split(","))
    assert left == pytest.approx(50, abs=3)
    assert top == pytest.approx(842 - 700 - 12, abs=5)
    assert width > 100
    assert 20 < height < 50


def test_each_page_without_messages_is_a_record():
    records, _ = read_all(pdf_pages, pdf(LETTER, LETTER), path="letter.pdf")
    assert [record.pointer.split(" box ")[0] for record in records] == ["page 1", "page 2"]


def test_a_scanned_page_is_read_off_its_picture():
    from PIL import ImageDraw, ImageFont

    page = Image.new("RGB", (1240, 1754), "white")
    ImageDraw.Draw(page).text((120, 200), "I know which bus you take", "black", ImageFont.load_default(40))
    kept = io.BytesIO()
    page.save(kept, "PDF", resolution=150)
    (record,), _ = read_all(pdf_pages, kept.getvalue(), path="scan.pdf")
    assert record.text == "I know which bus you take"
    assert record.extra["lowest confidence"].endswith("%")
    assert record.pointer.startswith("page 1 box ")
    assert Doubt.UNSURE_READING not in record.doubts


def test_a_page_that_claims_to_be_a_kilometre_long_is_said_to_be_too_large(monkeypatch):
    monkeypatch.setattr(pages, "_DOTS_OF_A_PAGE", 100_000)
    long = pdf(LETTER, []).replace(b"[0 0 595 842]", b"[0 0 595 84000]")
    records, stretches = read_all(pdf_pages, long, path="long.pdf")
    assert [record.pointer.split(" box ")[0] for record in records] == ["page 1"]
    assert [one.reason for one in stretches if one.outcome is Outcome.FAILED] == [
        "Page 2 was not read: it is too large, or there are too many."
    ]


def test_pages_are_read_off_their_pictures_until_the_document_has_had_its_share(monkeypatch):
    one_page = round(595 * 842 * (150 / 72) ** 2)
    monkeypatch.setattr(pages, "_DOTS_IN_ALL", 2 * one_page)
    _, stretches = read_all(pdf_pages, pdf(LETTER, [], [], [], [], LETTER), path="scans.pdf")
    assert [one.reason for one in stretches if one.outcome is Outcome.FAILED] == [
        "2 pages, from page 4 on, were not read: they are too large, or too many."
    ]


def test_a_page_with_nothing_on_it_says_so():
    records, stretches = read_all(pdf_pages, pdf([]), path="empty.pdf")
    assert not records
    assert [stretch.reason for stretch in stretches] == [
        "No words were found on the pages of this PDF. It is sealed as it is."
    ]


def test_a_script_in_a_pdf_is_not_run_and_its_pages_are_read():
    records, _ = read_all(pdf_pages, pdf(LETTER, more=b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"))
    assert records[0].text == "\n".join(LETTER)


@pytest.mark.parametrize("cut", [9, 60, 200])
def test_a_broken_pdf_is_said_to_be_one(cut):
    with pytest.raises(UnknownLayout, match="damaged and could not be opened"):
        read_all(pdf_pages, pdf(LETTER)[:cut])


def test_a_broken_word_document_is_said_to_be_one():
    whole = docx(*LETTER)
    for data in (whole[:200], whole[:-30], docx(*LETTER, more="<w:p>")):
        with pytest.raises(UnknownLayout, match="damaged and could not be read"):
            read_all(word_document, data)


def test_entities_are_refused():
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    with pytest.raises(UnknownLayout, match="declares entities of its own"):
        read_all(word_document, docx("x", before=bomb))


def test_words_struck_out_are_kept_apart():
    struck = "<w:p><w:del><w:r><w:delText>not this</w:delText></w:r></w:del></w:p>"
    (record,), _ = read_all(word_document, docx("this", more=struck))
    assert record.text == "this"
    assert record.extra["struck out"] == "not this"
