"""A worker that is killed in the middle: its work is taken up again, and when that keeps happening it is told."""

import json
import os
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import pytest

DESK = Path(__file__).with_name("a_desk.py")


@pytest.fixture(scope="module")
def a_desk(tmp_path_factory):
    """The folder of a desk where a chat was handed in, made once: tests copy it."""
    folder = tmp_path_factory.mktemp("a-desk")
    played(folder, "prepare")
    return folder


@pytest.fixture
def states(tmp_path, a_desk):
    """How things stand at each ``show`` among the steps."""
    shutil.copytree(a_desk, tmp_path, dirs_exist_ok=True)
    return partial(played, tmp_path)


def played(folder: Path, *steps: str) -> list[dict[str, Any]]:
    environment = {**os.environ, "SAFELIGHT_FOLDER": str(folder)}
    done = subprocess.run([sys.executable, DESK, *steps], env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def test_a_killed_reading_is_taken_up_once(states):
    killed, ended, later = states("hang:read", "show", "work", "show", "work", "show")
    assert killed["stage"] == "reading"
    assert (ended["stage"], ended["attempts"], ended["records"]) == ("ready", 2, 2)
    assert ended["entries"] == ["exhibit.reading_failed", "exhibit.read", "case.examined"]
    assert later == ended


def test_killed_twice_is_reported_and_not_tried_again(states):
    ended, later = states("hang:read", "hang:read", "work", "show", "work", "show")
    assert (ended["stage"], ended["attempts"]) == ("not_read", 2)
    assert "again and again" in ended["problem"]
    assert "sealed and unharmed" in ended["problem"]
    assert ended["entries"] == ["exhibit.reading_failed", "exhibit.reading_failed"]
    assert later == ended


def test_a_killed_examination_is_taken_up_once(states):
    killed, ended = states("hang:examine", "show", "work", "show")
    assert killed["stage"] == "examining"
    assert (ended["stage"], ended["examination"]["state"]) == ("ready", "ready")
    assert ended["entries"] == ["exhibit.read", "case.examination_failed", "case.examined"]


def test_an_examination_killed_twice_leaves_what_was_read(states):
    (ended,) = states("hang:examine", "hang:examine", "work", "show")
    assert (ended["stage"], ended["records"], ended["examination"]["state"]) == ("ready", 2, "failed")
    assert "again and again" in ended["examination"]["problem"]
