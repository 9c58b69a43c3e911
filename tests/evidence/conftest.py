"""A ledger, a key and a vault to try things on."""

import resource
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.keys import ForceKey
from safelight.evidence.ledger import Ledger
from safelight.evidence.vault import Vault


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    made = Ledger(tmp_path / "ledger")
    yield made
    made.close()


@pytest.fixture
def force_key(tmp_path: Path) -> ForceKey:
    return ForceKey.create_file(tmp_path / "force.key")


@pytest.fixture
def vault(tmp_path: Path, force_key: ForceKey, ledger: Ledger) -> Vault:
    return Vault(tmp_path / "vault", force_key, ledger)


@pytest.fixture
def sealing_event() -> AuditEvent:
    return AuditEvent(act=Act.EXHIBIT_SEALED, actor="person:7")


@pytest.fixture
def looking_event() -> AuditEvent:
    return AuditEvent(act=Act.LOOKED_AT_BYTES, actor="person:8")


@pytest.fixture
def full_disk() -> Callable[[int], AbstractContextManager[None]]:
    """Lets no file of this process grow past so many bytes while entered: the kernel refuses the write."""

    @contextmanager
    def full(longest_file_bytes: int) -> Iterator[None]:
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (longest_file_bytes, before[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)

    return full
