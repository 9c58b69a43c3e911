"""A Word or Excel document is met as one file, wherever it stands."""

import io
import zipfile

import pytest

from safelight.readers.containers import Part, members_of
from safelight.readers.containers.office import AS_ONE_FILE

DOCUMENT = {"[Content_Types].xml": "<Types/>", "_rels/.rels": "<Relationships/>", "word/document.xml": "<w/>"}


def zip_of(members: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


def walked(data: bytes) -> list[Part]:
    return [found for found in members_of(io.BytesIO(data), "handed in") if isinstance(found, Part)]


def test_a_document_is_one_member() -> None:
    data = zip_of(DOCUMENT)
    (part,) = walked(data)
    assert (part.path, part.whole(), part.notes) == ("handed in", data, (AS_ONE_FILE,))


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("archives_around", [1, 2, 3])
def test_a_document_inside_archives_is_one_member(method: int, archives_around: int) -> None:
    document = held = zip_of(DOCUMENT)
    for _ in range(archives_around):
        held = zip_of({"in.docx": held}, method)
    (part,) = walked(held)
    assert part.whole() == document
    assert AS_ONE_FILE in part.notes


def test_an_archive_with_one_of_the_two_names_is_walked() -> None:
    parts = walked(zip_of({"[Content_Types].xml": "<Types/>", "chat.txt": "words"}))
    assert [part.path for part in parts] == ["handed in/[Content_Types].xml", "handed in/chat.txt"]


def test_a_document_with_something_behind_it_is_walked_so_that_nothing_hides() -> None:
    parts = walked(zip_of(DOCUMENT) + b"something behind it")
    assert parts[-1].whole() == b"something behind it"
    assert len(parts) == len(DOCUMENT) + 1
