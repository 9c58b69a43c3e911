"""Redaction is removal: what was removed stands in no byte of no file, in no form."""

import subprocess
import sys
from pathlib import Path

import pytest
from a_case import NUMBER, PHONE, SECRET, STREET, THREE_REMOVED, a_case, everything
from every_byte import forms_of, views_of
from made_bundle import ORIGINAL, made_bundle

from safelight.bundling.choice import Removal, Removed
from safelight.bundling.remover import StillThere

TELLING = (SECRET, "Quennell", "O'Dare", STREET, "Larkmoor", NUMBER, "7700 900461", "7700900461", PHONE)
NAMES_OF_RECORDS = sorted(a_case().table.filter(a_case().table["exhibit"] == PHONE)["record_id"])


def files_of(bundle: Path) -> list[Path]:
    return [path for path in bundle.rglob("*") if path.is_file()]


@pytest.fixture(scope="module")
def redacted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    case = a_case()
    return made_bundle(tmp_path_factory.mktemp("redacted"), case, everything(case, *THREE_REMOVED)).folder


@pytest.mark.parametrize("telling", [*TELLING, *NAMES_OF_RECORDS])
def test_no_form_of_it_stands_anywhere(redacted: Path, telling: str) -> None:
    forms = set(forms_of(telling))
    for path in files_of(redacted):
        assert telling.casefold() not in path.name.casefold()
        for view in views_of(path):
            assert not [form for form in forms if form in view], path.name


def test_the_search_would_find_it(tmp_path: Path) -> None:
    """The same search over the same bundle without removal finds all of it, in every kind of file."""
    case = a_case()
    whole = made_bundle(tmp_path, case, everything(case)).folder
    forms = set(forms_of("Quennell"))
    found = {path.suffix for path in files_of(whole) for view in views_of(path) for form in forms if form in view}
    assert {".csv", ".parquet", ".jsonld", ".html", ".pdf", ".json"} <= found


def test_places_say_why(redacted: Path) -> None:
    page = (redacted / "reading-copy.html").read_text(encoding="utf-8")
    assert "[removed: third party]" in page
    assert "[removed: address]" in page
    assert "What was removed" in page


def test_the_original_is_left_out_and_that_is_said(redacted: Path, tmp_path: Path) -> None:
    assert not (redacted / "originals").exists()
    assert "The originals stay sealed" in (redacted / "README.txt").read_text(encoding="utf-8")
    case = a_case()
    whole = made_bundle(tmp_path, case, everything(case)).folder
    assert (whole / "originals" / "AB-1.txt").read_bytes() == ORIGINAL


def test_a_redacted_bundle_holds_without_safelight(redacted: Path) -> None:
    checked = subprocess.run(
        [sys.executable, "-I", "-S", "verify.py", "."], cwd=redacted, capture_output=True, text=True, check=False
    )
    assert "EVERYTHING HOLDS" in checked.stdout, checked.stdout


def test_a_file_in_which_something_would_stand_is_never_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Should a copy ever hold it all the same, the last look refuses the whole bundle."""
    case = a_case()
    monkeypatch.setattr("safelight.bundling.writing.schedule_csv", lambda _: f"kept: {SECRET}".encode())
    with pytest.raises(StillThere, match=r"schedule\.csv"):
        made_bundle(tmp_path, case, everything(case, Removal(Removed.ACCOUNT, SECRET, "third party")))
    assert not (tmp_path / "bundle").exists()


def test_more_records_than_a_pdf_can_hold_are_in_pages_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("safelight.bundling.writing.MOST_RECORDS_IN_PDF", 5)
    monkeypatch.setattr("safelight.bundling.reading_copy.parts.RECORDS_IN_PART", 5)
    case = a_case()
    made = made_bundle(tmp_path, case, everything(case)).folder
    assert [path.name for path in made.glob("*.pdf")] == ["reading-copy.pdf"]
    assert len(list(made.glob("records-*.html"))) == 3
    assert "too many for a PDF" in (made / "README.txt").read_text(encoding="utf-8")
