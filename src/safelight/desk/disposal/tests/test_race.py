"""Of many who approve at once one does, and the words of the case are in no file of the database afterwards."""

import json
import os
import subprocess
import sys
from pathlib import Path

RACE = Path(__file__).with_name("a_race.py")


def test_of_many_who_approve_at_once_one_does_and_no_word_is_left(tmp_path):
    environment = {**os.environ, "SAFELIGHT_FOLDER": str(tmp_path)}
    done = subprocess.run([sys.executable, RACE], env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    state = json.loads(done.stdout)
    assert state["outcomes"].count("done") == 1
    assert len(state["outcomes"]) == 16
    assert (state["done"], state["entries"]) == (1, 1)
    assert set(state["before"]) == {"Quokka", "Wombat at noon"}
    assert state["after"] == []
