"""The ledger from the command line: what goes out of the house, and what comes back from a witness."""

import subprocess
import sys
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from tests.evidence.timestamp.an_authority import AnAuthority, serving
from typer.testing import CliRunner

from safelight.cli import app
from safelight.evidence import checkpoint
from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.ledger import Ledger
from safelight.evidence.receipt import verified as checked_receipt
from safelight.evidence.verifier import verify

NAME = "witness.example/one"


@pytest.fixture
def desk(tmp_path):
    ledger = Ledger(tmp_path / "desk" / "ledger")
    ledger.append_all([AuditEvent(act=Act.SEARCHED, actor=f"person:{n}") for n in range(20)])
    ledger.close()
    return tmp_path / "desk"


def run(*arguments, ends=0):
    result = CliRunner().invoke(app, ["ledger", *map(str, arguments)])
    assert result.exit_code == ends, result.output
    return result.output


def test_a_receipt_is_given_and_checked(desk, tmp_path):
    key = run("key", "--folder", desk).strip()
    run("receipt", 7, "--folder", desk, "--out", tmp_path / "7.tlog-proof")
    assert verify.main(["--key", key, str(tmp_path / "7.tlog-proof")]) == 0
    assert "Entry 99 is not in a ledger of 20 entries" in run("receipt", 99, "--folder", desk, ends=2)


def test_a_checkpoint_is_signed(desk):
    key = run("key", "--folder", desk).strip()
    assert checkpoint.verified(run("checkpoint", "--folder", desk), key).size == 20


def test_a_witness_far_away(desk, tmp_path):
    key = run("key", "--folder", desk).strip()
    witness_key = run("witness", "make", "--folder", tmp_path / "witness", "--name", NAME).strip()
    run("witness", "trust", "--folder", tmp_path / "witness", key)
    run("request", "--folder", desk, "--witness", NAME, "--out", tmp_path / "request")
    run("witness", "sign", "--folder", tmp_path / "witness", tmp_path / "request", "--out", tmp_path / "cosigned")
    said = run("cosigned", "--folder", desk, tmp_path / "cosigned", "--witness-key", witness_key)
    assert "The witness saw this checkpoint" in said
    assert NAME in run("checkpoint", "--folder", desk)
    (tmp_path / "request").write_text("something else")
    said = run("witness", "sign", "--folder", tmp_path / "witness", tmp_path / "request", ends=1)
    assert "Nothing was signed" in said
    (tmp_path / "cosigned").write_text(run("checkpoint", "--folder", desk).replace("one", "two"))
    wrong = run("cosigned", "--folder", desk, tmp_path / "cosigned", "--witness-key", witness_key, ends=2)
    assert f"It is not signed by {NAME}" in wrong


def test_everything_as_plain_files(desk, tmp_path):
    key = run("key", "--folder", desk).strip()
    assert "21 entries, 3 new files" in run("tiles", "--folder", desk, tmp_path / "tiles")
    assert "Everything holds: 21 entries" in run("check-tiles", tmp_path / "tiles", "--key", key)
    entries = tmp_path / "tiles" / "tile" / "entries" / "000.p" / "21"
    entries.write_bytes(entries.read_bytes().replace(b"person:3", b"person:4"))
    assert "DOES NOT HOLD" in run("check-tiles", tmp_path / "tiles", "--key", key, ends=1)


def test_a_ledger_that_cannot_be_opened(tmp_path):
    (tmp_path / "ledger").write_text("a file")
    assert "The ledger cannot be used" in run("checkpoint", "--folder", tmp_path, ends=2)


def test_a_time_from_outside(desk, tmp_path):
    authority = AnAuthority("An authority")
    (tmp_path / "roots.pem").write_bytes(authority.root_pem)
    roots = ("--certificates", tmp_path / "roots.pem")
    with serving(authority, datetime(2026, 11, 27, 12, tzinfo=UTC)) as address:
        said = run("timestamp", "--folder", desk, tmp_path / "out", "--authority", address, *roots)
    assert "2026-11-27 12:00:00 UTC" in said
    paths = (tmp_path / "out" / "checkpoint-20", tmp_path / "out" / "checkpoint-20.tsr")
    assert "Holds: the authority saw this checkpoint" in run("check-timestamp", *paths, *roots)
    paths[0].write_text(paths[0].read_text() + " ")
    assert "DOES NOT HOLD" in run("check-timestamp", *paths, *roots, ends=1)
    nobody = ("--authority", "http://127.0.0.1:1/")
    assert "gave no answer" in run("timestamp", "--folder", desk, tmp_path / "out", *nobody, *roots, ends=2)


def test_what_others_need_to_check(desk, tmp_path):
    run("receipt", 7, "--folder", desk, "--out", tmp_path / "7.tlog-proof")
    said = run("kit", "--folder", desk, tmp_path / "kit")
    assert sorted(path.name for path in (tmp_path / "kit").iterdir()) == ["index.html", "ledger.pub", "verify.py"]
    assert len(said.splitlines()) == 3
    command = [sys.executable, "-I", "-S", str(tmp_path / "kit" / "verify.py")]
    given = ["--key", str(tmp_path / "kit" / "ledger.pub"), str(tmp_path / "7.tlog-proof")]
    ended = subprocess.run([*command, *given], capture_output=True, text=True, check=False)
    assert (ended.returncode, "EVERYTHING HOLDS" in ended.stdout) == (0, True)


def test_a_receipt_for_a_file_that_was_handed_in(desk, tmp_path):
    (tmp_path / "export.zip").write_bytes(b"as it was handed in")
    (tmp_path / "other.zip").write_bytes(b"something else")
    digest = sha256(b"as it was handed in").hexdigest()
    ledger = Ledger(desk / "ledger")
    ledger.append(AuditEvent(act=Act.EXHIBIT_READ, actor="worker", subject=digest))
    sealed = ledger.append(AuditEvent(act=Act.EXHIBIT_SEALED, actor="person:7", subject=digest))
    ledger.append(AuditEvent(act=Act.EXHIBIT_SEALED, actor="person:8", subject=digest))
    key = ledger.verifier_key
    ledger.close()
    run("receipt-for", tmp_path / "export.zip", "--folder", desk, "--out", tmp_path / "r.tlog-proof")
    entry, _ = checked_receipt((tmp_path / "r.tlog-proof").read_text(), key)
    assert entry == sealed
    given = ["--key", key, str(tmp_path / "r.tlog-proof")]
    assert verify.main([*given, str(tmp_path / "export.zip")]) == 0
    assert verify.main([*given, str(tmp_path / "other.zip")]) == 1
    assert "No file with these bytes" in run("receipt-for", tmp_path / "other.zip", "--folder", desk, ends=2)
