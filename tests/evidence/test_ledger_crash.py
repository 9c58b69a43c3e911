"""What was acknowledged survives a kill, a full disk and other writers."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from safelight.evidence import checkpoint
from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.ledger import Ledger, LedgerUnavailable

APPENDING = """
import os, sys
from pathlib import Path
from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.ledger import Ledger
ledger = Ledger(Path(sys.argv[1]))
for number in range(int(sys.argv[2])):
    entry = ledger.append(AuditEvent(act=Act.SEARCHED, actor=sys.argv[3], details={"n": number}))
    os.write(1, b"%d\\n" % entry.index)
"""


def appending(folder: Path, count: int, actor: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", APPENDING, str(folder), str(count), actor]
    return subprocess.Popen(command, stdout=subprocess.PIPE)


@pytest.mark.parametrize("lines_before_the_kill", [1, 7, 60])
def test_killed_while_appending(tmp_path: Path, lines_before_the_kill: int) -> None:
    child = appending(tmp_path, 1_000_000, "child")
    for _ in range(lines_before_the_kill):
        child.stdout.readline()
    child.send_signal(signal.SIGKILL)
    rest = child.stdout.read().split(b"\n")[:-1]
    child.stdout.close()
    child.wait()
    acknowledged = lines_before_the_kill + len(rest)
    ledger = Ledger(tmp_path)
    assert acknowledged <= ledger.size <= acknowledged + 1
    assert ledger.verify() == []
    assert ledger.append(AuditEvent(act=Act.SEARCHED, actor="after")).index == ledger.size - 1
    ledger.close()


def test_processes_appending_at_once_make_one_tree(tmp_path: Path) -> None:
    children = [appending(tmp_path, 60, f"child:{n}") for n in range(3)]
    written = [[int(line) for line in child.communicate()[0].split()] for child in children]
    assert sorted(number for own in written for number in own) == list(range(180))
    assert all(own == sorted(own) for own in written)
    ledger = Ledger(tmp_path)
    assert checkpoint.verified(ledger.checkpoint(), ledger.verifier_key).size == 180
    assert ledger.verify() == []
    ledger.close()


def test_a_forked_worker_goes_on_with_the_same_ledger(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.append(AuditEvent(act=Act.SEARCHED, actor="parent"))
    child = os.fork()
    if not child:
        done = ledger.append(AuditEvent(act=Act.SEARCHED, actor="child")).index == 1
        os._exit(0 if done else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert ledger.append(AuditEvent(act=Act.SEARCHED, actor="parent")).index == 2
    assert ledger.verify() == []
    ledger.close()


def test_full_disk_refuses_and_keeps_what_was_acknowledged(tmp_path: Path, full_disk) -> None:
    ledger = Ledger(tmp_path)
    event = AuditEvent(act=Act.SEARCHED, actor="x" * 1000)
    acknowledged = 0

    def fill() -> None:
        nonlocal acknowledged
        while acknowledged < 10_000:
            ledger.append(event)
            acknowledged += 1

    with full_disk(200_000), pytest.raises(LedgerUnavailable, match="Nothing was shown or changed"):
        fill()
    assert 0 < acknowledged < 10_000
    assert ledger.size == acknowledged
    assert ledger.append(event).index == acknowledged
    assert ledger.verify() == []
    ledger.close()


def test_ledger_taken_away_while_in_use(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger")
    ledger.append(AuditEvent(act=Act.SEARCHED, actor="a"))
    (tmp_path / "ledger").rename(tmp_path / "elsewhere")
    with pytest.raises(LedgerUnavailable, match="cannot be used"):
        ledger.append(AuditEvent(act=Act.SEARCHED, actor="b"))
    ledger.close()


def test_ledger_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "ledger").write_text("a file stands where the folder should be")
    with pytest.raises(LedgerUnavailable, match="cannot be used"):
        Ledger(tmp_path / "ledger")


def test_file_that_is_no_ledger(tmp_path: Path) -> None:
    (tmp_path / "ledger.sqlite").write_bytes(b"not a database" * 1000)
    with pytest.raises(LedgerUnavailable, match="cannot be used"):
        Ledger(tmp_path)


def test_file_that_may_only_be_read(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    ledger.append(AuditEvent(act=Act.SEARCHED, actor="a"))
    ledger._file("write")._connection.execute("PRAGMA query_only = ON")
    with pytest.raises(LedgerUnavailable, match="readonly"):
        ledger.append(AuditEvent(act=Act.SEARCHED, actor="b"))
    assert ledger.size == 1
    ledger.close()
