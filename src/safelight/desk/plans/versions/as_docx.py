"""A document as DOCX, to be edited: headings, lists and tables by style, its language set, its maker not named."""

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from safelight.desk.plans.versions.document import Block, Document, Heading, Listing, Paragraph, Table
from safelight.records.moment import now


def docx_of(document: Document, *, at: datetime | None = None) -> bytes:
    """The document as bytes of a DOCX file. Its properties hold the title and nothing of people or software."""
    made = docx.Document()
    _about(made, document, at or now())
    made.add_heading(document.title, level=0)
    for block in document.blocks:
        _ADD[type(block)](made, block)
    if document.footer:
        made.sections[0].footer.paragraphs[0].text = document.footer
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def _about(made: Any, document: Document, at: datetime) -> None:
    about = made.core_properties
    about.title, about.language = document.title, document.language
    about.author = about.last_modified_by = about.comments = about.keywords = ""
    about.created = about.modified = at.replace(tzinfo=None)
    _spoken(made.styles["Normal"].element.get_or_add_rPr(), document.language)


def _heading(made: Any, block: Heading) -> None:
    made.add_heading(block.text, level=block.level - 1)


def _paragraph(made: Any, block: Paragraph) -> None:
    run = made.add_paragraph().add_run(block.text)
    run.bold = block.is_strong or None
    if block.language:
        _spoken(run._element.get_or_add_rPr(), block.language)  # noqa: SLF001 - python-docx has no other way


def _listing(made: Any, block: Listing) -> None:
    for item in block.items:
        run = made.add_paragraph(style="List Bullet").add_run(item)
        if block.language:
            _spoken(run._element.get_or_add_rPr(), block.language)  # noqa: SLF001 - as above


def _table(made: Any, block: Table) -> None:
    table = made.add_table(rows=1, cols=len(block.head), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, block.head, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001 - as above
    for row in block.rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def _spoken(properties: Any, language: str) -> None:
    """In which language a screen reader should say it."""
    said = OxmlElement("w:lang")
    said.set(qn("w:val"), "en-GB" if language == "en-gb" else "cy-GB")
    properties.append(said)


_ADD: dict[type[Block], Callable[[Any, Any], None]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Listing: _listing,
    Table: _table,
}
