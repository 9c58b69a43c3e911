"""What may not stand in a version stands in no byte of it, whatever form it takes."""

import io
import zipfile
from datetime import UTC, datetime

import pypdfium2
import pytest

from safelight.bundling.reading_copy.pdf import can_make_pdf
from safelight.desk.plans.versions.as_card import card_of, panels_of
from safelight.desk.plans.versions.as_docx import docx_of
from safelight.desk.plans.versions.as_paper import pdf_of_version
from safelight.desk.plans.versions.document import Document, Heading, Listing, Paragraph, Table
from safelight.desk.plans.versions.redacting import redacted, redactor_for
from safelight.desk.plans.versions.rules import rules

KNOWN = {
    "concern": ["Rhys Calder", "+447700900118", "rhys.calder@example.com"],
    "bystanders": ["Hannah Ellis", "Will Grace"],
    "staff": ["Ines Okoro"],
    "victim": ["Maya Ellis"],
    "accounts": ["maya.ellis@example.com", "+447700900201"],
    "safe_things": ["quiet.lamp@example.com"],
    "places": ["12 Larch Court"],
    "reference": ["SL-2026-0001"],
    "private_words": ["I cannot bear to look at it"],
}
SAID = [
    "Rhys Calder set it up; rhys.calder@example.com gets its alerts, so does 07700 900118.",
    "Ask Hannah, or will Ellis know? Will may know. It will be fine in May.",
    "Ines Okoro leads SL-2026-0001.",
    "Maya uses MAYA.ELLIS@example.com at 12 Larch  Court.",
    "The new one is quiet.lamp@example.com.",
    "I cannot bear to look at it",
]


def everything(*more: str) -> Document:
    """A document that holds whatever there is, in every sort of block."""
    lines = (*SAID, *more)
    return Document(
        title="A list for Rhys",
        language="en-gb",
        blocks=(
            Heading("About Maya"),
            *map(Paragraph, lines),
            Listing(lines),
            Table("What Rhys can reach", ("Thing", "Who"), tuple((line, "Rhys Calder") for line in lines)),
        ),
        footer="SL-2026-0001",
    )


def forbidden(reader: str) -> list[str]:
    rule = rules().version(reader)
    assert rule is not None
    return [value for kind in rule.never for value in KNOWN[kind]]


def version(reader: str, document: Document) -> Document:
    rule = rules().version(reader)
    assert rule is not None
    return redacted(document, redactor_for(rule, rules(), KNOWN, document.language), rule, rules())


def plain(text: str) -> str:
    return "".join(text.casefold().split())


def words_of_pdf(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as opened:
        title = opened.get_metadata_value("Title")
        return title + "".join(page.get_textpage().get_text_bounded() for page in opened)


def words_of_docx(docx: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as opened:
        return "".join(opened.read(name).decode("utf-8", "replace") for name in opened.namelist())


@pytest.mark.parametrize("reader", [one.reader for one in rules().versions])
def test_nothing_that_may_not_stand_in_a_version_is_in_any_byte_of_it(reader):
    document = version(reader, everything())
    rule = rules().version(reader)
    forms = ["".join(document.texts()), words_of_docx(docx_of(document))]
    if can_make_pdf():
        forms += [words_of_pdf(pdf_of_version(document, rule)), words_of_pdf(card_of(document))]
    found = [(value, form[:40]) for form in forms for value in forbidden(reader) if plain(value) in plain(form)]
    assert not found


def test_a_number_is_taken_out_however_it_is_written():
    for written in ("07700 900118", "+44 (0)7700 900118", "447700900118"):
        assert written not in "".join(version("victim", everything(f"Call {written}")).texts())


def test_parts_of_names_go_and_words_that_only_look_like_names_stay():
    said = " ".join(version("victim", everything()).texts())
    for gone in ("Rhys", "Calder", "Hannah", "Maya", "Ines"):
        assert gone not in said
    assert "It will be fine in May." in said


def test_the_advisors_version_holds_what_she_needs():
    assert "Rhys Calder" in "".join(version("idva", everything()).texts())


def test_lines_that_give_away_what_it_is_for_are_left_out_with_their_headings():
    document = Document(
        title="My list",
        language="en-gb",
        blocks=(
            Heading("For the police"),
            Listing(("Give it to the police officer.",)),
            Heading("This week"),
            Listing(("Look at the list of devices.", "Tell your advisor about stalking.")),
        ),
    )
    assert version("victim", document).blocks == (
        Heading("This week"),
        Listing(("Look at the list of devices.",)),
    )


def test_a_version_says_nothing_of_who_made_it_in_its_properties():
    made = words_of_docx(docx_of(version("victim", everything()), at=datetime(2026, 11, 27, tzinfo=UTC)))
    assert "<dc:creator></dc:creator>" in made or "<dc:creator/>" in made
    assert "python-docx" not in made
    assert "safelight" not in made.lower()


def test_a_card_goes_on_in_the_next_quarter_and_has_its_last_list_at_the_back():
    lines = tuple(f"Step {number}" for number in range(30))
    blocks = (Heading("Now"), Listing(lines), Heading("Good to know"), Listing(("Call.",)))
    panels = list(panels_of(Document("Notes", "en-gb", blocks)))
    assert [panel.place for panel in panels] == ["first", "second", "back"]
    inside = [item for panel in panels[:2] for part in panel.parts for item in part.items]
    assert tuple(inside) == lines
    assert panels[-1].parts[0].items == ("Call.",)


def test_a_card_holds_nothing_of_the_page_for_another_day():
    blocks = (Heading("Now"), Listing(("One.",)), Heading("More", starts_page=True), Listing(("Two.",)))
    panels = list(panels_of(Document("Notes", "en-gb", blocks)))
    assert [part.items for panel in panels for part in panel.parts] == [("One.",)]
