"""The documents show what is there: every picture used exists, and every picture is used."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_every_picture_is_used_and_every_picture_used_exists():
    used = {
        name
        for document in DOCUMENTS
        for name in re.findall(r"pictures/([\w-]+\.png)", document.read_text("utf-8"))
    }
    assert used == {picture.name for picture in (ROOT / "docs" / "pictures").iterdir()}


def test_every_link_between_documents_leads_somewhere():
    for document in DOCUMENTS:
        for target in re.findall(r"\]\((?!http|#)([^)#]+)", document.read_text("utf-8")):
            assert (document.parent / target).exists(), f"{document.name} links to {target}"


def test_every_command_of_the_makefile_that_the_readme_names_is_there():
    made = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"make ([a-z]+)(?=`| )", (ROOT / "README.md").read_text("utf-8"))) <= made | {"and"}
