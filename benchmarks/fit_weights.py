"""Fits the weights of the threats and exposure signals on labelled conversations and writes them beside each.

    python -m benchmarks.fit_weights FOLDER

Logistic regression with a ridge, by gradient descent in plain Python (some thirty signs, a thousand messages).
Weights are rounded to one place: more would be a pretence. The start and held weights stay where judgement
put them. Only the training folder may be given; the conversations that people look at while building are for
measuring.
"""

import sys
from collections.abc import Callable
from math import exp
from pathlib import Path

import polars as pl
import yaml
from tests.signals.frames import corpus_case

from safelight.signals.context import CaseContext
from safelight.signals.episode import Candidate
from safelight.signals.exposure import signs as exposure_signs
from safelight.signals.scene import Scene
from safelight.signals.threats import signs as threat_signs

STEPS, RATE, RIDGE = 600, 4.0, 0.002
Example = tuple[frozenset[str], bool]
Candidates = Callable[[pl.DataFrame, CaseContext], tuple[Scene, *tuple[object, ...], list[Candidate]]]
MODELS: dict[str, tuple[Path, Candidates, tuple[str, ...]]] = {
    "threat": (
        Path(threat_signs.__file__).with_name("weights.yaml"),
        threat_signs.candidates,
        ("threat.", "selfharm.leverage"),
    ),
    "exposure": (
        Path(exposure_signs.__file__).with_name("weights.yaml"),
        exposure_signs.candidates,
        ("exposure.", "extort.share_threat"),
    ),
}


def examples(folder: Path, candidates: Candidates, prefixes: tuple[str, ...]) -> list[Example]:
    """Signs and label of every message that a model weighs, the owner's own left out."""
    found: list[Example] = []
    for path in sorted(folder.rglob("*.json")):
        table, context, labels = corpus_case(path)
        label_of = dict(zip(table["record_id"].to_list(), labels, strict=True))
        scene, *_, weighed = candidates(table, context)
        for candidate in weighed:
            if "by_owner" not in candidate.signs:
                names = label_of[scene.records[candidate.place]]
                found.append((candidate.signs, any(name.startswith(prefixes) for name in names)))
    return found


def fit(found: list[Example], start: float, names: list[str], held: dict[str, float]) -> dict[str, float]:
    """Weights that suit the examples, given the log-odds with no sign; the held ones as they are."""
    weights = {name: held.get(name, 0.0) for name in names}
    for _ in range(STEPS):
        slopes = dict.fromkeys(names, 0.0)
        for present, upheld in found:
            odds = start + sum(weights[name] for name in present if name in weights)
            error = upheld - 1 / (1 + exp(-odds))
            for name in present & slopes.keys():
                slopes[name] += error
        for name in names:
            if name not in held:
                weights[name] += RATE * slopes[name] / len(found) - RIDGE * weights[name]
    return weights


def main(folder: Path) -> None:
    """Fits every model and writes it, keeping words, thresholds and held weights."""
    for name, (path, candidates, prefixes) in MODELS.items():
        models = yaml.safe_load(path.read_text(encoding="utf-8"))
        model = models[name]
        found = examples(folder, candidates, prefixes)
        held = {sign: one["weight"] for sign, one in model["signs"].items() if one.get("held")}
        for sign, weight in fit(found, model["start"], list(model["signs"]), held).items():
            model["signs"][sign]["weight"] = round(weight, 1)
        path.write_text(yaml.safe_dump(models, sort_keys=False, width=110, allow_unicode=True), encoding="utf-8")
        print(f"{name}: {len(found)} messages weighed, {sum(upheld for _, upheld in found)} upheld")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
