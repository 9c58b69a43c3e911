"""Files handed in one by one that belong together are read together, and each keeps its own account."""

from pathlib import Path

import pytest
from tests.examining.hostile import zip_of
from tests.readers.locks.test_whatsapp_backup import SECRET, locked
from tests.readers.made_databases import with_log
from tests.readers.test_sqlite_side_files import LATE, MOVED

import safelight
from safelight.readers.belonging import is_told, may_be_another, may_belong, may_have_others
from safelight.records.tally import Outcome


def test_a_database_and_its_log_as_files_of_one_folder(tmp_path: Path) -> None:
    data, log = with_log(tmp_path, MOVED, LATE)
    folder = tmp_path / "phone"
    folder.mkdir()
    (folder / "msgstore.db").write_bytes(data)
    (folder / "msgstore.db-wal").write_bytes(log)
    examined = safelight.examine(folder)
    assert sorted(examined.table["text"]) == ["in the log", "moved"]
    seals = {each.name.rpartition("/")[2]: each.seal.sha256 for each in examined.exhibits}
    places = dict(examined.table.select("text", "exhibit").iter_rows())
    assert set(places.values()) == {seals["msgstore.db-wal"]}  # where the newest version of their page stands
    assert not examined.not_read
    for each in examined.exhibits:
        (member,) = each.tally.members
        assert member.bytes_by(Outcome.READ) > 0
        assert sum(stretch.length for stretch in member.stretches) == each.seal.size


def test_a_database_and_its_log_in_one_archive(tmp_path: Path) -> None:
    data, log = with_log(tmp_path, MOVED, LATE)
    archive = tmp_path / "phone.zip"
    archive.write_bytes(zip_of({"msgstore.db": data, "msgstore.db-wal": log}))
    examined = safelight.examine(archive)
    assert sorted(examined.table["text"]) == ["in the log", "moved"]
    assert set(examined.table["member"]) == {"phone.zip/msgstore.db-wal"}
    assert not examined.not_read


def test_a_log_in_another_folder_stays_apart(tmp_path: Path) -> None:
    data, log = with_log(tmp_path, MOVED, LATE)
    for folder, name, content in (("a", "msgstore.db", data), ("b", "msgstore.db-wal", log)):
        (tmp_path / "all" / folder).mkdir(parents=True)
        (tmp_path / "all" / folder / name).write_bytes(content)
    assert safelight.examine(tmp_path / "all").table["text"].to_list() == ["moved"]


@pytest.mark.parametrize("key", [SECRET.hex().encode(), SECRET.hex(" ", 2).encode() + b"\n"])
def test_a_locked_backup_and_a_file_with_its_key(tmp_path: Path, key: bytes) -> None:
    folder = tmp_path / "phone"
    folder.mkdir()
    (folder / "a key.txt").write_bytes(key)
    (folder / "msgstore.db.crypt15").write_bytes(locked(15))
    examined = safelight.examine(folder)
    assert examined.table["text"].to_list() == ["bring milk"]
    assert not examined.not_read


@pytest.mark.parametrize(
    ("name", "other", "size"),
    [
        ("msgstore.db", "msgstore.db-wal", 10**6),
        ("msgstore.db-wal", "msgstore.db", 10**6),
        ("phone/main", "phone/main-journal", 10**6),
        ("msgstore.db.crypt14", "key", 158),
        ("msgstore.db.crypt15", "64 digits.txt", 70),
        ("phone.zip", "encrypted_backup.key", 59),
        ("Signal/sql/db.sqlite", "Signal/config.json", 10**5),
        ("out/_lava_artifacts.db", "out/_lava_data.lava", 10**6),
    ],
)
def test_names_that_may_belong_together(name: str, other: str, size: int) -> None:
    assert may_belong(name, other, size)
    assert may_have_others(name)
    assert may_be_another(other, size) or may_have_others(other)


@pytest.mark.parametrize(
    ("name", "other", "size"),
    [
        ("msgstore.db", "wa.db-wal", 10**6),
        ("a/msgstore.db", "b/msgstore.db-wal", 10**6),
        ("msgstore.db", "msgstore.db", 10**6),
        ("msgstore.db.crypt15", "long.key", 10**6),
        ("_chat.txt", "key", 158),
        ("phone.zip", "note.txt", 100),
    ],
)
def test_others_are_left_alone(name: str, other: str, size: int) -> None:
    assert not may_belong(name, other, size)


def test_a_small_file_tried_as_a_key_is_told_only_where_it_is_named_as_one() -> None:
    assert is_told("msgstore.db.crypt15", "encrypted_backup.key")
    assert not is_told("msgstore.db.crypt15", "Chat with Jo.txt")
    assert is_told("msgstore.db", "msgstore.db-wal")
