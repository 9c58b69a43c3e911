"""Whatever is done to the file by somebody who rules the machine, a checkpoint held elsewhere shows it."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evidence.attacks import ATTACKS, Tampered, left_behind, missed

from safelight.evidence import ledger_check, merkle
from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.ledger import Ledger, LedgerUnavailable
from safelight.evidence.ledger_fault import LedgerFaultKind as Kind
from safelight.evidence.ledger_file import LedgerFile
from safelight.evidence.signing import signer_at

SIZE = 37


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("original")
    ledger = Ledger(folder)
    ledger.append_all(
        [AuditEvent(act=Act.SEARCHED, actor=f"person:{n}", case="c", details={"hits": n}) for n in range(SIZE)]
    )
    note = ledger.checkpoint()
    ledger.close()
    return folder, note


@contextmanager
def tampered(folder: Path, copy: Path, *statements: str) -> Iterator[Ledger]:
    """A copy of the ledger, changed with full control over the file."""
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy)
    with closing(sqlite3.connect(copy / "ledger.sqlite", isolation_level=None)) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for _, sql in triggers:
            connection.execute(sql)
    ledger = Ledger(copy)
    yield ledger
    ledger.close()


def rebuilt(folder: Path) -> None:
    """Makes the stored tree fit the changed entries, as a careful attacker would."""
    with closing(sqlite3.connect(folder / "ledger.sqlite", isolation_level=None)) as connection:
        for table in ("entry", "node", "checkpoint"):
            for verb in ("UPDATE", "DELETE"):
                connection.execute(f"DROP TRIGGER {table}_no_{verb}")
        connection.execute("DROP TRIGGER entry_at_the_end")
        connection.execute("DELETE FROM node")
        connection.execute("DELETE FROM checkpoint")
        leaves = [row[0] for row in connection.execute("SELECT leaf FROM entry ORDER BY position")]
        nodes = merkle.grow(LedgerFile.__new__(LedgerFile), 0, [merkle.leaf_hash(leaf) for leaf in leaves])
        connection.executemany("INSERT INTO node (level, position, hash) VALUES (?, ?, ?)", list(nodes))


def kinds(ledger: Ledger, *held: str) -> set[Kind]:
    return {fault.kind for fault in ledger.verify(*held)}


def test_untouched_ledger_has_no_fault(original: tuple[Path, str], tmp_path: Path) -> None:
    with tampered(original[0], tmp_path / "copy") as ledger:
        assert ledger.verify(original[1]) == []


def an_altered_leaf(index: int, byte: int) -> str:
    return (
        f"UPDATE entry SET leaf = CAST(substr(leaf, 1, {byte}) || CAST('#' AS BLOB) || substr(leaf, {byte + 2}) "
        f"AS BLOB) WHERE position = {index}"
    )


@given(st.integers(0, SIZE - 1), st.integers(0, 90))
@settings(max_examples=25)
def test_altered(original: tuple[Path, str], tmp_path: Path, index: int, byte: int) -> None:
    with tampered(original[0], tmp_path / "copy", an_altered_leaf(index, byte)) as ledger:
        [fault] = ledger.verify(original[1])
        assert (fault.kind, fault.index) in {(Kind.ALTERED, index), (Kind.MOVED, index)}
        assert str(index) in fault.sentence


@given(st.integers(0, SIZE - 2))
@settings(max_examples=15)
def test_deleted(original: tuple[Path, str], tmp_path: Path, index: int) -> None:
    with tampered(original[0], tmp_path / "copy", f"DELETE FROM entry WHERE position = {index}") as ledger:
        [fault] = ledger.verify(original[1])
        assert (fault.kind, fault.index) == (Kind.REMOVED, index)


@given(st.lists(st.integers(0, SIZE - 1), min_size=2, max_size=2, unique=True))
@settings(max_examples=15)
def test_swapped(original: tuple[Path, str], tmp_path: Path, pair: list[int]) -> None:
    one, other = pair
    swap = (
        f"UPDATE entry SET position = -9 WHERE position = {one}",
        f"UPDATE entry SET position = {one} WHERE position = {other}",
        f"UPDATE entry SET position = {other} WHERE position = -9",
    )
    with tampered(original[0], tmp_path / "copy", *swap) as ledger:
        assert {(fault.kind, fault.index) for fault in ledger.verify(original[1])} == {
            (Kind.MOVED, one),
            (Kind.MOVED, other),
        }


@given(st.integers(0, SIZE - 1))
@settings(max_examples=15)
def test_tail_cut_with_everything_that_shows_it(original: tuple[Path, str], tmp_path: Path, size: int) -> None:
    cut = (f"DELETE FROM entry WHERE position >= {size}", "DELETE FROM checkpoint")
    with tampered(original[0], tmp_path / "copy", *cut) as ledger:
        ledger.close()
        rebuilt(tmp_path / "copy")
        assert kinds(ledger) == set()  # on its own the rest looks whole: the reason to hold checkpoints elsewhere
        assert kinds(ledger, original[1]) == {Kind.CUT_SHORT}


def test_tail_cut_carelessly_shows_without_a_held_checkpoint(original: tuple[Path, str], tmp_path: Path) -> None:
    cut = ("DELETE FROM entry WHERE position >= 30", "DELETE FROM checkpoint")
    with tampered(original[0], tmp_path / "copy", *cut) as ledger:
        assert kinds(ledger) == {Kind.CUT_SHORT}


def test_altered_with_the_tree_rebuilt(original: tuple[Path, str], tmp_path: Path) -> None:
    change = "UPDATE entry SET leaf = CAST(replace(leaf, 'person:5', 'person:6') AS BLOB) WHERE position = 5"
    with tampered(original[0], tmp_path / "copy", change) as ledger:
        assert kinds(ledger) == {Kind.ALTERED}
        ledger.close()
        rebuilt(tmp_path / "copy")
        assert kinds(ledger) == set()
        assert kinds(ledger, original[1]) == {Kind.REWRITTEN}


def test_a_damaged_tree_is_told_from_damaged_entries(original: tuple[Path, str], tmp_path: Path) -> None:
    with tampered(original[0], tmp_path / "a", "UPDATE node SET hash = zeroblob(32) WHERE level = 5") as ledger:
        assert kinds(ledger, original[1]) == {Kind.TREE_DAMAGED}
    with tampered(original[0], tmp_path / "b", "DELETE FROM node WHERE level = 5") as ledger:
        assert kinds(ledger, original[1]) == {Kind.TREE_DAMAGED}


def test_it_will_not_sign_a_second_history(original: tuple[Path, str], tmp_path: Path) -> None:
    for number, statement in enumerate(
        ("UPDATE node SET hash = zeroblob(32)", "DELETE FROM entry WHERE position > 20")
    ):
        with (
            tampered(original[0], tmp_path / str(number), statement) as ledger,
            pytest.raises(LedgerUnavailable, match="no longer continues"),
        ):
            ledger.checkpoint()


def test_a_gap_of_any_width_is_one_fault(original: tuple[Path, str], tmp_path: Path) -> None:
    far = f"UPDATE entry SET position = {2**60} WHERE position = {SIZE - 1}"
    with tampered(original[0], tmp_path / "copy", far) as ledger:
        assert kinds(ledger, original[1]) == {Kind.REMOVED, Kind.MOVED}


def test_a_page_with_an_unreadable_entry_is_refused_in_a_sentence(
    original: tuple[Path, str], tmp_path: Path
) -> None:
    broken = "UPDATE entry SET leaf = x'ff' WHERE position = 3"
    with tampered(original[0], tmp_path / "copy", broken) as ledger:
        with pytest.raises(LedgerUnavailable, match="cannot be used"):
            ledger.entries()
        assert kinds(ledger) == {Kind.ALTERED}


def test_checkpoints_of_others_are_named_so(original: tuple[Path, str], ledger: Ledger) -> None:
    assert kinds(ledger, original[1], "nonsense") == {Kind.FOREIGN_CHECKPOINT}


@pytest.mark.parametrize("kind", ATTACKS)
def test_a_random_attack_is_told_for_what_it_is(original: tuple[Path, str], tmp_path: Path, kind: str) -> None:
    folder, held = original
    key = signer_at(folder / "ledger.key").verifier_key
    said = [missed(kind, folder, tmp_path / "copy", held, key, seed) for seed in range(12)]
    assert [each for each in said if each is not None] == []


def test_entries_before_an_older_checkpoint_are_told_from_those_after_it(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger")
    events = [AuditEvent(act=Act.SEARCHED, actor=f"person:{n}") for n in range(SIZE)]
    ledger.append_all(events)
    first = ledger.checkpoint()
    ledger.append_all(events)
    second = ledger.checkpoint()
    ledger.close()
    rows = LedgerFile(tmp_path / "ledger" / "ledger.sqlite")
    leaves = [(n, leaf if n < 50 else leaf.replace(b"person", b"nobody")) for n, leaf, _ in rows.leaves()]
    rows.close()
    left_behind(tmp_path / "ledger", tmp_path / "copy", Tampered(leaves, rebuilt=True))
    with closing(LedgerFile(tmp_path / "copy")) as file, file.reading():
        [fault] = ledger_check.faults(
            file, [first, second], signer_at(tmp_path / "ledger" / "ledger.key").verifier_key
        )
    assert (fault.kind, fault.index) == (Kind.REWRITTEN, SIZE)
    assert fault.sentence.startswith(f"The first {SIZE} entries are as they were signed. Those after them")
