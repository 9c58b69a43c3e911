"""Settings from outside: refused in a sentence, secure unless only this machine may ask."""

import os
import stat
import subprocess
import sys

import pytest

from safelight.desk import environment


def test_the_secret_key_is_made_once_and_only_its_owner_reads_it(tmp_path):
    key = environment.secret_key(tmp_path)
    assert environment.secret_key(tmp_path) == key
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(
    ("name", "value", "ask"),
    [
        ("DEBUG", "yes", lambda: environment.switch("DEBUG", default=False)),
        ("FILES_LIMIT", "many", lambda: environment.count("FILES_LIMIT", 1)),
        ("DATABASE", "mysql://a/b", lambda: environment.database(None)),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(monkeypatch, name, value, ask):
    monkeypatch.setenv(f"SAFELIGHT_{name}", value)
    with pytest.raises(environment.WrongSetting, match=f"SAFELIGHT_{name}"):
        ask()


def test_postgresql_by_address(monkeypatch):
    monkeypatch.setenv("SAFELIGHT_DATABASE", "postgresql://desk:p%40ss@db.example/safelight")
    database = environment.database(None)
    assert (database["USER"], database["PASSWORD"], database["NAME"]) == ("desk", "p@ss", "safelight")


def test_a_desk_others_can_reach_passes_djangos_own_deployment_check(tmp_path):
    inherited = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    outside = {"SAFELIGHT_FOLDER": str(tmp_path), "SAFELIGHT_HOSTS": "desk.example"}
    words = ["", "check", "--deploy", "--fail-level", "WARNING"]
    check = f"from django.core.management import execute_from_command_line as run; run({words})"
    done = subprocess.run(
        [sys.executable, "-c", check],
        env={**inherited, **outside, "DJANGO_SETTINGS_MODULE": "safelight.desk.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_a_server_does_not_start_without_a_folder_to_keep_things_in():
    done = subprocess.run(
        [sys.executable, "-c", "import safelight.desk.wsgi"],
        env={name: value for name, value in os.environ.items() if name != "SAFELIGHT_FOLDER"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "SAFELIGHT_FOLDER" in done.stderr
