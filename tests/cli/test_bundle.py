"""``safelight bundle``: what would go in is shown first, and exactly that is made."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import msgspec
import pyrage
import pytest
from typer.testing import CliRunner, Result

from safelight.cli import app

CHAT = "\n".join(
    [
        "01/03/2026, 20:00 - Alex: Are you coming on Saturday?",
        "01/03/2026, 20:01 - Jordan: I am watching you and I will kill you tonight",
        "01/03/2026, 20:02 - Jordan: tell Quennell Dare that I know where he lives",
        "01/03/2026, 20:03 - Alex: Stop writing to me",
        "02/03/2026, 20:03 - Jordan: no",
    ]
)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)))


@pytest.fixture(scope="module")
def examined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("examined")
    (place / "WhatsApp Chat with Jordan.txt").write_text(CHAT + "\n", encoding="utf-8")
    context = place / "context.yaml"
    context.write_text("timezone: Europe/London\nowner: {name: Alex, accounts: [Alex]}\n", encoding="utf-8")
    answer = run("examine", place / "WhatsApp Chat with Jordan.txt", "--out", place / "out", "--context", context)
    assert answer.exit_code == 0, answer.output
    return place / "out"


def choice_in(folder: Path, **changes: object) -> Path:
    found = msgspec.json.decode((folder / "findings.json").read_bytes())["findings"]
    choice = {
        "case": "2026-0042",
        "accepted_by": "Asha Brown, officer",
        "accepted_at": "2026-03-03T10:00:00+00:00",
        "findings": [{"id": found[0]["id"], "reason": "I read them."}],
        "records": "matching",
        **changes,
    }
    file = folder / "choice.json"
    file.write_bytes(msgspec.json.encode(choice))
    return file


def fingerprint(answer: Result) -> str:
    return re.search(r"--shown ([0-9a-f]{64})", answer.output)[1]


def test_it_shows_first_and_makes_exactly_what_was_shown(examined: Path, tmp_path: Path) -> None:
    choice = choice_in(examined, originals=["WhatsApp Chat with Jordan.txt"])
    shown = run("bundle", examined, "--choice", choice)
    assert shown.exit_code == 0, shown.output
    assert "5 records and 1 findings would go in" in shown.output
    assert "Nothing was made" in shown.output
    out = tmp_path / "bundle.zip"
    made = run("bundle", examined, "--choice", choice, "--out", out, "--shown", fingerprint(shown))
    assert made.exit_code == 0, made.output
    with zipfile.ZipFile(out) as packed:
        packed.extractall(tmp_path / "opened")
    opened = tmp_path / "opened"
    assert (opened / "originals" / "E-1.txt").read_text(encoding="utf-8") == CHAT + "\n"
    verifier = [sys.executable, "-I", "-S", "verify.py", "."]
    checked = subprocess.run(verifier, cwd=opened, capture_output=True, text=True, check=False)
    assert "EVERYTHING HOLDS" in checked.stdout, checked.stdout


def test_what_was_not_shown_is_not_made(examined: Path, tmp_path: Path) -> None:
    out = tmp_path / "bundle.zip"
    answer = run("bundle", examined, "--choice", choice_in(examined), "--out", out, "--shown", "0" * 64)
    assert answer.exit_code == 2
    assert not out.exists()


def test_it_is_locked_for_keys_and_removed_words_are_gone(examined: Path, tmp_path: Path) -> None:
    identity = pyrage.x25519.Identity.generate()
    choice = choice_in(examined, remove=[{"account": "Quennell Dare", "reason": "third party"}])
    out, key = tmp_path / "bundle.zip.age", str(identity.to_public())
    given = ("bundle", examined, "--choice", choice, "--recipient", key)
    made = run(*given, "--out", out, "--shown", fingerprint(run(*given)))
    assert made.exit_code == 0, made.output
    plain = tmp_path / "bundle.zip"
    plain.write_bytes(pyrage.decrypt(out.read_bytes(), [identity]))
    with zipfile.ZipFile(plain) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    assert b"[removed: third party]" in files["records.csv"]
    assert not [name for name, data in files.items() if b"Quennell" in data]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"findings": [{"id": "0" * 32, "reason": "x"}]}, "no finding with the id"),
        ({"exhibits": ["nothing.txt"]}, "no exhibit named nothing.txt"),
        ({"remove": [{"words": "sofa", "account": "sofa", "reason": "x"}]}, "one of words, account and record"),
        ({"accepted_at": "2026-03-03T10:00:00"}, "The choice cannot be read"),
        ({"unknown": 1}, "The choice cannot be read"),
    ],
)
def test_what_cannot_be_meant_is_a_sentence(examined: Path, changes: dict[str, object], said: str) -> None:
    answer = run("bundle", examined, "--choice", choice_in(examined, **changes))
    assert answer.exit_code == 2
    assert said in " ".join(answer.output.split())


def test_a_folder_that_was_not_examined_is_a_sentence(examined: Path, tmp_path: Path) -> None:
    answer = run("bundle", tmp_path, "--choice", choice_in(examined))
    assert answer.exit_code == 2
    assert "does not hold a whole examination" in " ".join(answer.output.split())
