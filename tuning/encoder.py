"""The sentence encoder in PyTorch: the same sums as in its file, with small additions that can be learned."""

import math
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import onnx
import torch
from torch.nn import functional

LAYERS, WIDTH, HEADS, RANK = 6, 384, 12, 16
PARTS = ("q", "k", "v", "o", "f1", "f2")
"""The matrices of a layer: queries, keys, values, what becomes of them, and both of what follows."""
NAMES = tuple(f"{layer}.{part}" for layer in range(LAYERS) for part in PARTS)
STARTS_AT = -3.0
"""Log-odds of every answer before anything is learned."""
_TINY = 1e-12
_BIASES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "o": "attention.output.dense",
    "f1": "intermediate.dense",
    "f2": "output.dense",
}
_EVENED = {"after": "attention.output", "last": "output"}

Tensor = Any
Weights = dict[str, Any]


def weights_in(file: Path) -> tuple[Weights, list[tuple[int, int]]]:
    """The weights of the file as floats, and where in it the numbers and the steps of each of ``NAMES`` lie."""
    raw = file.read_bytes()
    kept = {one.name: one for one in onnx.load_from_string(raw).graph.initializer}

    def array(name: str) -> Any:
        return onnx.numpy_helper.to_array(kept[name])

    def whole(name: str) -> Any:
        return array(f"{name}_q").astype(np.float32) * array(f"{name}_scale")

    embeddings = "inner.embeddings."
    weights = {
        "word": whole(f"{embeddings}word_embeddings.weight"),
        "place": whole(f"{embeddings}position_embeddings.weight"),
        "kind": array(f"{embeddings}token_type_embeddings.weight"),
        "first.weight": array(f"{embeddings}LayerNorm.weight"),
        "first.bias": array(f"{embeddings}LayerNorm.bias"),
    }
    numbered = sorted(int(name.split("_")[1]) for name in kept if name.startswith("val_") and name.endswith("_q"))
    at = []
    for name, number in zip(NAMES, numbered, strict=True):
        layer, part = name.split(".")
        inside = f"inner.encoder.layer.{layer}."
        weights[name] = whole(f"val_{number}")
        weights[f"{name}.bias"] = array(f"{inside}{_BIASES[part]}.bias")
        at.append((raw.index(kept[f"val_{number}_q"].raw_data), raw.index(kept[f"val_{number}_scale"].raw_data)))
        for even, called in _EVENED.items():
            for kind in ("weight", "bias"):
                weights[f"{layer}.{even}.{kind}"] = array(f"{inside}{called}.LayerNorm.{kind}")
    return {name: torch.tensor(np.array(one, np.float32)) for name, one in weights.items()}, at


def fresh(weights: Weights, answers: int, on: str) -> dict[str, Tensor]:
    """What is learned, before it is: the additions change nothing yet."""
    learned = {}
    for name in NAMES:
        rows, columns = weights[name].shape
        learned[f"down {name}"] = torch.randn(rows, RANK) / math.sqrt(rows)
        learned[f"up {name}"] = torch.zeros(RANK, columns)
    learned["answers"] = torch.zeros(2 * WIDTH, answers)
    learned["start"] = torch.full((answers,), STARTS_AT)
    return {name: one.to(on).requires_grad_() for name, one in learned.items()}


class Batch(NamedTuple):
    """Windows, filled up to one length."""

    pieces: Tensor
    is_own: Tensor
    """1 for the pieces of the message itself, 0 for those before it."""
    there: Tensor
    """1 where a piece is, 0 where nothing is."""


class Taught:
    """The encoder with what is learned so far."""

    def __init__(self, weights: Weights, learned: dict[str, Tensor]) -> None:
        self._weights, self._learned = weights, learned

    def __call__(self, batch: Batch, drop: float) -> Tensor:
        """Log-odds, a row for each window. ``drop``: the share of signals left out while learning."""
        weights, (pieces, is_own, there) = self._weights, batch
        out = weights["word"][pieces] + weights["place"][: pieces.shape[1]] + weights["kind"][is_own]
        out = functional.dropout(self._even(out, "first"), drop)
        for layer in range(LAYERS):
            seen = functional.dropout(self._looked(out, layer, there), drop)
            out = self._even(out + seen, f"{layer}.after")
            more = self._times(functional.gelu(self._times(out, f"{layer}.f1")), f"{layer}.f2")
            out = self._even(out + functional.dropout(more, drop), f"{layer}.last")
        own = (is_own * there).float()[..., None]
        mean = (out * own).sum(1) / own.sum(1)
        read = functional.dropout(torch.cat([mean, out[:, 0]], 1), drop)
        return read @ self._learned["answers"] + self._learned["start"]

    def _looked(self, out: Tensor, layer: int, there: Tensor) -> Tensor:
        many, long, _ = out.shape
        queries, keys, values = (
            self._times(out, f"{layer}.{part}").view(many, long, HEADS, -1).transpose(1, 2) for part in "qkv"
        )
        mask = there[:, None, None, :].bool()
        found = functional.scaled_dot_product_attention(queries, keys, values, attn_mask=mask)
        return self._times(found.transpose(1, 2).reshape(many, long, WIDTH), f"{layer}.o")

    def _times(self, out: Tensor, name: str) -> Tensor:
        added = self._learned[f"down {name}"] @ self._learned[f"up {name}"]
        return out @ (self._weights[name] + added) + self._weights[f"{name}.bias"]

    def _even(self, out: Tensor, name: str) -> Tensor:
        weight, bias = self._weights[f"{name}.weight"], self._weights[f"{name}.bias"]
        return functional.layer_norm(out, (WIDTH,), weight, bias, _TINY)
