"""A backup made while files are handed in, and brought back: all of it, or said in words what is missing."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.called import safelight
from tests.cli.test_check import HANDING_IN

DISPOSING = """
import sys
from pathlib import Path
from safelight.cli.desk import prepare
prepare(Path(sys.argv[1]))
from safelight.desk.cases.actions import add_member
from safelight.desk.cases.models import Case
from safelight.desk.disposal import actions
from safelight.desk.exhibits.worker import run_worker
from safelight.desk.people.actions import make_person
from safelight.desk.people.models import Person
run_worker(until_idle=True)
case, asha = Case.objects.get(), Person.objects.get(username="asha")
sam = make_person("sam", "correct-horse-lantern", "Sam Whitlock", "supervisor")
add_member(case, asha, sam)
actions.approve(actions.propose(case, asha, "mistake", reason="By mistake."), sam, reason="I agree.")
"""


class Place:
    """A desk's folder, a folder of backups and a copy of the keys."""

    def __init__(self, root: Path) -> None:
        self.folder, self.backups, self.keys, self.root = root / "desk", root / "backups", root / "keys", root

    def hand_in(self, count: int) -> None:
        subprocess.run([sys.executable, "-c", HANDING_IN, str(self.folder), str(count)], check=True)

    def hand_in_more(self) -> None:
        script = HANDING_IN.replace('make_person("asha"', f'make_person("more{len(self.stamps())}"')
        subprocess.run([sys.executable, "-c", script, str(self.folder), "1"], check=True)

    def backup(self, *more: str):
        words = ("--folder", str(self.folder), "--to", str(self.backups), "--keys", str(self.keys))
        return safelight("backup", *words, *more)

    def restore(self, name: str, *more: str, keys: Path | None = None):
        new = self.root / name
        new.mkdir()
        shutil.copy(self.folder / "force.key", new / "force.key")
        words = ("--folder", str(new), "--from", str(self.backups), "--keys", str(keys or self.keys))
        return safelight("restore", *words, *more)

    def stamps(self) -> list[str]:
        return sorted(one.name for one in self.backups.glob("2*Z"))


@pytest.fixture
def place(tmp_path: Path, desk_of_three: Path) -> Place:
    made = Place(tmp_path)
    shutil.copytree(desk_of_three, made.folder)
    return made


def test_a_backup_comes_back_whole_and_holds_no_word_in_clear_and_no_key(place: Place) -> None:
    made = place.backup()
    assert made.returncode == 0, made.stdout + made.stderr
    assert "1 cases, 6 objects" in made.stdout
    key = next((place.folder / "vault" / ".case-keys").glob("*.key")).read_bytes()
    pem = (place.folder / "ledger" / "ledger.key").read_bytes()
    for path in place.backups.rglob("*"):
        if path.is_file():
            for secret in (b"Asha Brown", b"scrypt", b"0.txt", key, pem[30:60]):
                assert secret not in path.read_bytes(), path.name
    assert "0 of 6 objects were new." in place.backup().stdout
    back = place.restore("new")
    assert back.returncode == 0, back.stdout + back.stderr
    assert "Nothing is lost and nothing was altered." in back.stdout
    assert "OLDER" not in back.stdout
    worked = safelight("backup", "--folder", str(place.root / "new"), "--to", str(place.root / "others"))
    assert "entries of the ledger" in worked.stdout  # what came back works: the ledger goes on, keys open


def test_a_backup_made_while_files_are_handed_in_comes_back_sound(place: Place) -> None:
    script = HANDING_IN.replace('person = make_person("asha"', 'person = make_person("busy"')
    busy = subprocess.Popen([sys.executable, "-c", script, str(place.folder), "60"])
    made = [place.backup(), place.backup()]
    busy.wait()
    assert [one.returncode for one in made] == [0, 0], made[0].stderr + made[1].stderr
    for number, stamp in enumerate(place.stamps()):
        back = place.restore(f"new-{number}", "--backup", stamp, "--accept-older")
        assert back.returncode == 0, back.stdout + back.stderr


def test_an_older_backup_is_refused_in_words_and_if_accepted_recorded(place: Place) -> None:
    place.backup()
    place.hand_in_more()
    place.backup()
    first = place.stamps()[0]
    refused = place.restore("refused", "--backup", first)
    assert refused.returncode == 3
    assert re.search(r"THIS BACKUP IS OLDER than what is known outside: \d+ entries", refused.stderr)
    assert [one.name for one in (place.root / "refused").iterdir()] == ["force.key"]
    accepted = place.restore("accepted", "--backup", first, "--accept-older")
    assert "The key that signs the ledger came back with it." in accepted.stdout
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr
    assert "THIS BACKUP IS OLDER" in accepted.stdout
    assert (place.root / "accepted" / "restored.json").exists()


def test_a_checkpoint_kept_outside_tells_that_the_newest_backup_is_older(place: Place) -> None:
    place.backup()
    (place.keys / "last-checkpoint").unlink()
    place.hand_in_more()
    note = subprocess.run(
        [sys.executable, "-c", CHECKPOINT, str(place.folder)], check=True, capture_output=True, text=True
    ).stdout
    (place.root / "note").write_text(note)
    assert place.restore("refused", "--checkpoint", str(place.root / "note")).returncode == 3
    assert place.restore("fine").returncode == 0


CHECKPOINT = """
import sys
from pathlib import Path
from safelight.evidence.ledger import Ledger
sys.stdout.write(Ledger(Path(sys.argv[1]) / "ledger").checkpoint())
"""


def test_disposal_reaches_old_backups(place: Place) -> None:
    place.backup()
    subprocess.run([sys.executable, "-c", DISPOSING, str(place.folder)], check=True)
    assert list(place.keys.glob("*.key")) == [place.keys / "of-the-force.key"]
    back = place.restore("new")
    assert back.returncode == 0, back.stdout + back.stderr
    assert "Nothing is lost" in back.stdout
    assert not any((place.root / "new" / "vault").glob("*/*/*"))
    with_old_keys = place.root / "old-keys"  # even with the mark taken away, the key is not there any more
    shutil.copytree(place.keys, with_old_keys)
    for mark in with_old_keys.glob("*.disposed"):
        mark.unlink()
    without = place.restore("without", keys=with_old_keys)
    assert without.returncode == 2
    assert "its key is missing" in without.stderr


def test_what_cannot_be_restored_says_so(place: Place, tmp_path: Path) -> None:
    place.backup()
    place.backups.joinpath(place.stamps()[0], "rows").rename(tmp_path / "rows")
    wrong_keys = tmp_path / "wrong"
    wrong_keys.mkdir()
    assert "no copy of the keys" in place.restore("b", keys=wrong_keys).stderr
    other = safelight("backup", "--folder", str(place.folder), "--to", str(place.folder))
    assert other.returncode == 2
    assert "holds something else" in other.stderr
    into_old = safelight(
        "restore", "--folder", str(place.folder), "--from", str(place.backups), "--keys", str(place.keys)
    )
    assert into_old.returncode == 2
    assert "is not empty" in into_old.stderr


def test_what_is_wrong_is_told_when_a_backup_is_made(place: Place) -> None:
    sealed = next(path for path in (place.folder / "vault").rglob("*") if len(path.name) == 64)
    content = bytearray(sealed.read_bytes())
    content[80] ^= 1
    sealed.write_bytes(content)
    made = safelight("backup", "--folder", str(place.folder), "--to", str(place.backups))
    assert made.returncode == 1
    assert "nobody can open this backup" in made.stdout
    assert "is not sound in the backup" in made.stdout


FULL = """
import resource
from safelight.evidence.backup import ledger_copy
copying = ledger_copy.copy_ledger
def copy(*places):
    resource.setrlimit(resource.RLIMIT_FSIZE, (300, -1))
    return copying(*places)
ledger_copy.copy_ledger = copy
from safelight.cli import main
main()
"""


def test_a_full_disk_makes_no_backup(place: Place) -> None:
    words = ("backup", "--folder", str(place.folder), "--to", str(place.backups), "--keys", str(place.keys))
    done = subprocess.run([sys.executable, "-c", FULL, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "No backup was made" in done.stderr
    assert place.stamps() == []
