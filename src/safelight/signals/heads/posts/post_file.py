"""Keeps the head for posts as a file of numbers beside its record."""

import io
from functools import cache
from hashlib import sha256
from pathlib import Path

import msgspec
import numpy as np

from safelight.signals.heads.linear import Known, Parts, Vocabulary
from safelight.signals.heads.posts.head import PostHead
from safelight.signals.heads.weights_file import Array, HeadsRefused, packed

WEIGHTS, RECORD = "posts.npz", "posts.json"
SHIPPED = Path(__file__).parents[1] / "weights"
_STEPS = 127
_NONE = Known(np.zeros(0, np.int64), np.zeros(0, np.float32))


class PostRecord(msgspec.Struct, frozen=True):
    """What it was learned from, and how well it ranks posts left out of the learning."""

    weights_sha256: str
    set_sha256: str
    posts: int
    labelled: int
    encoder: str
    left_out: dict[str, float]


def bytes_of(head: PostHead) -> bytes:
    """The head as an archive of arrays; the same head gives the same bytes."""
    arrays: dict[str, Array] = {"start": head.parts.start, "directions": head.directions.astype(np.float16)}
    arrays |= {"alone": head.alone, "blend": head.blend}
    for name in ("words", "pieces"):
        known: Known = getattr(head.vocabulary, name)
        weights = getattr(head.parts, name)
        scale = np.maximum(np.abs(weights).max(axis=0, initial=0.0) / _STEPS, 1e-9).astype(np.float32)
        arrays |= {
            f"known.{name}": known.numbers.astype(np.uint32),
            f"worth.{name}": known.worth.astype(np.float16),
        }
        arrays |= {f"parts.{name}": np.rint(weights / scale).astype(np.int8), f"scale.{name}": scale}
    return packed(arrays)


@cache
def post_head_in(folder: Path) -> PostHead:
    """The head kept in a folder. Raises ``HeadsRefused`` where it is missing or its record is another's."""
    try:
        weights = (folder / WEIGHTS).read_bytes()
        record = msgspec.json.decode((folder / RECORD).read_bytes(), type=PostRecord)
    except (OSError, msgspec.DecodeError) as fault:
        raise HeadsRefused(
            f"The weights for posts in {folder} cannot be read: {fault}. Train them again."
        ) from fault
    if sha256(weights).hexdigest() != record.weights_sha256:
        raise HeadsRefused(
            f"The weights for posts in {folder} are not the ones of their record. Nothing was scored; train them again."
        )
    return head_of(weights, record.encoder)


def head_of(weights: bytes, encoder: str) -> PostHead:
    """The head as it comes back from its bytes."""
    with np.load(io.BytesIO(weights), allow_pickle=False) as arrays:
        known, parts = [], []
        for name in ("words", "pieces"):
            known.append(
                Known(arrays[f"known.{name}"].astype(np.int64), arrays[f"worth.{name}"].astype(np.float32))
            )
            parts.append(arrays[f"parts.{name}"].astype(np.float32) * arrays[f"scale.{name}"])
        nothing = np.zeros((0, 1), np.float32)
        return PostHead(
            Vocabulary(known[0], known[1], _NONE),
            Parts(arrays["start"], *parts, *[nothing] * 5),
            arrays["directions"].astype(np.float32),
            arrays["alone"],
            arrays["blend"],
            encoder,
        )
