"""No content leaves the vault, and none enters it, that the ledger does not know of."""

import io
from pathlib import Path

import pytest

from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.ledger import Ledger, LedgerEntry, LedgerUnavailable
from safelight.evidence.vault import CannotSeal, Vault

CONTENT = b"come outside or I post it"


class Refusing(Ledger):
    """A ledger whose disk is full."""

    def append(self, event: AuditEvent) -> LedgerEntry:
        raise LedgerUnavailable("The ledger cannot be used. Nothing was shown or changed.")


@pytest.fixture
def refusing(vault: Vault, tmp_path: Path):
    made = Refusing(tmp_path / "refusing")
    yield made
    made.close()


def test_seal_look_and_read_are_entered(vault: Vault, ledger: Ledger, sealing_event, looking_event) -> None:
    seal = vault.seal("case:1", io.BytesIO(CONTENT), audit=sealing_event)
    vault.open("case:1", seal.sha256, audit=looking_event).close()
    vault.read("case:1", seal.sha256, audit=looking_event)
    sealed, opened, read = (entry.event for entry in ledger.entries(case="case:1"))
    assert (sealed.act, sealed.actor, sealed.subject) == (Act.EXHIBIT_SEALED, "person:7", seal.sha256)
    assert sealed.details == {"size": len(CONTENT), "blake3": seal.blake3, "stored": "new"}
    assert opened == read
    assert (read.act, read.actor, read.subject) == (Act.LOOKED_AT_BYTES, "person:8", seal.sha256)


def test_a_look_keeps_its_own_subject_and_names_the_object(vault: Vault, ledger: Ledger, sealing_event) -> None:
    seal = vault.seal("case:1", io.BytesIO(CONTENT), audit=sealing_event)
    look = AuditEvent(act=Act.LOOKED_AT_CONVERSATION, actor="person:8", subject="conversation:ab")
    vault.read("case:1", seal.sha256, audit=look)
    event = ledger.entries(newest_first=True)[0].event
    assert (event.subject, event.details["object"]) == ("conversation:ab", seal.sha256)


def test_an_event_about_another_case_is_refused(vault: Vault, ledger: Ledger, sealing_event) -> None:
    seal = vault.seal("case:1", io.BytesIO(CONTENT), audit=sealing_event)
    with pytest.raises(ValueError, match="another case"):
        vault.read("case:1", seal.sha256, audit=AuditEvent(act=Act.LOOKED_AT_BYTES, actor="p", case="case:2"))
    assert ledger.size == 1


def test_no_record_no_content(vault: Vault, refusing: Ledger, sealing_event, looking_event) -> None:
    seal = vault.seal("case:1", io.BytesIO(CONTENT), audit=sealing_event)
    vault._ledger = refusing
    for look in (vault.open, vault.read):
        with pytest.raises(LedgerUnavailable, match="Nothing was shown"):
            look("case:1", seal.sha256, audit=looking_event)


def test_no_record_no_seal_and_the_next_try_is_the_first(
    vault: Vault, ledger: Ledger, refusing: Ledger, tmp_path: Path, sealing_event
) -> None:
    vault._ledger = refusing
    with pytest.raises(LedgerUnavailable):
        vault.seal("case:1", io.BytesIO(CONTENT), audit=sealing_event)
    assert [path for path in (tmp_path / "vault" / "case:1").rglob("*") if path.is_file()] == []
    vault._ledger = ledger
    assert vault.seal("case:1", io.BytesIO(CONTENT), audit=sealing_event).already_held is False


def test_no_record_no_disposal(vault: Vault, refusing: Ledger, sealing_event) -> None:
    seal = vault.seal("case:1", io.BytesIO(CONTENT), audit=sealing_event)
    vault._ledger = refusing
    with pytest.raises(LedgerUnavailable):
        vault.destroy_case_key("case:1", audit=AuditEvent(act=Act.CASE_CONTEXT_CHANGED, actor="p"))
    assert vault.holds("case:1", seal.sha256)


def test_no_content_stands_in_the_ledger(vault: Vault, tmp_path: Path, sealing_event, looking_event) -> None:
    seal = vault.seal("case:1", io.BytesIO(CONTENT), audit=sealing_event)
    vault.read("case:1", seal.sha256, audit=looking_event)
    for path in (tmp_path / "ledger").iterdir():
        assert b"come outside" not in path.read_bytes()


def test_full_disk_under_the_ledger_shows_nothing(vault: Vault, ledger: Ledger, full_disk, sealing_event) -> None:
    seal = vault.seal("case:1", io.BytesIO(CONTENT), audit=sealing_event)
    look = AuditEvent(act=Act.LOOKED_AT_BYTES, actor="x" * 2000)
    shown = []

    def look_until_refused() -> None:
        while len(shown) < 10_000:
            shown.append(vault.read("case:1", seal.sha256, audit=look))

    with full_disk(200_000), pytest.raises(LedgerUnavailable, match="Nothing was shown"):
        look_until_refused()
    assert len(shown) == ledger.size - 1  # the seal is the other entry


def test_full_disk_under_the_vault_keeps_nothing(
    vault: Vault, ledger: Ledger, full_disk, tmp_path: Path, sealing_event
) -> None:
    vault.seal("case:1", io.BytesIO(b""), audit=sealing_event)
    large = io.BytesIO(bytes(3_000_000))
    with full_disk(2_000_000), pytest.raises(CannotSeal, match="Nothing of this file was kept"):
        vault.seal("case:1", large, audit=sealing_event)
    assert len([path for path in (tmp_path / "vault" / "case:1").rglob("*") if path.is_file()]) == 1
    assert ledger.size == 1
    assert vault.seal("case:1", io.BytesIO(bytes(3_000_000)), audit=sealing_event).already_held is False
