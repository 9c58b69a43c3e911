"""Sealed objects in an S3-compatible store: the same vault, and sentences where the store does not answer."""

import io
from pathlib import Path

import pytest
from tests.evidence.fake_s3 import ACCESS_KEY, SECRET_KEY, FakeS3, fake_s3

from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.checking.check import Check
from safelight.evidence.checking.problem import Kind
from safelight.evidence.checking.rows import Rows
from safelight.evidence.ledger import Ledger, LedgerUnavailable
from safelight.evidence.objects import named
from safelight.evidence.objects.folder import FolderStore
from safelight.evidence.objects.named import named_store
from safelight.evidence.objects.store import ObjectStore, StoreUnavailable
from safelight.evidence.vault import CannotSeal, ObjectDamaged, Vault

LARGE = bytes(range(256)) * 50_000
LOOKING = AuditEvent(act=Act.LOOKED_AT_BYTES, actor="person:8")


@pytest.fixture
def server():
    with fake_s3() as made:
        yield made


@pytest.fixture
def store(server: FakeS3, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ObjectStore:
    (tmp_path / "secret").write_text(SECRET_KEY)
    for name, value in (
        (named.PLACE, "s3://evidence/force-1"),
        (named.ENDPOINT, server.endpoint),
        (named.ACCESS_KEY, ACCESS_KEY),
        (named.SECRET_FILE, str(tmp_path / "secret")),
    ):
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(named, "_TRIES", 0)
    return named_store(tmp_path / "vault")


@pytest.fixture
def vault(tmp_path: Path, force_key, ledger: Ledger, store: ObjectStore) -> Vault:
    return Vault(tmp_path / "vault", force_key, ledger, store=store)


@pytest.mark.parametrize("content", [b"", b"hello", LARGE])
def test_what_is_sealed_comes_back_and_any_part_of_it(
    vault: Vault, server: FakeS3, sealing_event, content
) -> None:
    seal = vault.seal("case-1", io.BytesIO(content), audit=sealing_event)
    assert vault.read("case-1", seal.sha256, audit=LOOKING) == content
    with vault.open("case-1", seal.sha256, audit=LOOKING) as file:
        file.seek(len(content) // 2)
        assert file.read(10) == content[len(content) // 2 :][:10]
    [key] = server.objects
    assert key.startswith("evidence/force-1/case-1/")
    assert b"hello" not in server.objects[key]
    assert vault.seal("case-1", io.BytesIO(content), audit=sealing_event).already_held


def test_large_objects_go_in_parts(vault: Vault, store, server: FakeS3, sealing_event) -> None:
    store._part_bytes = 5 * 1024 * 1024
    seal = vault.seal("case-1", io.BytesIO(LARGE), audit=sealing_event)
    assert vault.read("case-1", seal.sha256, audit=LOOKING) == LARGE


def test_nothing_is_left_of_what_cannot_be_recorded(vault: Vault, server: FakeS3, tmp_path: Path, sealing_event):
    class Refusing(Ledger):
        def append(self, event):
            raise LedgerUnavailable("The ledger cannot be used.")

    right = vault._ledger
    vault._ledger = Refusing(tmp_path / "refusing")
    with pytest.raises(LedgerUnavailable):
        vault.seal("case-1", io.BytesIO(b"x"), audit=sealing_event)
    vault._ledger.close()
    vault._ledger = right
    assert server.objects == {}
    assert [path for path in (tmp_path / "vault" / ".staging").rglob("*") if path.is_file()] == []


def test_damage_is_found_mended_and_kept_aside(
    vault: Vault, ledger, server: FakeS3, tmp_path, sealing_event
) -> None:
    seal = vault.seal("case-1", io.BytesIO(b"hello"), audit=sealing_event)
    [key] = server.objects
    server.objects[key] = server.objects[key][:-1] + b"?"
    with pytest.raises(ObjectDamaged):
        vault.read("case-1", seal.sha256, audit=LOOKING)
    assert Kind.DAMAGED in kinds(vault, ledger, tmp_path)
    assert not vault.seal("case-1", io.BytesIO(b"hello"), audit=sealing_event).already_held
    assert vault.read("case-1", seal.sha256, audit=LOOKING) == b"hello"
    assert Kind.KEPT_ASIDE in kinds(vault, ledger, tmp_path)
    vault.store.remove_case("case-1")
    assert server.objects == {}
    assert Kind.OBJECT_MISSING in kinds(vault, ledger, tmp_path)


def kinds(vault: Vault, ledger: Ledger, folder: Path) -> set[Kind]:
    check = Check(vault, ledger, Rows, folder / "progress")
    return {problem.kind for problem in check.problems(lambda kept: None)}


def test_a_store_that_does_not_answer_is_a_sentence(vault: Vault, server: FakeS3, sealing_event) -> None:
    seal = vault.seal("case-1", io.BytesIO(b"hello"), audit=sealing_event)
    server.failing = True
    with pytest.raises(CannotSeal, match="Nothing of this file was kept"):
        vault.seal("case-1", io.BytesIO(b"more"), audit=sealing_event)
    with pytest.raises(StoreUnavailable, match="cannot be used"):
        vault.read("case-1", seal.sha256, audit=LOOKING)
    server.failing = False
    assert vault.read("case-1", seal.sha256, audit=LOOKING) == b"hello"


def test_settings_that_cannot_be_used_are_sentences(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(named_store(tmp_path), FolderStore)
    for place, endpoint, said in (
        ("folder", "", "Write s3://bucket/prefix"),
        ("s3://b/p", "store.example", "must be the address"),
        ("s3://b/p", "https://store.example", "Name its file"),
    ):
        monkeypatch.setenv(named.PLACE, place)
        monkeypatch.setenv(named.ENDPOINT, endpoint)
        with pytest.raises(StoreUnavailable, match=said):
            named_store(tmp_path)
