"""Backup, restore, check and disposal with PostgreSQL in place of SQLite."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.called import safelight
from tests.cli.postgresql import create, postgresql
from tests.cli.test_backup import DISPOSING, Place
from tests.cli.test_check import HANDING_IN


def test_it_comes_back_into_another_database_and_disposal_reaches_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with postgresql(tmp_path) as port:
        first, second, third = (create(port, name) for name in ("first", "second", "third"))
        place = Place(tmp_path)
        monkeypatch.setenv("SAFELIGHT_DATABASE", first)
        place.hand_in(3)
        busy = subprocess.Popen(
            [sys.executable, "-c", HANDING_IN.replace('"asha"', '"busy"'), str(place.folder), "20"]
        )
        made = place.backup()
        busy.wait()
        assert made.returncode == 0, made.stdout + made.stderr

        into_used = place.restore("used")
        assert into_used.returncode == 2
        assert "holds tables already" in into_used.stderr

        monkeypatch.setenv("SAFELIGHT_DATABASE", second)
        back = place.restore("back")
        assert back.returncode == 0, back.stdout + back.stderr
        more = subprocess.run(
            [sys.executable, "-c", HANDING_IN.replace('"asha"', '"more"'), tmp_path / "back", "1"]
        )
        assert more.returncode == 0  # numbers go on where they were
        assert safelight("check", "--folder", str(tmp_path / "back")).returncode == 0

        monkeypatch.setenv("SAFELIGHT_DATABASE", first)
        disposing = DISPOSING.replace("Case.objects.get()", 'Case.objects.order_by("pk").first()')
        subprocess.run([sys.executable, "-c", disposing, place.folder], check=True)
        monkeypatch.setenv("SAFELIGHT_DATABASE", third)
        without = place.restore("without")
        assert without.returncode == 0, without.stdout + without.stderr
        assert "Nothing is lost and nothing was altered." in without.stdout

        monkeypatch.delenv("SAFELIGHT_DATABASE")
        into_sqlite = place.restore("sqlite")
        assert into_sqlite.returncode == 0, into_sqlite.stdout + into_sqlite.stderr
