"""The page of readers says what the readers say of themselves."""

from pathlib import Path

import pytest

from safelight.readers.catalogue import catalogue
from safelight.readers.registry import READERS

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "readers.md"


def test_the_document_is_what_the_manifests_say():
    assert DOCUMENT.read_text("utf-8") == catalogue(), (
        "Run: python -m safelight.readers.catalogue > docs/readers.md"
    )


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.MANIFEST.name)
def test_every_reader_says_what_its_source_never_tells_and_what_it_was_tested_on(reader):
    manifest = reader.MANIFEST
    assert manifest.title
    assert manifest.platform
    assert manifest.cannot_know
    untried = any(
        "not yet seen on a real export" in each for each in (*manifest.generations, *manifest.cannot_know)
    )
    assert manifest.tested_on or untried


def test_no_two_readers_share_a_name():
    names = [reader.MANIFEST.name for reader in READERS]
    assert len(set(names)) == len(names)
