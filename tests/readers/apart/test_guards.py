"""What keeps the reading process in: each guard by itself where this machine has it, then all of them."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.readers.apart.hostile import Hostile, boot

from safelight.readers.apart.guards import GUARDS
from safelight.readers.apart.spawner import Templates

HOLDS_AGAINST = {
    "namespaces": {"phone"},
    "landlock": {"phone", "write", "look", "shoot"},
    "seccomp": {"phone", "listen", "multiply", "run", "shoot"},
    "resource limits": {"write"},
}


@pytest.fixture
def port() -> Iterator[int]:
    """Somebody listens on this machine, so that only a guard can refuse a call."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def deeds_of(port: int, canary: Path) -> dict[str, str]:
    secret = canary.with_name("force.key")
    secret.write_bytes(b"a key")
    return {
        "phone": f"phone {port}",
        "listen": "listen",
        "write": f"write {canary}",
        "look": f"look {secret}",
        "multiply": "multiply",
        "run": "run",
        "shoot": "shoot",
    }


def came_of(hostile: Hostile, deeds: dict[str, str]) -> dict[str, str]:
    """What became of each deed, each as an exhibit of its own."""
    return {name: (hostile.read(deed).texts or ["", "gone"])[-1] or "" for name, deed in deeds.items()}


@pytest.mark.parametrize("guard", GUARDS)
def test_each_guard_holds_by_itself_what_it_is_there_for(guard: str, port: int, tmp_path: Path) -> None:
    templates = Templates(boot(guard))
    hostile = Hostile(templates)
    try:
        deeds = deeds_of(port, tmp_path / "canary")
        wanted = {name: deed for name, deed in deeds.items() if name in HOLDS_AGAINST[guard]}
        if guard in hostile.read("nothing").reading.guards:
            came = came_of(hostile, wanted)
            assert {name: said.partition(":")[0] for name, said in came.items()} == dict.fromkeys(
                wanted, "refused"
            )
        assert hostile.read("nothing").texts == ["first half", "done"]
    finally:
        templates.close()


def test_together_they_refuse_everything_and_nothing_is_left_behind(
    hostile: Hostile, port: int, tmp_path: Path
) -> None:
    guards = hostile.read("nothing").reading.guards
    assert "resource limits" in guards
    came = came_of(hostile, deeds_of(port, tmp_path / "canary"))
    held = set().union(*(HOLDS_AGAINST[guard] for guard in guards if guard in HOLDS_AGAINST))
    assert {name for name, said in came.items() if said.startswith("refused")} >= held
    if "landlock" in guards:
        assert [path.name for path in tmp_path.iterdir()] == ["force.key"]


def test_the_process_has_nothing_but_its_connection(hostile: Hostile) -> None:
    assert hostile.read("handles").texts[-1] == "1"
