"""Account downloads come as archives: each file goes to its own reader, and every byte is accounted for."""

import io
import zipfile

from tests.readers.made_exports import MADE

from safelight.readers.reader import ReadingHints
from safelight.readers.reading import Reading


def test_every_file_of_an_archive_goes_to_its_own_reader() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as writing:
        for folder, made in MADE.items():
            writing.writestr(f"{folder}/{made.path}", made.export([f"from {folder}", "and again"]))
    archive.seek(0)
    reading = Reading(archive, "downloads.zip", ReadingHints())
    records = list(reading.records())
    texts = {made.words(record) for made in MADE.values() for record in records}
    members = {
        member.member.split("/", 1)[1].partition("/")[0]: member
        for member in reading.tally.members
        if member.reader
    }
    assert {f"from {folder}" for folder in MADE} <= texts
    for folder, made in MADE.items():
        member = members[folder]
        assert member.reader == made.reader.MANIFEST.name
        assert member.records == 2
        assert sum(stretch.length for stretch in member.stretches) == member.size
    assert reading.tally.everything_was_read
