"""A disk that fails while a long file is still coming in is heard of, although it says so only once."""

import errno
import io
import os
from pathlib import Path

import pytest

from safelight.evidence import early_flush
from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.keys import ForceKey
from safelight.evidence.ledger import Ledger
from safelight.evidence.sealing import CannotSeal
from safelight.evidence.vault import Vault

SEALING = AuditEvent(act=Act.EXHIBIT_SEALED, actor="asha")
LONG = b"x" * (3 * early_flush.EVERY_BYTES)


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    """An empty vault."""
    return Vault(tmp_path / "vault", ForceKey.create_file(tmp_path / "force.key"), Ledger(tmp_path / "ledger"))


def test_a_failure_told_once_refuses_the_file(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[int] = []

    def fails_once(handle: int) -> None:
        told.append(handle)
        if len(told) == 1:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fdatasync", fails_once)
    with pytest.raises(CannotSeal, match="Nothing of this file was kept"):
        vault.seal("case", io.BytesIO(LONG), audit=SEALING)
    assert not [
        path for path in (tmp_path / "vault").rglob("*") if path.is_file() and path.stat().st_size > 1 << 20
    ]


def test_a_long_file_is_asked_for_early_and_kept(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    flush = os.fdatasync

    def counted(handle: int) -> None:
        asked.append(handle)
        flush(handle)

    monkeypatch.setattr(os, "fdatasync", counted)
    seal = vault.seal("case", io.BytesIO(LONG), audit=SEALING)
    assert asked
    assert vault.read("case", seal.sha256, audit=AuditEvent(act=Act.LOOKED_AT_BYTES, actor="asha")) == LONG
