"""``safelight check`` as people call it: what it says, how it ends, and that a stopped one goes on."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.called import safelight

HANDING_IN = """
import io, sys
from pathlib import Path
from safelight.cli.desk import prepare
prepare(Path(sys.argv[1]))
from safelight.desk.cases.actions import open_case
from safelight.desk.cases.models import Harm
from safelight.desk.exhibits.actions import hand_in
from safelight.desk.people.actions import make_person
person = make_person("asha", "correct-horse-lantern", "Asha Brown", "officer")
case = open_case(person, title="A", harm=Harm.STALKING, safe_contact="-")
for number in range(int(sys.argv[2])):
    hand_in(case, person, f"{number}.txt", io.BytesIO(b"%d" % number * 1000))
"""

STOPPING = """
import os, signal, sys
from safelight.evidence.checking import looked_at
adding = looked_at.LookedAt.add
def add(self, *what):
    adding(self, *what)
    self._file.flush()
    if self.count == 3:
        os.kill(os.getpid(), signal.SIGKILL)
looked_at.LookedAt.add = add
sys.argv = ["safelight", "check", "--folder", sys.argv[1]]
from safelight.cli import main
main()
"""


@pytest.fixture
def folder(tmp_path: Path, desk_of_three: Path) -> Path:
    shutil.copytree(desk_of_three, tmp_path, dirs_exist_ok=True)
    return tmp_path


def test_a_sound_desk(folder: Path) -> None:
    done = safelight("check", "--folder", str(folder))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Looked at 6 objects" in done.stdout
    assert "Nothing is lost and nothing was altered." in done.stdout


def test_damage_is_said_with_what_to_do_and_ends_with_one(folder: Path) -> None:
    sealed = max((path for path in (folder / "vault").rglob("*") if len(path.name) == 64), key=_size)
    sealed.write_bytes(sealed.read_bytes()[:-1])
    done = safelight("check", "--folder", str(folder))
    assert done.returncode == 1
    assert "WRONG (object damaged)" in done.stdout
    assert "Bring a sound copy back from a backup" in done.stdout
    assert "1 thing is wrong." in done.stdout


def test_a_killed_check_goes_on(folder: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", STOPPING, str(folder)], check=False, env=dict(os.environ))
    assert killed.returncode == -signal.SIGKILL
    done = safelight("check", "--folder", str(folder))
    assert "Going on with the check that began on" in done.stdout
    assert "3 objects are done" in done.stdout
    assert done.returncode == 0


def test_a_missing_force_key_is_a_sentence(folder: Path) -> None:
    (folder / "force.key").unlink()
    done = safelight("check", "--folder", str(folder))
    assert done.returncode == 2
    assert "The force key cannot be read" in done.stderr


def test_a_ledger_with_an_entry_that_cannot_be_read(folder: Path) -> None:
    with sqlite3.connect(folder / "ledger" / "ledger.sqlite") as connection:
        connection.execute("DROP TRIGGER entry_no_UPDATE")
        connection.execute("UPDATE entry SET leaf = x'00' WHERE position = 1")
    connection.close()
    done = safelight("check", "--folder", str(folder))
    assert done.returncode == 2
    assert "Entry 1 is not what was recorded." in done.stderr


def _size(path: Path) -> int:
    return path.stat().st_size


def test_the_key_of_the_force_is_changed_and_the_old_one_opens_nothing(folder: Path, tmp_path: Path) -> None:
    old = (folder / "force.key").read_bytes()
    done = safelight("rotate-key", "--folder", str(folder))
    assert done.returncode == 0, done.stderr
    assert "1 keys were wrapped anew." in done.stdout
    assert safelight("check", "--folder", str(folder)).returncode == 0
    (folder / "force.key").write_bytes(old)
    with_old = safelight("check", "--folder", str(folder))
    assert with_old.returncode == 1
    assert "WRONG (key of a case does not open)" in with_old.stdout
