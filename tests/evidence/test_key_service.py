"""A key service by a command: what it is told, and what is said where it does not answer or refuses."""

import io
import sys
from pathlib import Path

import pytest

from safelight.evidence.key_service import SERVICE_VARIABLE, KeyService
from safelight.evidence.keys import KeyMissing, KeyWrong
from safelight.evidence.vault import Vault

SERVICE = """
import json, os, sys
from base64 import b64decode, b64encode
asked = json.loads(sys.stdin.readline())
mark = (asked["case"] + ":").encode()
data = b64decode(asked["data"])
with open(sys.argv[1], "a") as log:
    log.write(asked["operation"] + " " + ",".join(sorted(os.environ)) + "\\n")
if asked["operation"] == "unwrap" and not data.startswith(mark):
    sys.exit(4)
out = mark + data[::-1] if asked["operation"] == "wrap" else data[len(mark):][::-1]
print(json.dumps({"data": b64encode(out).decode()}))
"""


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> KeyService:
    (tmp_path / "service.py").write_text(SERVICE)
    monkeypatch.setenv("SECRET_OF_SOMETHING_ELSE", "x")
    monkeypatch.setenv(f"{SERVICE_VARIABLE}_ADDRESS", "x")
    command = f"'{sys.executable}' '{tmp_path / 'service.py'}' '{tmp_path / 'log'}'"
    monkeypatch.setenv(SERVICE_VARIABLE, command)
    made = KeyService.from_environment()
    assert made is not None
    return made


def test_a_vault_works_with_it(service: KeyService, tmp_path: Path, ledger, sealing_event, looking_event) -> None:
    vault = Vault(tmp_path / "vault", service, ledger)
    seal = vault.seal("case-1", io.BytesIO(b"hello"), audit=sealing_event)
    assert vault.read("case-1", seal.sha256, audit=looking_event) == b"hello"
    asked = (tmp_path / "log").read_text().splitlines()
    assert [line.split()[0] for line in asked] == ["wrap", "unwrap"]  # opened once, then held in memory
    assert all(f"{SERVICE_VARIABLE}_ADDRESS" in line and "SECRET_OF_SOMETHING_ELSE" not in line for line in asked)


def test_what_it_refuses_and_answers_wrongly_is_a_sentence(service: KeyService) -> None:
    with pytest.raises(KeyWrong, match=r"did not unwrap the key of case case-2 \(it ended with 4\)"):
        service.unwrap("case-2", service.wrap("case-1", b"k" * 32))
    with pytest.raises(KeyWrong, match="cannot be read"):
        KeyService(f"'{sys.executable}' -c pass").wrap("case-1", b"k")
    with pytest.raises(KeyMissing, match="does not answer"):
        KeyService("/nowhere/at-all").wrap("case-1", b"k")


def test_no_shell_sees_the_command(tmp_path: Path) -> None:
    with pytest.raises(KeyWrong):
        KeyService(f"'{sys.executable}' -c 'raise SystemExit(3)' ; touch {tmp_path / 'made'}").wrap("case-1", b"k")
    assert not (tmp_path / "made").exists()


def test_none_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SERVICE_VARIABLE, raising=False)
    assert KeyService.from_environment() is None
    with pytest.raises(KeyMissing, match="names no command"):
        KeyService(" ")
