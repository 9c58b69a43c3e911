"""A backup of an iPhone as a folder in an archive: files named by hashes are read, and their names told."""

import io

from tests.examining.hostile import zip_of
from tests.readers.made_databases import made
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import read_all
from tests.readers.test_address_books import CALLS

from safelight.readers import iphone_backup_list
from safelight.readers.reader import ReadingHints
from safelight.readers.reading import Reading, recognise
from safelight.records.tally import Outcome

CALLS_HASH = "5a4935c78a5255723f707230a451d79c540d2741"
LISTING = f"""
CREATE TABLE Files (fileID TEXT PRIMARY KEY, domain TEXT, relativePath TEXT, flags INTEGER, file BLOB);
CREATE TABLE Properties (key TEXT PRIMARY KEY, value BLOB);
INSERT INTO Files VALUES ('{CALLS_HASH}', 'HomeDomain', 'Library/CallHistoryDB/CallHistory.storedata', 1, NULL),
  ('{"0" * 40}', 'HomeDomain', NULL, 1, NULL), (NULL, NULL, 'lost', 4, NULL);
"""
TROUBLED = made(LISTING)


def test_files_named_by_hashes_are_read_and_their_names_told() -> None:
    members = {f"backup/5a/{CALLS_HASH}": made(CALLS), "backup/Manifest.db": TROUBLED, f"other/{CALLS_HASH}": b"x"}
    reading = Reading(io.BytesIO(zip_of(members)), "phone.zip", ReadingHints())
    assert len(list(reading.records())) == 4
    tallies = {member.member: member for member in reading.tally.members}
    named = tallies[f"phone.zip/backup/5a/{CALLS_HASH}"]
    assert named.reader == "iphone-calls-db"
    assert any("called Library/CallHistoryDB/CallHistory.storedata (HomeDomain)" in each for each in named.reasons)
    assert not any("On the phone" in each for each in tallies[f"phone.zip/other/{CALLS_HASH}"].reasons)
    assert tallies["phone.zip/backup/Manifest.db"].bytes_by(Outcome.READ) > 0
    assert not tallies["phone.zip/backup/Manifest.db"].bytes_by(Outcome.FAILED)


def test_a_list_under_a_lock_says_what_to_ask_for() -> None:
    data = bytes(range(256)) * 16
    assert recognise(MemoryMember("backup/Manifest.db", data))[0] is iphone_backup_list
    records, (stretch,) = read_all(iphone_backup_list, data, path="backup/Manifest.db")
    assert records == []
    assert "made without encryption" in stretch.reason


def test_a_damaged_list_keeps_nothing_from_being_read() -> None:
    members = {f"backup/{CALLS_HASH}": made(CALLS), "backup/Manifest.db": TROUBLED[:1500]}
    assert len(list(Reading(io.BytesIO(zip_of(members)), "phone.zip", ReadingHints()).records())) == 4
