"""A worker that is killed in the middle: its work is taken up again, and when that keeps happening it is told."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

DESK = Path(__file__).with_name("a_desk.py")


@pytest.fixture
def states(tmp_path):
    """How things stand at each ``show`` among the steps."""

    def played(*steps):
        environment = {**os.environ, "SAFELIGHT_FOLDER": str(tmp_path)}
        done = subprocess.run(
            [sys.executable, DESK, "prepare", *steps], env=environment, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        return json.loads(done.stdout)

    return played


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
