"""``safelight examine``: how it ends says what happened, and whatever went wrong is said in a sentence."""

import json
import re
from pathlib import Path

import pytest
from click.testing import Result
from tests.examining.hostile import GOOD, zip_of
from typer.testing import CliRunner

from safelight.cli import app

DOCUMENTS = {"summary.json", "records.parquet", "tally.json", "findings.json", "report.html", "sealed"}


def examine(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["examine", *map(str, arguments)])


@pytest.fixture
def chat(tmp_path: Path) -> Path:
    file = tmp_path / "WhatsApp Chat with Ben.txt"
    file.write_text(GOOD, encoding="utf-8")
    return file


def test_it_ends_with_0_when_everything_was_read(chat: Path, tmp_path: Path) -> None:
    done = examine(chat, "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output
    assert {path.name for path in (tmp_path / "out").iterdir()} == DOCUMENTS
    assert "1 sealed, 2 records" in done.output


def test_it_ends_with_3_and_says_what_was_not_read_and_why(chat: Path, tmp_path: Path) -> None:
    odd = tmp_path / "odd.bin"
    odd.write_bytes(b"\x00\x01\x02")
    done = examine(odd, chat, "--out", tmp_path / "out")
    assert done.exit_code == 3
    assert "Not read: odd.bin (3 bytes). No reader knows this kind of file yet." in done.output
    summary = json.loads((tmp_path / "out" / "summary.json").read_bytes())
    assert summary["records"] == {"message": 2}
    assert [part["exhibit"] for part in summary["not_read"]] == ["odd.bin"]


def test_a_reason_that_twenty_files_share_is_said_once(tmp_path: Path) -> None:
    archive = tmp_path / "many.zip"
    archive.write_bytes(zip_of({f"{number}.bin": b"\x00\x01" for number in range(20)}))
    done = examine(archive, "--out", tmp_path / "out")
    assert done.output.count("No reader knows this kind of file yet") == 1
    assert "and 17 more (40 bytes)" in done.output


def test_a_name_cannot_write_on_the_terminal(tmp_path: Path) -> None:
    archive = tmp_path / "odd.zip"
    archive.write_bytes(zip_of({"a\x1b[2J\u202egpj.bin": b"\x00\x01"}))
    done = examine(archive, "--out", tmp_path / "out")
    assert not re.search("[\x1b\u202e]", done.output)
    assert "⟦U+001B⟧" in done.output
    assert "⟦U+202E⟧" in done.output


def test_running_twice_into_one_folder_gives_the_same_again(chat: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    told = []
    for _ in range(2):
        assert examine(chat, "--out", out).exit_code == 0
        told.append([(out / name).read_bytes() for name in ("records.parquet", "tally.json", "findings.json")])
    assert told[0] == told[1]


@pytest.mark.parametrize(
    "context",
    [
        "timezone: Atlantis/Centre\n",
        "boundaries: [{at: soon}]\n",
        "no such part: 1\n",
        "[1, 2",
        "\x00",
        "!!python/object/apply:os.system [id]\n",
    ],
)
def test_a_context_that_makes_no_sense_ends_with_2_and_a_sentence(
    chat: Path, tmp_path: Path, context: str
) -> None:
    known = tmp_path / "known.yaml"
    known.write_text(context)
    done = examine(chat, "--out", tmp_path / "out", "--context", known)
    assert done.exit_code == 2
    assert done.output.strip().endswith(".")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("missing", ["path", "out", "context"])
def test_a_path_that_is_wrong_ends_with_2_before_anything_is_done(
    chat: Path, tmp_path: Path, missing: str
) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file")
    arguments = {
        "path": (tmp_path / "not there.txt", "--out", tmp_path / "out"),
        "out": (chat, "--out", taken),
        "context": (chat, "--out", tmp_path / "out", "--context", tmp_path / "not there.yaml"),
    }
    done = examine(*arguments[missing])
    assert done.exit_code == 2
    assert "Traceback" not in done.output
    assert taken.read_text() == "a file"
    assert not (tmp_path / "out").exists()


def test_what_is_written_is_never_examined(chat: Path, tmp_path: Path) -> None:
    done = examine(tmp_path, "--out", tmp_path / "out")
    assert done.exit_code == 2
    assert "lies inside what is to be examined" in " ".join(done.output.split())
    assert [path.name for path in tmp_path.iterdir()] == [chat.name]


TABLE = "Start,From,To\n2026-03-04 21:14:05,07700900123,07700900456\n"
DESCRIPTION = "time: Start\nsender: From\nrecipient: To\nkind: call\nzone: Europe/London\n"


def test_a_table_is_read_through_a_description(tmp_path: Path) -> None:
    table, description = tmp_path / "calls.csv", tmp_path / "calls.yaml"
    table.write_text(TABLE)
    description.write_text(DESCRIPTION)
    undescribed = examine(table, "--out", tmp_path / "first")
    assert undescribed.exit_code == 3
    assert "a table that nobody described yet" in undescribed.output
    done = examine(table, "--mapping", description, "--out", tmp_path / "out")
    assert done.exit_code == 0, done.output
    assert json.loads((tmp_path / "out" / "summary.json").read_bytes())["records"] == {"call": 1}


@pytest.mark.parametrize(
    "written",
    ["", "- a", "time: [1]", "colour: blue", "zone: Mars/Base", "time_form: pattern", "{", "kind: murder"],
)
def test_a_description_that_makes_no_sense_is_turned_down_in_a_sentence(tmp_path: Path, written: str) -> None:
    table, description = tmp_path / "calls.csv", tmp_path / "calls.yaml"
    table.write_text(TABLE)
    description.write_text(written)
    done = examine(table, "--mapping", description, "--out", tmp_path / "out")
    assert done.exit_code == 2
    assert "The description of the table was not used." in done.output
