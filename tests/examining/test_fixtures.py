"""Real exports the whole way through: as many records as the index counts, and every byte in the account."""

import re
from pathlib import Path

import pytest

import safelight
from safelight.records.record import Kind

pytestmark = pytest.mark.shared

FOLDERS = (
    "discord_dce_json email_eml email_mbox facebook_messenger_json instagram_json sms_backup_restore_xml "
    "telegram_json whatsapp_txt"
).split()
NOT_CLAIMED = {"metadata"}
COUNTED_TWICE = {"whatsapp_txt/chatistics/_chat.txt": 1}
"""The index counts a line of a message's body there, which says itself that it came from another chat."""


def counts(shared: Path, folder: str) -> dict[str, int | None]:
    """Records by file as the index counts them; ``None`` for a file that no reader claims."""
    rows = re.findall(
        rf"^\| ({folder}/[^|]+?) \|.*\| ([^|]+?) \|$", (shared / "fixtures/INDEX.md").read_text("utf-8"), re.M
    )
    return {name: None if said in NOT_CLAIMED else total(said) - COUNTED_TWICE.get(name, 0) for name, said in rows}


def total(said: str) -> int:
    numbers = [int(number) for number in re.findall(r"\d+", said.partition(" in ")[0])]
    return sum(numbers)


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_file_gives_the_records_the_index_counts(shared: Path, folder: str) -> None:
    expected = counts(shared, folder)
    examined = safelight.examine(shared / "fixtures" / folder)
    exhibits = {each.name: each.read for each in examined.exhibits}
    assert expected
    assert expected.keys() <= exhibits.keys()
    for name, count in expected.items():
        read = exhibits[name]
        assert read.bytes.total == read.bytes.read + read.bytes.skipped + read.bytes.failed, name
        said = {kind: number for kind, number in read.records_by_kind.items() if kind != Kind.REACTION}
        assert sum(said.values()) == (count or 0), name
        assert bool(read.not_read) == (count is None), name
    assert not any(signal.failed for signal in examined.examination.read_by)
