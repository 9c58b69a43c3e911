"""The two digests of an original, taken while it streams by."""

from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import sha256

from blake3 import blake3

from safelight.evidence.case_keys import CaseKey
from safelight.evidence.envelope import CHUNK_BYTES, NO_BLAKE3


class Digests:
    """SHA-256 in a thread of its own: it takes as long as BLAKE3, encryption and writing together."""

    def __init__(self) -> None:
        """Starts with nothing; the thread comes with the first whole chunk."""
        self._sha256, self._blake3 = sha256(), blake3()
        self._thread: ThreadPoolExecutor | None = None
        self._running: Future[None] | None = None

    def update(self, chunk: memoryview) -> None:
        """Takes a chunk, which must stay as it is until the next one is given."""
        if len(chunk) < CHUNK_BYTES and self._thread is None:
            self._sha256.update(chunk)
        else:
            self._thread = self._thread or ThreadPoolExecutor(1, "sealing")
            self._wait()
            self._running = self._thread.submit(self._sha256.update, chunk)
        self._blake3.update(chunk)

    def _wait(self) -> None:
        if self._running is not None:
            self._running.result()

    def finish(self) -> tuple[bytes, bytes]:
        """The two digests, SHA-256 first."""
        self._wait()
        return self._sha256.digest(), self._blake3.digest()

    def close(self) -> None:
        """Ends the thread."""
        if self._thread is not None:
            self._thread.shutdown()


class HiddenDigests(Digests):
    """Of short words: SHA-256 hidden under the key of the case, and no BLAKE3."""

    def __init__(self, key: CaseKey) -> None:
        """``key`` is that of the case the words belong to."""
        super().__init__()
        self._key = key

    def finish(self) -> tuple[bytes, bytes]:
        """The hidden digest, and what stands where there is no other."""
        plain, _ = super().finish()
        return self._key.hidden(plain), NO_BLAKE3
