"""The desk's small commands, each in a process of its own as people call them."""

import os
import signal
import sys
from pathlib import Path

from tests.cli.called import safelight

from safelight.cli.desk import kept_running

PASSWORD = "lantern-and-thimble"


def add_person(folder: Path, username: str, role: str, password: str = PASSWORD):
    words = ("add-person", username, "--name", "Asha Brown", "--role", role, "--folder", str(folder))
    return safelight(*words, typed=f"{password}\n{password}\n")


def test_a_person_is_made_once_and_the_password_is_never_shown(tmp_path):
    made = add_person(tmp_path, "asha", "officer")
    assert made.returncode == 0, made.stderr
    assert "Asha Brown can sign in as asha." in made.stdout
    assert PASSWORD not in made.stdout + made.stderr
    again = add_person(tmp_path, "ASHA", "officer")
    assert again.returncode == 2
    assert "already signs in" in again.stderr


def test_a_role_or_password_that_cannot_be_used_gets_a_sentence(tmp_path):
    wrong_role = add_person(tmp_path, "asha", "administrator")
    assert wrong_role.returncode == 2
    assert "There is no role" in wrong_role.stderr
    weak = add_person(tmp_path, "asha", "officer", "short")
    assert weak.returncode == 2
    assert "12 characters" in weak.stderr


def test_what_is_kept_running_is_started_again_when_it_is_killed(tmp_path):
    began = tmp_path / "began"
    began.touch()
    script = f"import os, time; open({str(began)!r}, 'a').write(f'{{os.getpid()}} '); time.sleep(600)"
    with kept_running([sys.executable, "-c", script]):
        first = _once_there(began, 1)[0]
        os.kill(first, signal.SIGKILL)
        second = _once_there(began, 2)[1]
        assert second != first
    assert not Path(f"/proc/{second}").exists()


def _once_there(file: Path, count: int) -> list[int]:
    while len(found := file.read_text().split()) < count:
        pass
    return [int(one) for one in found]
