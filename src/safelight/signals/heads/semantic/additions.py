"""What the sentence encoder was taught: small additions to its weights, put in where they lie in its file.

Low-rank additions (Hu and others, 2021, “LoRA”): for each matrix a tall and a wide one, whose product is added. The
encoder keeps a matrix as whole numbers of eight bits with a step for each column, and so does the sum. All of it is
reckoned element by element in a fixed order, so that the same bytes come out on every machine.
"""

import io
import zipfile
from hashlib import sha256

import msgspec
import numpy as np
import numpy.typing as npt

from safelight.signals.heads.semantic.encoder import WIDTH, EncoderRefused
from safelight.signals.heads.sparse import Floats

MATRICES = 36
"""Of six layers: queries, keys, values, what becomes of them, and both of what follows."""
_STEPS = 127
_DOWN, _UP = "down.{:02d}", "up.{:02d}"


class Addition(msgspec.Struct, frozen=True):
    """One matrix: where its whole numbers and its steps lie in the file, and what is added."""

    numbers_at: int
    steps_at: int
    down: Floats
    up: Floats

    def put_into(self, file: bytearray) -> None:
        """Adds it to the matrix where it lies."""
        rows, columns = len(self.down), self.up.shape[1]
        numbers = np.frombuffer(file, np.int8, rows * columns, self.numbers_at).reshape(rows, columns)
        steps = np.frombuffer(file, np.float32, columns, self.steps_at)
        whole = numbers * steps
        for tall, wide in zip(self.down.T, self.up, strict=True):
            whole += np.multiply.outer(tall, wide)
        taken = np.maximum(np.abs(whole).max(axis=0) / np.float32(_STEPS), np.float32(1e-9))
        numbers[:], steps[:] = np.rint(whole / taken).astype(np.int8), taken


class Additions(msgspec.Struct, frozen=True):
    """All of them, and how an answer to each question is read off the taught encoder."""

    matrices: tuple[Addition, ...]
    answers: Floats
    """One row for each direction of the message, then of the whole that is read, and one for the start."""
    digest: str

    def put_into(self, weights: bytes) -> bytes:
        """The weights of the encoder with all additions; ``weights`` is the file they were made for."""
        file = bytearray(weights)
        for one in self.matrices:
            one.put_into(file)
        return bytes(file)


def additions_in(kept: bytes) -> Additions:
    """The additions of a file. Raises ``EncoderRefused`` for anything else."""
    try:
        with np.load(io.BytesIO(kept), allow_pickle=False) as arrays:
            at = arrays["at"].tolist()
            parts = [(arrays[_DOWN.format(one)], arrays[_UP.format(one)]) for one in range(MATRICES)]
            answers = _single(arrays["answers"]).reshape(2 * WIDTH + 1, -1)
    except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile) as fault:
        raise EncoderRefused(
            "The file that holds what the sentence encoder was taught cannot be read, so messages are scored "
            "without it. Install Safelight again."
        ) from fault
    matrices = tuple(
        Addition(numbers_at, steps_at, _single(down), _single(up))
        for (numbers_at, steps_at), (down, up) in zip(at, parts, strict=True)
    )
    return Additions(matrices, answers, sha256(kept).hexdigest())


def bytes_of_additions(additions: Additions) -> dict[str, npt.NDArray[np.generic]]:
    """The arrays that a file of additions holds."""
    arrays: dict[str, npt.NDArray[np.generic]] = {
        "at": np.array([(one.numbers_at, one.steps_at) for one in additions.matrices]),
        "answers": additions.answers.astype(np.float16),
    }
    for number, one in enumerate(additions.matrices):
        arrays[_DOWN.format(number)] = one.down.astype(np.float16)
        arrays[_UP.format(number)] = one.up.astype(np.float16)
    return arrays


def _single(array: npt.NDArray[np.generic]) -> Floats:
    return array.astype(np.float32)
