"""Whoever has the ledger, and guesses a name or what somebody wrote, cannot tell that the guess is right."""

import hashlib
import io
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from blake3 import blake3

from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.case_keys import CaseDisposed, CaseKey
from safelight.evidence.checking.check import Check
from safelight.evidence.checking.rows import CaseRow, Row, Rows
from safelight.evidence.ledger import Ledger
from safelight.evidence.receipt import verified
from safelight.evidence.vault import FaultKind, Vault

NAME = b"WhatsApp Chat with Jordan.txt"
OPENED = AuditEvent(act=Act.CASE_OPENED, actor="person:7", case="case:1")


def of_disk(folder: Path) -> bytes:
    """Every entry of the ledger as it is stored."""
    with closing(sqlite3.connect(folder / "ledger" / "ledger.sqlite")) as opened:
        return b"\n".join(row[0] for row in opened.execute("SELECT leaf FROM entry"))


def guesses(words: bytes) -> list[bytes]:
    """Everything that somebody could compute who guesses."""
    made = [name for name in hashlib.algorithms_guaranteed if not name.startswith("shake")]
    return [hashlib.new(name, words).hexdigest().encode() for name in made] + [blake3(words).hexdigest().encode()]


def test_the_ledger_says_nothing_that_could_be_guessed(
    vault: Vault, ledger: Ledger, tmp_path: Path, sealing_event, looking_event
) -> None:
    kept_by = vault.seal_words("case:1", NAME, audit=sealing_event)
    assert vault.read("case:1", kept_by, audit=looking_event) == NAME
    entries = [entry.event for entry in ledger.entries()]
    assert [entry.subject for entry in entries] == [kept_by, kept_by]
    assert [sorted(entry.details) for entry in entries] == [["stored"], ["object"]]
    stored = of_disk(tmp_path)
    assert kept_by.encode() in stored
    assert [one for one in guesses(NAME) if one in stored] == []


def test_the_same_words_are_kept_once_in_a_case_and_under_another_name_in_another(
    vault: Vault, sealing_event
) -> None:
    first = vault.seal_words("case:1", NAME, audit=sealing_event)
    assert vault.seal_words("case:1", NAME, audit=sealing_event) == first
    assert vault.seal_words("case:2", NAME, audit=sealing_event) != first
    assert len(list(vault.store.kept("case:1"))) == 1


def test_a_file_handed_in_with_the_same_bytes_is_another_object_with_a_receipt(
    vault: Vault, ledger: Ledger, sealing_event, looking_event
) -> None:
    hidden = vault.seal_words("case:1", NAME, audit=sealing_event)
    seal = vault.seal("case:1", io.BytesIO(NAME), audit=sealing_event)
    assert (seal.sha256, seal.blake3) == (hashlib.sha256(NAME).hexdigest(), blake3(NAME).hexdigest())
    (sealing,) = ledger.sealings_of(seal.sha256)
    entry, _ = verified(ledger.receipt(sealing.index), ledger.verifier_key)
    assert entry.event.subject == seal.sha256 != hidden
    assert vault.read("case:1", hidden, audit=looking_event) == vault.read(
        "case:1", seal.sha256, audit=looking_event
    )
    assert list(vault.check("case:1")) == []


@pytest.mark.parametrize("words", [b"", NAME, bytes(3 << 20)])
def test_words_are_checked_like_everything_else(vault: Vault, sealing_event, words: bytes) -> None:
    kept_by = vault.seal_words("case:1", words, audit=sealing_event)
    assert list(vault.check("case:1")) == []
    assert vault.holds("case:1", kept_by)
    (kept,) = vault.store.kept("case:1")
    place = next(path for path in Path(vault.store.folder).rglob(kept.name))
    sealed = bytearray(place.read_bytes())
    sealed[-80] ^= 1
    place.chmod(0o600)
    place.write_bytes(sealed)
    assert [fault.kind for fault in vault.check("case:1")] == [FaultKind.DAMAGED]


def test_what_an_earlier_version_sealed_stays_readable_and_holds_in_all_three_directions(
    vault: Vault, ledger: Ledger, tmp_path: Path, sealing_event, looking_event
) -> None:
    ledger.append(OPENED)
    old = vault.seal("case:1", io.BytesIO(NAME), audit=named(sealing_event)).sha256
    new = vault.seal_words("case:1", NAME, audit=named(sealing_event))
    assert vault.read("case:1", old, audit=looking_event) == vault.read("case:1", new, audit=looking_event) == NAME
    rows = Rows(
        [CaseRow(key="case:1", reference="SL-1")],
        [Row(case="case:1", sha256=one, where="x") for one in (old, new)],
    )
    check = Check(vault, ledger, lambda: rows, tmp_path / "progress")
    assert list(check.problems(lambda _: None)) == []


def test_with_the_key_of_the_case_goes_the_way_to_tell(vault: Vault, sealing_event) -> None:
    kept_by = vault.seal_words("case:1", NAME, audit=sealing_event)
    digest = hashlib.sha256(NAME).digest()
    assert vault.keys.find("case:1").hidden(digest).hex() == kept_by
    assert CaseKey(bytes(32)).hidden(digest).hex() != kept_by
    vault.destroy_case_key("case:1", audit=AuditEvent(act=Act.CASE_DISPOSED, actor="person:7"))
    with pytest.raises(CaseDisposed):
        vault.keys.find("case:1")


def named(event: AuditEvent) -> AuditEvent:
    return AuditEvent(act=event.act, actor=event.actor, details={"what": "name"})
