"""How fast a file is sealed, beside what hashing and encrypting it cost when nothing else is done."""

import io
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from blake3 import blake3
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from benchmarks.row import Row
from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.envelope import CHUNK_BYTES
from safelight.evidence.keys import ForceKey
from safelight.evidence.ledger import Ledger
from safelight.evidence.vault import Vault

CHUNKS = 128
ROUNDS = 24
"""So many that each meets the disk undisturbed at least once: others write to it, and only ever slow it down."""
SEALING = AuditEvent(act=Act.EXHIBIT_SEALED, actor="benchmark")
LOOKING = AuditEvent(act=Act.LOOKED_AT_BYTES, actor="benchmark")


class _Stream(io.RawIOBase):
    """As many chunks as wanted, never twice the same file."""

    def __init__(self) -> None:
        self._chunk, self._left = bytearray(os.urandom(CHUNK_BYTES)), CHUNKS

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        if not self._left:
            return 0
        self._left -= 1
        buffer[:] = self._chunk  # one copy, as reading from a socket or a warm file costs
        return len(buffer)


def run() -> list[Row]:
    """Sealing and opening, each round beside the bare operations, so that both meet the same machine."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ledger = Ledger(folder / "ledger")
        vault = Vault(folder / "vault", ForceKey.create_file(folder / "force.key"), ledger)
        chunk = os.urandom(CHUNK_BYTES)
        seals = [vault.seal("case", _Stream(), audit=SEALING)]  # type: ignore[arg-type]
        rates, on_processor, typical = _measured(
            lambda: _bare(chunk),
            lambda: _written(folder / "plain", chunk),
            lambda: seals.append(vault.seal("case", _Stream(), audit=SEALING)),  # type: ignore[arg-type]
            lambda: _streamed(vault, seals[0].sha256),
            lambda: vault.read("case", seals[0].sha256, audit=LOOKING),
            lambda: _decrypted(chunk),
        )
        ledger.close()
    bare, disk, sealed, streamed, whole, opened_bare = rates
    bare_on_processor, disk_on_processor, sealed_on_processor, *_ = on_processor
    both_on_processor = 1 / (1 / bare_on_processor + 1 / disk_on_processor)
    hashing = (
        f"goal 0.90 with a second core free; SHA-256, BLAKE3, AES-256-GCM one after the other: {bare:,.0f} MB/s; "
        f"median of {ROUNDS} rounds {typical[2]:,.0f} of {typical[0]:,.0f} MB/s, {typical[2] / typical[0]:.2f}"
    )
    with_disk = 1 / (1 / bare + 1 / disk)
    writing = f"the same and then writing it to disk ({disk:,.0f} MB/s): {with_disk:,.0f} MB/s"
    decrypting = f"AES-256-GCM alone: {opened_bare:,.0f} MB/s"
    return [
        _row("sealing, on disk and in the ledger", sealed, bare, hashing),
        _row("sealing, on disk and in the ledger", sealed, with_disk, writing),
        _row(
            "the same by processor time, whatever else the machine does",
            sealed_on_processor,
            both_on_processor,
            f"the three and writing, by processor time: {both_on_processor:,.0f} MB/s",
        ),
        _row("opening, read in pieces of 256 KiB", streamed, opened_bare, decrypting),
        _row("opening, read as a whole", whole, opened_bare, decrypting),
    ]


def _row(what: str, rate: float, against: float, sentence: str) -> Row:
    return Row(what, f"{rate:,.0f} MB/s", sentence, f"{rate / against:.2f}")


def _measured(*works: Callable[[], object]) -> tuple[list[float], list[float], list[float]]:
    """The best rate of each, in MB/s, taking turns: by the clock, by the processor time of all threads; the median."""
    by_clock: list[list[float]] = [[] for _ in works]
    by_processor: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for place, work in enumerate(works):
            start, started = time.perf_counter(), time.process_time()
            work()
            by_clock[place].append(time.perf_counter() - start)
            by_processor[place].append(time.process_time() - started)
    megabytes = CHUNKS * CHUNK_BYTES / 1e6
    return (
        [megabytes / min(each) for each in by_clock],
        [megabytes / min(each) for each in by_processor],
        [megabytes / statistics.median(each) for each in by_clock],
    )


def _bare(chunk: bytes) -> None:
    first, second, cipher = sha256(), blake3(), AESGCM(bytes(32))
    for index in range(CHUNKS):
        first.update(chunk)
        second.update(chunk)
        cipher.encrypt(index.to_bytes(12), chunk, None)


def _decrypted(chunk: bytes) -> None:
    cipher = AESGCM(bytes(32))
    sealed = cipher.encrypt(bytes(12), chunk, None)
    for _ in range(CHUNKS):
        cipher.decrypt(bytes(12), sealed, None)


def _written(path: Path, chunk: bytes) -> None:
    with path.open("wb", buffering=0) as file:
        for _ in range(CHUNKS):
            file.write(chunk)
        os.fsync(file.fileno())
    path.unlink()


def _streamed(vault: Vault, digest: str) -> None:
    buffer = bytearray(1 << 18)
    with vault.open("case", digest, audit=LOOKING) as file:
        while file.readinto(buffer):  # type: ignore[attr-defined]
            pass
