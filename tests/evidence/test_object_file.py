"""A long file goes to disk while it still comes in; however the disk behaves, it is kept whole or not at all."""

import errno
import fcntl
import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from safelight.evidence import object_file
from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.envelope import CHUNK_BYTES, HEADER_BYTES
from safelight.evidence.keys import ForceKey
from safelight.evidence.ledger import Ledger
from safelight.evidence.sealing import CannotSeal
from safelight.evidence.vault import Vault

SEALING = AuditEvent(act=Act.EXHIBIT_SEALED, actor="asha")
LOOKING = AuditEvent(act=Act.LOOKED_AT_BYTES, actor="asha")
BLOCK = object_file.BLOCK_BYTES
LONG = os.urandom(997) * (7 * BLOCK // 997)

Write = Callable[[int, memoryview, int], int]


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    """An empty vault."""
    ledger = Ledger(tmp_path / "ledger")
    yield Vault(tmp_path / "vault", ForceKey.create_file(tmp_path / "force.key"), ledger)
    ledger.close()


def _kept(vault: Vault, original: bytes) -> bytes:
    seal = vault.seal("case", io.BytesIO(original), audit=SEALING)
    return vault.read("case", seal.sha256, audit=LOOKING)


def _goes_past_the_cache(handle: int) -> bool:
    return bool(fcntl.fcntl(handle, fcntl.F_GETFL) & os.O_DIRECT)


@pytest.mark.parametrize(
    "length",
    [
        0,
        1,
        CHUNK_BYTES,
        BLOCK - HEADER_BYTES - 200,
        BLOCK - HEADER_BYTES - 32,
        BLOCK,
        2 * BLOCK + 1,
        3 * BLOCK - 4096,
        6 * BLOCK + CHUNK_BYTES + 17,
    ],
)
def test_a_file_of_any_length_is_kept_to_the_byte(vault: Vault, length: int) -> None:
    assert _kept(vault, LONG[:length]) == LONG[:length]


def test_pieces_of_odd_lengths_are_kept_in_their_order(vault: Vault) -> None:
    with vault.sealing("case", audit=SEALING) as writer:
        for start in range(0, len(LONG), 300_007):
            writer.write(LONG[start : start + 300_007])
        seal = writer.finish()
    assert vault.read("case", seal.sha256, audit=LOOKING) == LONG


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Write, int, memoryview, int], int]], None]:
    """Puts something between the vault and the disk."""
    pwrite: Write = os.pwrite

    def through(between: Callable[[Write, int, memoryview, int], int]) -> None:
        monkeypatch.setattr(os, "pwrite", lambda handle, block, place: between(pwrite, handle, block, place))

    return through


Through = Callable[[Callable[[Write, int, memoryview, int], int]], None]


@pytest.mark.parametrize("which", [0, 2, 7])
@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC])
def test_a_failure_told_once_refuses_the_file(
    vault: Vault, tmp_path: Path, written: Through, which: int, error: int
) -> None:
    told: list[int] = []

    def fails_once(write: Write, handle: int, block: memoryview, place: int) -> int:
        told.append(place)
        if len(told) == which + 1:
            raise OSError(error, os.strerror(error))
        return write(handle, block, place)

    written(fails_once)
    with pytest.raises(CannotSeal, match="Nothing of this file was kept"):
        vault.seal("case", io.BytesIO(LONG), audit=SEALING)
    assert len(told) > which
    assert not [
        path for path in (tmp_path / "vault").rglob("*") if path.is_file() and path.stat().st_size > 1 << 20
    ]
    assert _kept(vault, LONG) == LONG, "the next attempt is a new file"


def test_where_each_write_past_the_cache_is_refused_it_goes_through_the_cache(
    vault: Vault, written: Through
) -> None:
    refused: list[int] = []

    def only_through_the_cache(write: Write, handle: int, block: memoryview, place: int) -> int:
        if _goes_past_the_cache(handle):
            refused.append(place)
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        return write(handle, block, place)

    written(only_through_the_cache)
    assert _kept(vault, LONG) == LONG
    assert 0 < len(refused) <= 2, "what was on its way is written again, what follows goes through at once"


def test_what_was_refused_while_another_block_turned_back_is_written_again(vault: Vault, written: Through) -> None:
    refused: set[int] = set()

    def turned_back_meanwhile(write: Write, handle: int, block: memoryview, place: int) -> int:
        if place not in refused:
            refused.add(place)
            fcntl.fcntl(handle, fcntl.F_SETFL, fcntl.fcntl(handle, fcntl.F_GETFL) & ~os.O_DIRECT)
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        return write(handle, block, place)

    written(turned_back_meanwhile)
    assert _kept(vault, LONG) == LONG
    assert len(refused) > 2


def test_what_is_refused_through_the_cache_too_refuses_the_file(vault: Vault, written: Through) -> None:
    def never(write: Write, handle: int, block: memoryview, place: int) -> int:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))

    written(never)
    with pytest.raises(CannotSeal, match="Invalid argument"):
        vault.seal("case", io.BytesIO(LONG), audit=SEALING)


def test_where_the_file_system_has_only_its_cache_it_is_used(
    vault: Vault, written: Through, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = fcntl.fcntl
    past: list[bool] = []

    def without(handle: int, command: int, flags: int = 0) -> int:
        if command == fcntl.F_SETFL and flags & os.O_DIRECT:
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        return ask(handle, command, flags)

    def seen(write: Write, handle: int, block: memoryview, place: int) -> int:
        past.append(_goes_past_the_cache(handle))
        return write(handle, block, place)

    monkeypatch.setattr(fcntl, "fcntl", without)
    written(seen)
    assert _kept(vault, LONG) == LONG
    assert past
    assert not any(past)


def test_a_write_that_takes_a_part_is_gone_on_with(vault: Vault, written: Through) -> None:
    def half(write: Write, handle: int, block: memoryview, place: int) -> int:
        return write(handle, block[: max(4096, len(block) // 8192 * 4096)], place)

    written(half)
    assert _kept(vault, LONG) == LONG


def test_a_long_file_is_on_disk_before_it_has_all_come(vault: Vault, tmp_path: Path) -> None:
    with vault.sealing("case", audit=SEALING) as writer:
        writer.write(LONG[: 5 * BLOCK])
        (partial,) = (tmp_path / "vault" / "case").iterdir()
        assert partial.stat().st_size >= BLOCK
