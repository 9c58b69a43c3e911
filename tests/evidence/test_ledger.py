"""What is recorded is there, in order, provable, and only ever added to."""

import json
import sqlite3
import threading
from pathlib import Path

import pytest

from safelight.evidence import checkpoint, merkle, receipt
from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.ledger import Ledger, LedgerUnavailable
from safelight.evidence.ledger_entry import EntryTooLong


def event(number: int = 0, case: str = "") -> AuditEvent:
    return AuditEvent(act=Act.LOOKED_AT_CASE, actor=f"person:{number}", case=case, details={"count": number})


def test_entries_come_back_in_order(ledger: Ledger) -> None:
    written = [ledger.append(event(n)) for n in range(3)] + ledger.append_all([event(n) for n in range(3, 8)])
    assert [entry.index for entry in written] == list(range(8))
    assert ledger.entries() == written
    assert ledger.entries(newest_first=True) == written[::-1]
    assert ledger.entries(start=2, limit=3) == written[2:5]
    assert ledger.entries(start=2, limit=3, newest_first=True) == written[::-1][2:5]
    assert ledger.entries(start=8) == ledger.entries(start=99, newest_first=True) == []
    assert all(entry.at.utcoffset().total_seconds() == 0 for entry in written)
    assert ledger.size == ledger.count() == 8


def test_entries_of_one_case(ledger: Ledger) -> None:
    written = ledger.append_all([event(n, case=("a", "b", "")[n % 3]) for n in range(9)])
    assert ledger.entries(case="b") == written[1::3]
    assert ledger.entries(case="b", newest_first=True, start=1, limit=1) == [written[4]]
    assert ledger.count(case="b") == 3
    assert ledger.entries(case="c") == []
    assert ledger.count(case="c") == 0


def test_nothing_appended_is_nothing(ledger: Ledger) -> None:
    assert ledger.append_all([]) == []
    assert ledger.size == 0
    assert ledger.root() == merkle.EMPTY_ROOT
    assert ledger.verify() == []


def test_root_and_proofs_are_those_of_the_entries(ledger: Ledger) -> None:
    entries = [entry for count in (1, 2, 5, 3) for entry in ledger.append_all([event(n) for n in range(count)])]
    for entry in entries:
        path = ledger.inclusion_proof(entry.index, 11)
        assert merkle.is_included(entry.leaf_hash, entry.index, 11, path, ledger.root())
    path = ledger.consistency_proof(4, 11)
    assert merkle.is_consistent(4, 11, ledger.root(4), ledger.root(), path)


def test_opened_again_it_goes_on_with_the_same_tree_and_key(tmp_path: Path) -> None:
    first = Ledger(tmp_path)
    first.append_all([event(n) for n in range(5)])
    old = first.checkpoint()
    first.close()
    second = Ledger(tmp_path)
    second.append(event(5))
    assert second.verifier_key == first.verifier_key
    assert checkpoint.verified(second.checkpoint(), first.verifier_key).size == 6
    assert second.verify(old) == []
    second.close()


def test_only_its_own_account_can_read_it(tmp_path: Path, ledger: Ledger) -> None:
    ledger.append(event())
    kept = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "ledger").iterdir()}
    assert kept.pop("ledger.key") == kept.pop("ledger.sqlite") == 0o600
    assert set(kept.values()) <= {0o600}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET leaf = x'00' WHERE position = 1",
        "DELETE FROM entry WHERE position = 2",
        "DELETE FROM node",
        "UPDATE node SET hash = x'00'",
        "DELETE FROM checkpoint",
        "UPDATE checkpoint SET note = ''",
        "INSERT INTO entry (position, case_id, leaf) VALUES (7, '', x'00')",
        "REPLACE INTO entry (position, case_id, leaf) VALUES (1, '', x'00')",
    ],
)
def test_the_file_refuses_changes(tmp_path: Path, ledger: Ledger, statement: str) -> None:
    ledger.append_all([event(n) for n in range(3)])
    ledger.checkpoint()
    connection = sqlite3.connect(tmp_path / "ledger" / "ledger.sqlite")
    with pytest.raises(sqlite3.IntegrityError, match="The ledger"):
        connection.execute(statement)
    connection.close()


def test_threads_share_commits_and_every_entry_is_there(ledger: Ledger) -> None:
    written: list[int] = []

    def work(number: int) -> None:
        written.extend(ledger.append(event(number)).index for _ in range(40))

    threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(written) == list(range(240))
    assert ledger.verify() == []


def test_checkpoint_of_the_same_head_is_the_same(ledger: Ledger) -> None:
    assert checkpoint.verified(ledger.checkpoint(), ledger.verifier_key).root == merkle.EMPTY_ROOT
    ledger.append(event())
    assert ledger.checkpoint() == ledger.checkpoint()


def test_receipt_proves_its_entry(ledger: Ledger) -> None:
    written = ledger.append_all([event(n) for n in range(6)])
    early = ledger.receipt(3)
    ledger.append_all([event(n) for n in range(6, 20)])
    for text in (early, ledger.receipt(3)):
        assert receipt.verified(text, ledger.verifier_key)[0] == written[3]


def test_receipt_of_an_entry_that_is_not_there(ledger: Ledger) -> None:
    ledger.append(event())
    with pytest.raises(ValueError, match="Entry 1 is not in a ledger of 1"):
        ledger.receipt(1)


def test_entry_too_long_for_the_export_format(ledger: Ledger) -> None:
    with pytest.raises(EntryTooLong, match="65535"):
        ledger.append(AuditEvent(act=Act.SEARCHED, actor="x" * 70_000))
    assert ledger.append(event()).index == 0


def test_one_bad_event_does_not_stop_the_others(ledger: Ledger) -> None:
    with pytest.raises(LedgerUnavailable, match="Nothing was shown"):
        ledger.append_all([event(), AuditEvent(act=Act.SEARCHED, actor="\ud800")])
    assert ledger.size == 0
    assert ledger.append(event()).index == 0


def test_stored_bytes_are_canonical_json(tmp_path: Path, ledger: Ledger) -> None:
    entry = ledger.append(AuditEvent(act=Act.SEARCHED, actor="person:é", details={"b": 2, "a": 1}))
    connection = sqlite3.connect(tmp_path / "ledger" / "ledger.sqlite")
    [(leaf,)] = connection.execute("SELECT leaf FROM entry").fetchall()
    connection.close()
    again = json.dumps(json.loads(leaf), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert leaf.decode() == again
    assert merkle.leaf_hash(leaf) == entry.leaf_hash == ledger.entries()[0].leaf_hash


def test_a_commit_that_fails_is_told_to_everybody_who_waited(ledger: Ledger, monkeypatch) -> None:
    refused: list[int] = []

    def work(number: int) -> None:
        for _ in range(20):
            with pytest.raises(LedgerUnavailable, match="no space"):
                ledger.append(event(number))
            refused.append(number)

    def no_space(_events: object) -> None:
        raise OSError("no space")

    monkeypatch.setattr(ledger._queue, "_write", no_space)
    threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 120
    monkeypatch.undo()
    assert ledger.append(event()).index == 0


@pytest.mark.parametrize("its_turn_had_come", [True, False])
def test_somebody_interrupted_while_waiting_leaves_nobody_stuck(ledger, monkeypatch, its_turn_had_come) -> None:
    class Interrupted(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            if its_turn_had_come:
                self.set()
            raise KeyboardInterrupt

    ledger._queue._somebody_writes = True
    monkeypatch.setattr(threading, "Event", Interrupted)
    with pytest.raises(KeyboardInterrupt):
        ledger.append(event())
    monkeypatch.undo()
    assert ledger._queue._waiting == []
    if its_turn_had_come:
        assert ledger.append(event()).index == 0


def test_proofs_are_those_of_the_plain_tree_at_every_size(ledger: Ledger) -> None:
    leaves: list[bytes] = []
    for count in (1, 6, 9, 200, 41, 600, 1):
        written = ledger.append_all([event(n) for n in range(count)])
        leaves += [entry.leaf_hash for entry in written]
        for size in sorted({len(leaves), len(leaves) - count // 2, len(leaves) // 3 + 1}):
            for index in {0, size - 1, size // 2, size // 7, min(255, size - 1), min(256, size - 1)}:
                path = ledger.inclusion_proof(index, size)
                assert merkle.is_included(leaves[index], index, size, path, ledger.root(size))


def test_no_receipt_for_an_entry_that_was_changed(tmp_path: Path, ledger: Ledger) -> None:
    ledger.append_all([event(n) for n in range(20)])
    ledger.checkpoint()
    connection = sqlite3.connect(tmp_path / "ledger" / "ledger.sqlite", isolation_level=None)
    connection.execute("DROP TRIGGER entry_no_UPDATE")
    connection.execute(
        "UPDATE entry SET leaf = CAST(replace(leaf, 'person:5', 'person:6') AS BLOB) WHERE position = 5"
    )
    connection.close()
    assert receipt.verified(ledger.receipt(6), ledger.verifier_key)[0].index == 6
    with pytest.raises(LedgerUnavailable, match="Entry 5 is not what was recorded"):
        ledger.receipt(5)
