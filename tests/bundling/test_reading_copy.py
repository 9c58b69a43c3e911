"""The copy for reading: in a browser, on a phone, for a screen reader, on paper."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import pytest
from a_case import THREE_REMOVED, a_case, everything
from made_bundle import made_bundle
from playwright.sync_api import Browser

from safelight.bundling import writing
from safelight.bundling.choice import Choice
from safelight.bundling.contents import contents_of
from safelight.bundling.leaks import views_of_pdf
from safelight.bundling.reading_copy import parts
from safelight.bundling.reading_copy.pages import Page, pages_of
from safelight.bundling.reading_copy.pdf import NothingIsFetched, pdf_of
from safelight.desk.tests.browser import axe_violations

TAGS = ("pdfuaid", "/StructTreeRoot", "/Lang", "/TH")
MADE = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


def pages(choice: Choice, *, for_print: bool = False) -> list[Page]:
    return list(pages_of(contents_of(a_case(), choice), (), made_at=MADE, for_print=for_print))


def test_it_shows_findings_records_reasons_and_where_they_stand() -> None:
    (page,) = pages(everything(a_case()))
    assert "F1. A message from Jordan appears to threaten" in page.html
    assert "<mark>break your windows</mark>" in page.html
    assert "Accepted by Asha Brown, officer on 3 March 2026" in page.html
    assert "AB/1: WhatsApp Chat with" in page.html
    assert "I read the whole conversation." in page.html
    assert "Jokes may be misread." in page.html


def test_evidence_cannot_become_markup_and_nothing_runs_or_is_fetched() -> None:
    (page,) = pages(everything(a_case()))
    assert "<script" not in page.html
    assert not re.search(r'(?:src|href)="(?!#|reading-copy|records-)', page.html)
    assert "default-src 'none'" in page.html


def test_many_records_are_shown_in_parts_that_point_at_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "RECORDS_IN_PART", 4)
    front, *further = pages(everything(a_case()))
    assert [page.name for page in further] == [
        "records-000001-000004", "records-000005-000008", "records-000009-000011",
    ]  # fmt: skip
    assert 'href="records-000001-000004.html"' in front.html
    numbers = [int(found) for page in further for found in re.findall(r'id="record-(\d+)"', page.html)]
    assert numbers == list(range(1, 12))
    assert re.search(r'href="records-\d+-\d+\.html#record-\d+"', front.html)


def test_a_machine_that_cannot_draw_leaves_the_pdf_out_and_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(writing, "can_make_pdf", lambda: False)
    folder = made_bundle(tmp_path, a_case(), everything(a_case())).folder
    assert not list(folder.rglob("*.pdf"))
    told = (folder / "README.txt").read_text(encoding="utf-8")
    assert "There is no PDF" in told
    assert "reading-copy.pdf" not in told


def test_the_pdf_is_tagged_titled_and_says_its_language() -> None:
    (page,) = pages(everything(a_case(), *THREE_REMOVED), for_print=True)
    data = pdf_of(page.html)
    held = "".join(views_of_pdf(data))
    assert [tag for tag in TAGS if tag not in held] == []
    document = pypdfium2.PdfDocument(data)
    assert document.get_metadata_value("Title") == "case 2026-0042: reading copy"
    words = "".join(one.get_textpage().get_text_bounded() for one in document)
    assert "[removed: third party]" in words
    document.close()


def test_a_pdf_fetches_nothing() -> None:
    with pytest.raises(NothingIsFetched):
        pdf_of('<html lang="en"><title>t</title><img alt="" src="http://192.0.2.1/p.png"></html>')


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_it_is_accessible_and_fits_a_phone(chromium: Browser, tmp_path: Path, width: int) -> None:
    (made,) = pages(everything(a_case(), *THREE_REMOVED))
    (tmp_path / "reading-copy.html").write_text(made.html, encoding="utf-8")
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.goto((tmp_path / "reading-copy.html").as_uri())
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
