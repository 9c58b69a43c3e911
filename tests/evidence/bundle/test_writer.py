"""A bundle is whole or not there, is recorded before it can be seen, and says what is in it."""

import json
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from safelight.evidence import receipt
from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.bundle.contents import BundleContents, BundleExhibit, BundleRefused
from safelight.evidence.bundle.writer import Bundle, BundleWriter
from safelight.evidence.bundle.zip_copy import write_zip
from safelight.evidence.ledger import Ledger, LedgerUnavailable

EXPORTED = AuditEvent(act=Act.EXPORTED, actor="person:7", case="case:1")
ORIGINAL = b"what was handed in"
EXHIBIT = BundleExhibit(
    reference="AB/1", sha256=sha256(ORIGINAL).hexdigest(), blake3="0" * 64, size=18, path="exhibits/AB-1.txt"
)
CONTENTS = BundleContents(
    case="12/2026", description={"query": {"words": "sofa é"}}, exhibits=[EXHIBIT], entries=[0, 2]
)


def make(folder: Path, ledger: Ledger) -> Bundle:
    ledger.append(AuditEvent(act=Act.EXHIBIT_SEALED, actor="person:7", subject=EXHIBIT.sha256))
    ledger.append_all([AuditEvent(act=Act.SEARCHED, actor=f"person:{n}") for n in range(4)])
    with BundleWriter(folder, ledger) as bundle:
        with bundle.adding("exhibits/AB-1.txt") as out:
            out.write(ORIGINAL[:5])
            out.write(ORIGINAL[5:])
        with bundle.adding("records.csv") as out:
            out.write(b"at,text\n")
        return bundle.finish(CONTENTS, audit=EXPORTED)


def verify(*arguments: object) -> subprocess.CompletedProcess[str]:
    script = Path(str(arguments[0])) / "verify.py"
    command = [sys.executable, "-I", "-S", str(script), *map(str, arguments[1:])]
    return subprocess.run(command, capture_output=True, text=True, env={}, check=False)


def test_it_lists_what_is_in_it_and_holds_without_safelight(tmp_path: Path, ledger: Ledger) -> None:
    made = make(tmp_path / "out", ledger)
    listed = json.loads((made.folder / "bundle.json").read_bytes())
    assert listed["description"] == {"query": {"words": "sofa é"}}
    assert [each["path"] for each in listed["files"]] == [
        "exhibits/AB-1.txt",
        "index.html",
        "records.csv",
        "verify.py",
    ]
    answer = verify(made.folder, "--key", ledger.verifier_key)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert "Exhibit AB/1: sealed in entry 0" in answer.stdout
    assert "EVERYTHING HOLDS" in answer.stdout


def test_its_zip_is_the_same_every_time_and_holds(tmp_path: Path, ledger: Ledger) -> None:
    made = make(tmp_path / "out", ledger)
    for name in ("a.zip", "b.zip"):
        write_zip(made.folder, tmp_path / name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    assert zipfile.ZipFile(tmp_path / "a.zip").testzip() is None
    answer = verify(made.folder, "--key", ledger.verifier_key, tmp_path / "a.zip")
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_the_ledger_names_the_bundle(tmp_path: Path, ledger: Ledger) -> None:
    made = make(tmp_path / "out", ledger)
    own = (made.folder / "ledger" / "bundle.tlog-proof").read_text()
    entry, _ = receipt.verified(own, ledger.verifier_key)
    assert entry == made.entry
    assert entry.event.subject == made.sha256 == sha256((made.folder / "bundle.json").read_bytes()).hexdigest()


def test_what_was_not_finished_leaves_nothing(tmp_path: Path, ledger: Ledger) -> None:
    with BundleWriter(tmp_path / "out", ledger) as bundle, bundle.adding("a.txt") as out:
        out.write(b"half")
    assert {path.name for path in tmp_path.iterdir()} == {"ledger"}


def test_what_cannot_be_recorded_is_not_made(tmp_path: Path, ledger: Ledger, monkeypatch) -> None:
    def refuse(*_: object) -> None:
        raise LedgerUnavailable("no")

    monkeypatch.setattr(ledger, "append", refuse)
    with BundleWriter(tmp_path / "out", ledger) as bundle, pytest.raises(LedgerUnavailable):
        bundle.finish(BundleContents(case="1", description={}), audit=EXPORTED)
    assert {path.name for path in tmp_path.iterdir()} == {"ledger"}


@pytest.mark.parametrize(
    "path",
    [
        *(
            "",
            ".",
            "..",
            "a/../b",
            "/a",
            "a//b",
            "a/",
            "a\\b",
            "C:a",
            "a b",
            "é",
            "a\n",
            ".hidden",
            "con",
            "a/NUL.txt",
        ),
        *("a.", "bundle.json", "Verify.PY", "ledger/9.tlog-proof", "LEDGER/x", "x" * 201),
    ],
)
def test_names_that_some_system_would_take_otherwise(tmp_path: Path, ledger: Ledger, path: str) -> None:
    with BundleWriter(tmp_path / "out", ledger) as bundle, pytest.raises(BundleRefused), bundle.adding(path):
        pass


def test_one_name_once_whatever_its_case(tmp_path: Path, ledger: Ledger) -> None:
    with BundleWriter(tmp_path / "out", ledger) as bundle:
        with bundle.adding("a/B.txt"):
            pass
        for name in ("A/b.TXT", "a/b.txt/c", "A"):
            with pytest.raises(BundleRefused, match="already"), bundle.adding(name):
                pass


@pytest.mark.parametrize("value", ["\ud800", 1.5, 2**53, {1: "a"}, b"a", [object()]])
def test_a_description_that_not_every_program_reads_alike(tmp_path: Path, ledger: Ledger, value: object) -> None:
    contents = BundleContents(case="1", description={"query": value})
    with BundleWriter(tmp_path / "out", ledger) as bundle, pytest.raises(BundleRefused):
        bundle.finish(contents, audit=EXPORTED)
    assert ledger.size == 0


def test_an_entry_that_is_not_there(tmp_path: Path, ledger: Ledger) -> None:
    contents = BundleContents(case="1", description={}, entries=[7])
    with BundleWriter(tmp_path / "out", ledger) as bundle, pytest.raises(BundleRefused, match="not in the ledger"):
        bundle.finish(contents, audit=EXPORTED)
    assert ledger.size == 0


def test_nothing_is_written_over(tmp_path: Path, ledger: Ledger) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(BundleRefused, match="already there"):
        BundleWriter(tmp_path / "out", ledger)
