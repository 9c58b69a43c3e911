"""Every shared sample file is read with its count, and what manifests say of records and bytes is so."""

import io
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import pytest
from tests.readers.made_databases import made
from tests.readers.sample_files import COUNTED_ELSEWHERE, COUNTS, TESTED_ON

from safelight.readers.reader import ReadingHints, TestedOn
from safelight.readers.reading import Reading
from safelight.readers.registry import READERS
from safelight.records.tally import Outcome, Tally

CLAIMS = {(reader.MANIFEST.name, said.what): said for reader in READERS for said in reader.MANIFEST.tested_on}


@cache
def read(path: Path) -> tuple[int, Tally]:
    """How many records a file gives, and its account."""
    data, name = path.read_bytes(), path.name
    if name.endswith(".sql"):
        data, name = made(data.decode(), page_bytes=4096), name.removesuffix(".sql")
    reading = Reading(io.BytesIO(data), name, ReadingHints())
    return sum(1 for _ in reading.records()), reading.tally


@pytest.mark.shared
def test_no_sample_file_is_left_out(shared: Path) -> None:
    folder = shared / "fixtures"
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert there - {"INDEX.md"} == COUNTS.keys()


@pytest.mark.shared
@pytest.mark.parametrize("name", COUNTS)
def test_every_sample_file_gives_its_records_and_every_byte_is_accounted_for(shared: Path, name: str) -> None:
    records, tally = read(shared / "fixtures" / name)
    assert records == sum(member.records for member in tally.members) == COUNTS[name]
    for member in tally.members:
        assert sum(stretch.length for stretch in member.stretches) == member.size


def test_every_claim_of_a_manifest_is_checked() -> None:
    assert CLAIMS.keys() == TESTED_ON.keys() | COUNTED_ELSEWHERE.keys()
    for file in COUNTED_ELSEWHERE.values():
        assert (Path(__file__).parent / file).is_file()


@pytest.mark.shared
@pytest.mark.parametrize(("reader", "what"), TESTED_ON)
def test_what_a_manifest_says_of_records_and_bytes_is_so(shared: Path, reader: str, what: str) -> None:
    names = [name for name in COUNTS if any(fnmatchcase(name, each) for each in TESTED_ON[reader, what])]
    members = [
        member
        for name in names
        for member in read(shared / "fixtures" / name)[1].members
        if member.reader == reader
    ]
    assert members
    found = (sum(member.bytes_by(outcome) for member in members) for outcome in Outcome)
    assert CLAIMS[reader, what] == TestedOn(what, sum(member.records for member in members), *found)
