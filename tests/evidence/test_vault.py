"""What is sealed comes back byte for byte, from any place, and is stored once."""

import io
import os
import threading
from hashlib import sha256
from pathlib import Path

import pytest
from blake3 import blake3
from hypothesis import given, settings
from hypothesis import strategies as st

from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.envelope import CHUNK_BYTES
from safelight.evidence.keys import ForceKey
from safelight.evidence.ledger import Ledger
from safelight.evidence.vault import CaseDisposed, KeyMissing, KeyWrong, NotHeld, Vault

AROUND_CHUNKS = [
    chunks * CHUNK_BYTES + extra for chunks in (0, 1, 2) for extra in (-1, 0, 1) if chunks or extra >= 0
]
NOISE = os.urandom(3 * CHUNK_BYTES)
SEALING = AuditEvent(act=Act.EXHIBIT_SEALED, actor="person:7")
LOOKING = AuditEvent(act=Act.LOOKED_AT_BYTES, actor="person:8")


@pytest.mark.parametrize("size", AROUND_CHUNKS)
def test_round_trip(vault: Vault, size: int) -> None:
    original = NOISE[:size]
    seal = vault.seal("case:1", io.BytesIO(original), audit=SEALING)
    assert (seal.case, seal.size, seal.already_held) == ("case:1", size, False)
    assert (seal.sha256, seal.blake3) == (sha256(original).hexdigest(), blake3(original).hexdigest())
    assert vault.holds("case:1", seal.sha256)
    assert vault.read("case:1", seal.sha256, audit=LOOKING) == original
    with vault.open("case:1", seal.sha256, audit=LOOKING) as file:
        assert file.read() == original
    assert list(vault.check("case:1")) == []


pieces = st.lists(st.sampled_from([0, 1, 1000, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1]), max_size=3)


@given(pieces)
@settings(max_examples=15)
def test_pieces_of_any_size_make_the_same_seal(vault: Vault, lengths: list[int]) -> None:
    whole = b""
    with vault.sealing("case:1", audit=SEALING) as writer:
        for length in lengths:
            writer.write(NOISE[:length])
            whole += NOISE[:length]
        seal = writer.finish()
    assert seal.sha256 == sha256(whole).hexdigest()
    assert vault.read("case:1", seal.sha256, audit=LOOKING) == whole


places = st.one_of(
    st.integers(0, 2 * CHUNK_BYTES + 500),
    st.sampled_from([n * CHUNK_BYTES + d for n in (0, 1, 2) for d in (-1, 0, 1) if n or d >= 0]),
)
lengths = st.sampled_from([0, 1, 17, 5000, CHUNK_BYTES, CHUNK_BYTES + 1, -1])


def test_seeking_is_like_seeking_in_the_original(vault: Vault) -> None:
    original = NOISE[: 2 * CHUNK_BYTES + 300]
    seal = vault.seal("case:1", io.BytesIO(original), audit=SEALING)
    expected = io.BytesIO(original)

    @given(places, lengths, st.sampled_from([os.SEEK_SET, os.SEEK_END]))
    @settings(max_examples=40)
    def check(place: int, length: int, whence: int) -> None:
        offset = place if whence == os.SEEK_SET else -min(place, len(original))
        assert file.seek(offset, whence) == expected.seek(offset, whence)
        assert file.read(length) == expected.read(length)
        assert file.tell() == expected.tell()

    with vault.open("case:1", seal.sha256, audit=LOOKING) as file:
        check()
        file.seek(10)
        file.seek(5, os.SEEK_CUR)
        assert file.read(3) == original[15:18]
        with pytest.raises((ValueError, OSError)):
            file.seek(-1)


def test_same_file_twice_is_stored_once_and_entered_twice(vault: Vault, ledger: Ledger, tmp_path: Path) -> None:
    first = vault.seal("case:1", io.BytesIO(b"screenshot"), audit=SEALING)
    second = vault.seal("case:1", io.BytesIO(b"screenshot"), audit=SEALING)
    assert (first.already_held, second.already_held) == (False, True)
    assert first.sha256 == second.sha256
    assert [entry.event.details["stored"] for entry in ledger.entries()] == ["new", "already held"]
    assert len([path for path in (tmp_path / "vault" / "case:1").rglob("*") if path.is_file()]) == 1


def test_sealed_at_once_by_many_it_is_new_once(vault: Vault, ledger: Ledger) -> None:
    held: list[bool] = []

    def seal() -> None:
        held.append(vault.seal("case:1", io.BytesIO(NOISE[:50_000]), audit=SEALING).already_held)

    threads = [threading.Thread(target=seal) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(held) == [False] + [True] * 11
    assert ledger.count(case="case:1") == 12
    assert list(vault.check("case:1")) == []


def test_cases_share_nothing(vault: Vault, tmp_path: Path) -> None:
    one = vault.seal("case:1", io.BytesIO(b"photo"), audit=SEALING)
    other = vault.seal("case:2", io.BytesIO(b"photo"), audit=SEALING)
    assert other.already_held is False
    names = {path.name for case in ("case:1", "case:2") for path in (tmp_path / "vault" / case).glob("*/*")}
    assert len(names) == 2
    assert one.sha256 not in names


def test_nothing_readable_lies_in_the_vault(vault: Vault, tmp_path: Path) -> None:
    seal = vault.seal("case:1", io.BytesIO(b"I know where you live " * 1000), audit=SEALING)
    for path in (tmp_path / "vault").rglob("*"):
        assert seal.sha256 not in path.name
        if path.is_file():
            assert b"where you" not in path.read_bytes()
            assert bytes.fromhex(seal.sha256) not in path.read_bytes()
            assert path.stat().st_mode & 0o077 == 0


def test_leaving_without_finishing_keeps_nothing(vault: Vault, ledger: Ledger, tmp_path: Path) -> None:
    class Lost(io.BytesIO):
        def readinto(self, buffer: memoryview) -> int:
            if self.tell() > CHUNK_BYTES:
                raise ConnectionError("connection lost")
            return super().readinto(buffer)

    with pytest.raises(ConnectionError, match="connection lost"):
        vault.seal("case:1", Lost(NOISE), audit=SEALING)
    with vault.sealing("case:1", audit=SEALING) as writer:
        writer.write(NOISE)
    assert [path for path in (tmp_path / "vault" / "case:1").rglob("*") if path.is_file()] == []
    assert ledger.size == 0


def test_a_source_that_can_only_be_read(vault: Vault) -> None:
    class Uploaded:
        def __init__(self) -> None:
            self.read = io.BytesIO(NOISE).read

    seal = vault.seal("case:1", Uploaded(), audit=SEALING)
    assert seal.sha256 == sha256(NOISE).hexdigest()


def test_a_source_that_gives_little_at_a_time(vault: Vault) -> None:
    class Slow(io.BytesIO):
        def readinto(self, buffer: memoryview) -> int:
            return super().readinto(buffer[:300_001])

    seal = vault.seal("case:1", Slow(NOISE), audit=SEALING)
    assert vault.read("case:1", seal.sha256, audit=LOOKING) == NOISE


def test_finishing_twice_is_refused(vault: Vault) -> None:
    with vault.sealing("case:1", audit=SEALING) as writer:
        writer.finish()
        with pytest.raises(ValueError, match="finished before"):
            writer.finish()


def test_what_is_not_held(vault: Vault, ledger: Ledger) -> None:
    with pytest.raises(KeyMissing, match="case:9"):
        vault.read("case:9", "00" * 32, audit=LOOKING)
    vault.seal("case:1", io.BytesIO(b"a"), audit=SEALING)
    with pytest.raises(NotHeld, match="does not hold"):
        vault.open("case:1", "00" * 32, audit=LOOKING)
    for not_a_digest in ("", "../../x", "00", "zz" * 32):
        with pytest.raises(NotHeld):
            vault.read("case:1", not_a_digest, audit=LOOKING)
        assert not vault.holds("case:1", not_a_digest)
    assert not vault.holds("case:1", "00" * 32)
    assert not vault.holds("case:9", "00" * 32)
    assert ledger.size == 1


@pytest.mark.parametrize("case", ["", ".", "..", "../other", "a/b", ".case-keys", "a\0b", "x" * 101, "ä", "a\n"])
def test_case_ids_are_never_paths(vault: Vault, case: str) -> None:
    for attempt in (
        lambda: vault.seal(case, io.BytesIO(b"a"), audit=SEALING),
        lambda: vault.read(case, "00" * 32, audit=LOOKING),
        lambda: vault.destroy_case_key(case, audit=LOOKING),
    ):
        with pytest.raises(ValueError, match="case id"):
            attempt()


def test_another_force_key_opens_nothing(vault: Vault, ledger: Ledger, tmp_path: Path) -> None:
    seal = vault.seal("case:1", io.BytesIO(b"a"), audit=SEALING)
    stranger = Vault(tmp_path / "vault", ForceKey.create_file(tmp_path / "other"), ledger)
    with pytest.raises(KeyWrong, match="does not open"):
        stranger.read("case:1", seal.sha256, audit=LOOKING)
    with pytest.raises(KeyWrong, match="does not open"):
        stranger.seal("case:1", io.BytesIO(b"b"), audit=SEALING)


def test_disposal_closes_a_case_for_good(vault: Vault, ledger: Ledger, tmp_path: Path) -> None:
    seal = vault.seal("case:1", io.BytesIO(b"a"), audit=SEALING)
    kept = vault.seal("case:2", io.BytesIO(b"a"), audit=SEALING)
    vault.destroy_case_key("case:1", audit=AuditEvent(act=Act.CASE_CONTEXT_CHANGED, actor="person:9"))
    assert ledger.entries(newest_first=True)[0].event.case == "case:1"
    for attempt in (
        lambda: vault.read("case:1", seal.sha256, audit=LOOKING),
        lambda: vault.seal("case:1", io.BytesIO(b"b"), audit=SEALING),
    ):
        with pytest.raises(CaseDisposed, match="disposed of"):
            attempt()
    assert not vault.holds("case:1", seal.sha256)
    assert not list((tmp_path / "vault").rglob("case:1.key"))
    assert vault.read("case:2", kept.sha256, audit=LOOKING) == b"a"
