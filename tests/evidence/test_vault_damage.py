"""Whatever happens to a sealed object, it is noticed, named, and not shown."""

import io
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.envelope import CHUNK_BYTES, FOOTER_BYTES, HEADER_BYTES, SEALED_CHUNK_BYTES
from safelight.evidence.ledger import Ledger
from safelight.evidence.vault import FaultKind, ObjectDamaged, Seal, Vault

SEALING = AuditEvent(act=Act.EXHIBIT_SEALED, actor="person:7")
LOOKING = AuditEvent(act=Act.LOOKED_AT_BYTES, actor="person:8")
ORIGINAL = os.urandom(2 * CHUNK_BYTES + 100)


@pytest.fixture
def seal(vault: Vault) -> Seal:
    return vault.seal("case:1", io.BytesIO(ORIGINAL), audit=SEALING)


@pytest.fixture
def stored(seal: Seal, tmp_path: Path) -> Path:
    [path] = (tmp_path / "vault" / "case:1").glob("*/*")
    return path


def assert_noticed(vault: Vault, seal: Seal, kind: FaultKind = FaultKind.DAMAGED) -> None:
    with pytest.raises(ObjectDamaged, match="Nothing of it is shown"):
        vault.read("case:1", seal.sha256, audit=LOOKING)
    with pytest.raises(ObjectDamaged), vault.open("case:1", seal.sha256, audit=LOOKING) as file:
        file.read()
    assert kind in {fault.kind for fault in vault.check("case:1")}


def test_one_flipped_bit_anywhere(vault: Vault, seal: Seal, stored: Path) -> None:
    sound = stored.read_bytes()

    @given(st.integers(0, len(sound) - 1), st.integers(0, 7))
    @example(0, 0)
    @example(HEADER_BYTES - 1, 0)
    @example(HEADER_BYTES, 0)
    @example(HEADER_BYTES + SEALED_CHUNK_BYTES - 1, 7)
    @example(len(sound) - FOOTER_BYTES, 0)
    @example(len(sound) - 1, 7)
    @settings(max_examples=15)
    def check(place: int, bit: int) -> None:
        damaged = bytearray(sound)
        damaged[place] ^= 1 << bit
        stored.write_bytes(damaged)
        assert_noticed(vault, seal)

    check()


def test_an_undamaged_part_is_still_refused_where_damage_begins(vault: Vault, seal: Seal, stored: Path) -> None:
    damaged = bytearray(stored.read_bytes())
    damaged[HEADER_BYTES + SEALED_CHUNK_BYTES + 5] ^= 1
    stored.write_bytes(damaged)
    with vault.open("case:1", seal.sha256, audit=LOOKING) as file:
        assert file.read(CHUNK_BYTES) == ORIGINAL[:CHUNK_BYTES]
        with pytest.raises(ObjectDamaged, match="Part 2 "):
            file.read(1)


@pytest.mark.parametrize("chunks", [0, 1, 2])
@pytest.mark.parametrize("footer_bytes", [0, FOOTER_BYTES])
def test_cut_off_at_a_chunk(vault: Vault, seal: Seal, stored: Path, chunks: int, footer_bytes: int) -> None:
    sound = stored.read_bytes()
    rest = sound[: HEADER_BYTES + chunks * SEALED_CHUNK_BYTES]
    stored.write_bytes(rest + sound[len(sound) - footer_bytes :])
    assert_noticed(vault, seal)


def test_chunks_exchanged(vault: Vault, seal: Seal, stored: Path) -> None:
    sound = stored.read_bytes()
    one, two = HEADER_BYTES, HEADER_BYTES + SEALED_CHUNK_BYTES
    end = two + SEALED_CHUNK_BYTES
    stored.write_bytes(sound[:one] + sound[two:end] + sound[one:two] + sound[end:])
    assert_noticed(vault, seal)


@pytest.mark.parametrize("content", [b"", b"SAFELIGHT", b"\0" * 5000])
def test_something_else_entirely(vault: Vault, seal: Seal, stored: Path, content: bytes) -> None:
    stored.write_bytes(content)
    assert_noticed(vault, seal)


def test_bytes_added(vault: Vault, seal: Seal, stored: Path) -> None:
    stored.write_bytes(stored.read_bytes() + b"\0")
    assert_noticed(vault, seal)


def test_bytes_slipped_in_before_the_end(vault: Vault, seal: Seal, stored: Path) -> None:
    sound = stored.read_bytes()
    stored.write_bytes(sound[:-FOOTER_BYTES] + b"\0" + sound[-FOOTER_BYTES:])
    assert_noticed(vault, seal)


def test_another_sealed_object_in_its_place(vault: Vault, seal: Seal, stored: Path, tmp_path: Path) -> None:
    vault.seal("case:1", io.BytesIO(b"another"), audit=SEALING)
    [another] = [path for path in (tmp_path / "vault" / "case:1").glob("*/*") if path != stored]
    shutil.copy(another, stored)
    assert_noticed(vault, seal, FaultKind.MISPLACED)


def test_an_object_of_another_case_in_its_place(vault: Vault, seal: Seal, stored: Path, tmp_path: Path) -> None:
    vault.seal("case:2", io.BytesIO(ORIGINAL), audit=SEALING)
    [other] = (tmp_path / "vault" / "case:2").glob("*/*")
    shutil.copy(other, stored)
    with pytest.raises(ObjectDamaged, match="of another case"):
        vault.read("case:1", seal.sha256, audit=LOOKING)


def test_a_damaged_empty_object_is_noticed_on_opening(vault: Vault, tmp_path: Path) -> None:
    seal = vault.seal("case:1", io.BytesIO(b""), audit=SEALING)
    [path] = (tmp_path / "vault" / "case:1").glob("*/*")
    damaged = bytearray(path.read_bytes())
    damaged[HEADER_BYTES] ^= 1
    path.write_bytes(damaged)
    with pytest.raises(ObjectDamaged):
        vault.open("case:1", seal.sha256, audit=LOOKING)


def test_sealing_the_same_again_mends_a_damaged_object(vault: Vault, seal: Seal, stored: Path) -> None:
    damaged = bytearray(stored.read_bytes())
    damaged[HEADER_BYTES] ^= 1
    stored.write_bytes(damaged)
    again = vault.seal("case:1", io.BytesIO(ORIGINAL), audit=SEALING)
    assert again.already_held is False
    assert vault.read("case:1", seal.sha256, audit=LOOKING) == ORIGINAL
    [kept_aside] = vault.check("case:1")
    assert kept_aside.kind is FaultKind.LEFT_OVER
    assert (stored.parents[1] / kept_aside.name).read_bytes() == damaged


def test_check_names_what_is_missing_left_over_or_unrecorded(
    vault: Vault, seal: Seal, stored: Path, tmp_path: Path
) -> None:
    unrecorded = vault.seal("case:1", io.BytesIO(b"b"), audit=SEALING)
    stored.rename(stored.with_name(".partial-0"))
    [fault, gone] = vault.check("case:1")
    assert (fault.kind, gone.kind, gone.sha256) == (FaultKind.LEFT_OVER, FaultKind.MISSING, seal.sha256)
    empty = Ledger(tmp_path / "empty")
    vault._ledger = empty
    assert {(fault.kind, fault.sha256) for fault in vault.check("case:1")} == {
        (FaultKind.LEFT_OVER, ""),
        (FaultKind.UNRECORDED, unrecorded.sha256),
    }
    empty.close()
