"""Keeps a model as a file of numbers beside its training record; takes it back only where both belong together."""

import io
import zipfile
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from safelight.signals.heads.alerts import Alerts
from safelight.signals.heads.families import SCORED
from safelight.signals.heads.linear import Known, Parts, Vocabulary
from safelight.signals.heads.model import Model, Second
from safelight.signals.heads.semantic.head import SemanticHead
from safelight.signals.heads.trees import Trees
from safelight.signals.heads.warning import EarlyWarning

WEIGHTS, RECORD = "heads.npz", "record.json"
SEMANTIC = "semantic.npz"
_STEPS = 127
_WHOLE = ("start",)
Array = npt.NDArray[Any]


class HeadsRefused(ValueError):
    """The weights cannot be used. The message says why and what to do."""


def bytes_of(model: Model) -> bytes:
    """The model as an archive of arrays, without ``semantic``; the same model gives the same bytes."""
    return packed(_arrays(model))


def bytes_of_semantic(head: SemanticHead) -> bytes:
    """How the encoder's answers are blended, in the same form."""
    return packed({"blend": head.blend, "conversation": head.conversation})


def packed(arrays: dict[str, Array]) -> bytes:
    """An archive of arrays; the same arrays give the same bytes."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, array in sorted(arrays.items()):
            part = io.BytesIO()
            np.lib.format.write_array(part, np.ascontiguousarray(array), allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), part.getvalue(), zipfile.ZIP_DEFLATED)
    return sink.getvalue()


def model_in(folder: Path) -> tuple[Model, str]:
    """The model kept in a folder and its version. Raises ``HeadsRefused`` where its record is another's."""
    try:
        weights = (folder / WEIGHTS).read_bytes()
        record = msgspec.json.decode((folder / RECORD).read_bytes(), type=dict)
    except (OSError, msgspec.DecodeError) as fault:
        raise HeadsRefused(f"The weights in {folder} cannot be read: {fault}. Train them again.") from fault
    if sha256(weights).hexdigest() != record.get("weights_sha256"):
        raise HeadsRefused(
            f"The weights in {folder} are not the ones of their record. Nothing was scored; train them again."
        )
    if record.get("questions") != list(SCORED):
        raise HeadsRefused(
            f"The weights in {folder} answer other questions than this version asks. Train them again."
        )
    with np.load(io.BytesIO(weights), allow_pickle=False) as arrays:
        model = _model(dict(arrays))
    alerts = msgspec.convert(record.get("alerts", {}), Alerts)
    warning = msgspec.convert(record.get("warning", {}), EarlyWarning)
    semantic = _semantic(folder, record["semantic"]) if record.get("semantic") else None
    return msgspec.structs.replace(model, alerts=alerts, warning=warning, semantic=semantic), str(
        record["version"]
    )


def _semantic(folder: Path, record: dict[str, Any]) -> SemanticHead:
    try:
        weights = (folder / SEMANTIC).read_bytes()
    except OSError as fault:
        raise HeadsRefused(f"The weights in {folder} cannot be read: {fault}. Train them again.") from fault
    if sha256(weights).hexdigest() != record.get("weights_sha256"):
        raise HeadsRefused(
            f"The weights for the sentence encoder in {folder} are not the ones of their record. Nothing was "
            "scored; train them again."
        )
    with np.load(io.BytesIO(weights), allow_pickle=False) as arrays:
        return SemanticHead(
            arrays["blend"],
            arrays["conversation"],
            str(record["encoder"]),
            msgspec.convert(record["alerts"], Alerts),
            msgspec.convert(record["warning"], EarlyWarning),
        )


def rounded(model: Model) -> Model:
    """The model as it comes back from its bytes."""
    with np.load(io.BytesIO(bytes_of(model)), allow_pickle=False) as arrays:
        return _model(dict(arrays))


def _arrays(model: Model) -> dict[str, Array]:
    out: dict[str, Array] = {"middle": model.middle, "edges": model.edges, "conversation": model.conversation}
    for part in ("words", "pieces", "around"):
        known: Known = getattr(model.vocabulary, part)
        out[f"known.{part}"], out[f"worth.{part}"] = known.numbers.astype(np.uint32), known.worth
    for name in Parts.__struct_fields__:
        weights = getattr(model.parts, name)
        if name in _WHOLE:
            out[f"parts.{name}"] = weights
            continue
        scale = np.maximum(np.abs(weights).max(axis=0, initial=0.0) / _STEPS, 1e-9).astype(np.float32)
        out[f"parts.{name}"], out[f"scale.{name}"] = np.rint(weights / scale).astype(np.int8), scale
    for question, second in zip(SCORED, model.seconds, strict=True):
        out[f"{question}.weights"], out[f"{question}.blend"] = second.weights, second.blend
        out[f"{question}.start"] = np.array(second.trees.start)
        for name in ("features", "bins", "leaves"):
            out[f"{question}.{name}"] = getattr(second.trees, name)
    return out


def _model(arrays: dict[str, Array]) -> Model:
    known = [
        Known(arrays[f"known.{part}"].astype(np.int64), arrays[f"worth.{part}"])
        for part in Vocabulary.__struct_fields__
    ]
    parts = {name: _weights(arrays, name) for name in Parts.__struct_fields__}
    seconds = [
        Second(
            Trees(
                float(arrays[f"{one}.start"].item()),
                *(arrays[f"{one}.{name}"] for name in ("features", "bins", "leaves")),
            ),
            arrays[f"{one}.weights"],
            arrays[f"{one}.blend"],
        )
        for one in SCORED
    ]
    return Model(
        Vocabulary(*known),
        Parts(**parts),
        arrays["middle"],
        arrays["edges"],
        tuple(seconds),
        arrays["conversation"],
    )


def _weights(arrays: dict[str, Array], name: str) -> npt.NDArray[np.float32]:
    kept = arrays[f"parts.{name}"].astype(np.float32)
    return kept if name in _WHOLE else kept * arrays[f"scale.{name}"].astype(np.float32)
