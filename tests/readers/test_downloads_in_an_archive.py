"""Account downloads come as archives: each file goes to its own reader, and every byte is accounted for."""

import gzip
import io
import lzma
import zipfile
from collections.abc import Callable

import pytest
from tests.readers.containers.test_tar import tar_of
from tests.readers.made_exports import MADE

from safelight.readers.reader import ReadingHints
from safelight.readers.reading import Reading
from safelight.records.tally import Outcome


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


@pytest.mark.parametrize(
    ("name", "made", "pack"),
    [
        ("export.tar", "skype", bytes),
        ("takeout-001.tgz", "google chat", gzip.compress),
        ("x.tar.xz", "line", lzma.compress),
    ],
)
def test_a_download_in_a_tar_is_read_like_one_in_a_zip(
    name: str, made: str, pack: Callable[[bytes], bytes]
) -> None:
    export = MADE[made].export(["one", "two"])
    archive = pack(tar_of({f"8_live/{MADE[made].path}": export, "endpoints.json": b"{}"}))
    reading = Reading(io.BytesIO(archive), name, ReadingHints())
    assert [record.text for record in reading.records()] == ["one", "two"]
    tallies = {member.member: member for member in reading.tally.members}
    read = tallies[f"{name}/8_live/{MADE[made].path}"]
    assert read.size == len(export)
    assert not read.bytes_by(Outcome.FAILED)
