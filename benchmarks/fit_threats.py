"""Fits the weights of the threats signal on labelled conversations and writes them beside the signal.

    python -m benchmarks.fit_threats FOLDER

Logistic regression with a ridge, by gradient descent in plain Python (26 signs, a few thousand messages).
Weights are rounded to one place: more would be a pretence. Only the training folder may be given; the
conversations that people look at while building are for measuring.
"""

import sys
from math import exp
from pathlib import Path

import yaml
from tests.signals.frames import corpus_case

from safelight.signals.threats import signs

WEIGHTS = Path(signs.__file__).with_name("weights.yaml")
STEPS, RATE, RIDGE = 600, 1.0, 0.002
Example = tuple[frozenset[str], bool]


def examples(folder: Path, prefix: str) -> list[Example]:
    """Signs and label of every message a model weighs: not the owner's for threats, anybody's for self-harm."""
    found: list[Example] = []
    for path in sorted(folder.rglob("*.json")):
        table, context, labels = corpus_case(path)
        label_of = dict(zip(table["record_id"].to_list(), labels, strict=True))
        scene, weighed = signs.candidates(table, context)
        for candidate in weighed:
            if prefix == "threat" and "by_owner" in candidate.signs:
                continue
            if prefix == "selfharm" and not any(one.startswith("selfharm") for one in candidate.families):
                continue
            names = label_of[scene.records[candidate.place]]
            found.append((candidate.signs, any(name.startswith(prefix) for name in names)))
    return found


def fit(found: list[Example], names: list[str], fixed: dict[str, float]) -> tuple[float, dict[str, float]]:
    """Start and weights that suit the examples, with some weights held where judgement put them."""
    start, weights = 0.0, {name: fixed.get(name, 0.0) for name in names}
    for _ in range(STEPS):
        slope, slopes = 0.0, dict.fromkeys(names, 0.0)
        for present, upheld in found:
            odds = start + sum(weights[name] for name in present if name in weights)
            error = upheld - 1 / (1 + exp(-odds))
            slope += error
            for name in present & slopes.keys():
                slopes[name] += error
        start += RATE * slope / len(found) * 4
        for name in names:
            if name not in fixed:
                weights[name] += RATE * (slopes[name] / len(found) * 4 - RIDGE * weights[name])
    return start, weights


def main(folder: Path) -> None:
    """Fits both models and writes them, keeping words, limits and held weights."""
    models = yaml.safe_load(WEIGHTS.read_text(encoding="utf-8"))
    for name, prefix in (("threat", "threat"),):
        model = models[name]
        found = examples(folder, prefix)
        held = {sign: one["weight"] for sign, one in model["signs"].items() if one.get("held")}
        start, weights = fit(found, list(model["signs"]), held)
        model["start"] = round(start, 1)
        for sign, weight in weights.items():
            model["signs"][sign]["weight"] = round(weight, 1)
        print(f"{name}: {len(found)} messages weighed, {sum(upheld for _, upheld in found)} upheld")
    WEIGHTS.write_text(yaml.safe_dump(models, sort_keys=False, width=110, allow_unicode=True), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
