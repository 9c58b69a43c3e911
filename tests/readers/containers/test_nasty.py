"""Hostile files: each is walked and offered to these readers; nothing raises but a declared refusal."""

import json
import subprocess
import sys

import pytest

from safelight.readers import email_message, mailbox, sms_backup_xml
from safelight.readers.containers import Part, Unreadable, members_of
from safelight.readers.member import MemberTooLarge
from safelight.readers.reader import ReadingHints, UnknownLayout
from safelight.records.tally import TallyBook

pytestmark = pytest.mark.shared
READERS = (email_message, mailbox, sms_backup_xml)


@pytest.fixture(scope="module")
def nasty(shared, tmp_path_factory):
    folder = tmp_path_factory.mktemp("nasty")
    maker = shared / "nasty" / "make_nasty.py"
    subprocess.run([sys.executable, maker, folder], check=True, capture_output=True)
    return folder


def found_in(file):
    with file.open("rb") as stream:
        for found in members_of(stream, file.name):
            yield found, [_record_count(reader, found) for reader in READERS if isinstance(found, Part)]


def _record_count(reader, part):
    reader.recognise(part)
    book = TallyBook()
    try:
        count = sum(1 for _ in reader.read(part, ReadingHints(), book))
    except (UnknownLayout, MemberTooLarge) as refusal:
        assert str(refusal).endswith(".")  # noqa: PT017  a declared refusal is one of two fine outcomes
        return 0
    assert sum(stretch.length for stretch in book.close(part.size)) == part.size
    return count


def test_no_hostile_file_raises(nasty):
    manifest = json.loads((nasty / "MANIFEST.json").read_text())
    assert len(manifest) >= 60
    for entry in manifest:
        if entry["file"] != "zip/many_20k.zip":
            assert list(found_in(nasty / entry["file"])), entry["file"]


def walked(nasty, name):
    with (nasty / "zip" / name).open("rb") as stream:
        return [(found, found.whole() if isinstance(found, Part) else b"") for found in members_of(stream, name)]


@pytest.mark.parametrize("name", ["flat_bomb_32M.zip", "overlap_full.zip", "overlap_quoted.zip", "nested_8x4.zip"])
def test_bombs_are_refused_whole(nasty, name):
    assert all(isinstance(found, Unreadable) for found, _ in walked(nasty, name))


@pytest.mark.parametrize(
    ("name", "members"), [("slip_names.zip", 10), ("dup_and_case.zip", 5), ("many_20k.zip", 20_000)]
)
def test_odd_archives_keep_every_member_apart(nasty, name, members):
    paths = [found.path for found, _ in walked(nasty, name)]
    assert len(paths) == len(set(paths)) == members


def test_both_of_two_glued_archives_are_read(nasty):
    assert {content for _, content in walked(nasty, "two_eocd.zip")} == {b"first", b"second"}


def test_the_forged_backup_gives_its_first_row_as_one_message_and_says_what_is_wrong_with_the_second(nasty):
    with (nasty / "xml" / "smsbackup_injected.xml").open("rb") as stream:
        (part,) = members_of(stream, "backup.xml")
        first, second = sms_backup_xml.read(part, ReadingHints(), TallyBook())
    assert "Victim: I am lying" in first.text
    assert second.at is None
    assert second.doubts
