"""Rotating the force key: everything opens meanwhile and afterwards, and nothing opens with the old key."""

import io
from pathlib import Path

import pytest

from safelight.evidence.case_keys import CaseKeys
from safelight.evidence.key_ring import KeyRing
from safelight.evidence.keys import ForceKey, KeyMissing, KeyWrong
from safelight.evidence.rotation import wrap_anew
from safelight.evidence.vault import Vault

CASES = [f"case-{number}" for number in range(5)]


@pytest.fixture
def ring(tmp_path: Path) -> KeyRing:
    ForceKey.create_file(tmp_path / "the.key")
    return KeyRing(tmp_path / "the.key")


@pytest.fixture
def sealed(ring: KeyRing, tmp_path: Path, ledger, sealing_event) -> Vault:
    vault = Vault(tmp_path / "vault", ring, ledger)
    vault.keys.copies.add(tmp_path / "copy")
    for case in CASES:
        vault.seal(case, io.BytesIO(case.encode()), audit=sealing_event)
    return vault


def names_open(vault: Vault) -> bool:
    return all(vault.keys.find(case) for case in CASES)


def test_stopped_and_gone_on_with(ring: KeyRing, sealed: Vault, tmp_path: Path) -> None:
    old = ForceKey.from_file(tmp_path / "the.key")
    done = []

    def stop_at_the_third(number: int, _of: int) -> None:
        done.append(number)
        if number == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        wrap_anew(sealed.keys, sealed.keys.wrapper, ring.begin_rotation(), stop_at_the_third)
    assert names_open(sealed)  # a desk that works meanwhile
    another = KeyRing(tmp_path / "the.key")  # and one that is started meanwhile
    assert all(CaseKeys(tmp_path / "vault" / ".case-keys", another).find(case) for case in CASES)
    assert wrap_anew(sealed.keys, sealed.keys.wrapper, another.begin_rotation(), lambda *_: None) == 2
    another.end_rotation()
    assert names_open(sealed)
    assert [path.name for path in tmp_path.glob("the.key*")] == ["the.key"]
    with_old = CaseKeys(tmp_path / "vault" / ".case-keys", old)
    for case in CASES:
        with pytest.raises(KeyWrong):
            with_old.find(case)
        assert (tmp_path / "copy" / f"{case}.key").read_bytes() == (
            tmp_path / "vault" / ".case-keys" / f"{case}.key"
        ).read_bytes()


def test_between_the_two_renames_at_the_end(ring: KeyRing, sealed: Vault, tmp_path: Path) -> None:
    wrap_anew(sealed.keys, sealed.keys.wrapper, ring.begin_rotation(), lambda *_: None)
    (tmp_path / "the.key").rename(tmp_path / "the.key.old")
    assert names_open(sealed)
    assert all(
        CaseKeys(tmp_path / "vault" / ".case-keys", KeyRing(tmp_path / "the.key")).find(one) for one in CASES
    )


def test_a_key_that_neither_opens_stops_it(ring: KeyRing, sealed: Vault, tmp_path: Path) -> None:
    damaged = tmp_path / "vault" / ".case-keys" / "case-2.key"
    damaged.write_bytes(b"?" * 60)
    with pytest.raises(KeyWrong, match="case-2"):
        wrap_anew(sealed.keys, sealed.keys.wrapper, ring.begin_rotation(), lambda *_: None)
    assert damaged.read_bytes() == b"?" * 60


def test_a_ring_without_its_file(tmp_path: Path) -> None:
    with pytest.raises(KeyMissing, match="put back"):
        KeyRing(tmp_path / "gone")
