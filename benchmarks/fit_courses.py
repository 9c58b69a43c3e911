"""Fits the weights of signals that judge an account's whole course, and writes them beside each.

    python -m benchmarks.fit_courses FOLDER [NAME ...]

The regression of ``benchmarks.fit_weights`` with one rule more: what an account says (a sign with a dot, or a
count of kinds) never speaks for it, so that one more such message cannot lower a finding. Prints how
conversations left out of the fit were ranked, ten parts in turn. Only the training folder may be given.
"""

import sys
from collections.abc import Callable, Iterator
from math import exp
from pathlib import Path

import yaml
from tests.signals.frames import corpus_case

from safelight.signals.abuse import courses as abuse
from safelight.signals.grooming import courses as grooming

STEPS, RATE, RIDGE, PARTS = 300, 3.0, 0.06, 10
Example = tuple[str, frozenset[str], bool]
"""The conversation, the signs of one account in it, and whether its messages are labelled."""
LEAST_LABELLED = 2
SAID = (
    "stages_",
    "times_",
    "kinds_",
    "days_",
    "hurt_after",
    "after_boundary",
    "cover_and_asking",
    "in_order",
    "uneasy_after",
)
"""Signs that more words can bring about and none can take away, beside those with a dot."""


def abuse_examples(folder: Path) -> Iterator[Example]:
    """Every account with words that insult, shut out or show hostility."""
    for path in sorted(folder.rglob("*.json")):
        table, context, labels = corpus_case(path)
        label_of = dict(zip(table["record_id"].to_list(), labels, strict=True))
        scene, found = abuse.courses(table, context)
        for course in found:
            said = [label_of[scene.records[jibe.place]] for jibe in course.jibes]
            yield (
                path.stem,
                course.signs,
                any(one.startswith(("abuse.", "hate")) for names in said for one in names),
            )


def grooming_examples(folder: Path) -> Iterator[Example]:
    """Every account that writes to a child with two kinds of sign or more."""
    for path in sorted(folder.rglob("*.json")):
        table, context, labels = corpus_case(path)
        labelled = [
            sender
            for sender, names in zip(table["sender"].to_list(), labels, strict=True)
            if any(name.startswith("groom.") for name in names)
        ]
        for course in grooming.courses(table, context)[1]:
            if len(course.stages) > 1:
                yield path.stem, course.signs, labelled.count(course.sender) >= LEAST_LABELLED


MODELS: dict[str, tuple[Path, Callable[[Path], Iterator[Example]]]] = {
    "abuse": (Path(abuse.__file__).with_name("weights.yaml"), abuse_examples),
    "grooming": (Path(grooming.__file__).with_name("weights.yaml"), grooming_examples),
}


def fit(found: list[Example], start: float, names: list[str], held: dict[str, float]) -> dict[str, float]:
    """Weights that suit the examples, given the log-odds with no sign; the held ones as they are."""
    weights = {name: held.get(name, 0.0) for name in names}
    for _ in range(STEPS):
        slopes = dict.fromkeys(names, 0.0)
        for _, present, upheld in found:
            error = upheld - _probability(weights, start, present)
            for name in present & slopes.keys():
                slopes[name] += error
        for name in weights.keys() - held.keys():
            moved = weights[name] + RATE * slopes[name] / len(found) - RIDGE * weights[name]
            weights[name] = max(0.0, moved) if _is_said(name) else moved
    return weights


def _is_said(name: str) -> bool:
    return "." in name or name.startswith(SAID)


def _probability(weights: dict[str, float], start: float, present: frozenset[str]) -> float:
    return 1 / (1 + exp(-start - sum(weights[name] for name in present & weights.keys())))


def left_out(
    found: list[Example], start: float, names: list[str], held: dict[str, float]
) -> list[tuple[float, bool]]:
    """The probability of each example under weights fitted without its tenth of the conversations."""
    cases = sorted({case for case, _, _ in found})
    ranked = []
    for part in range(PARTS):
        kept_out = set(cases[part::PARTS])
        weights = fit([one for one in found if one[0] not in kept_out], start, names, held)
        ranked += [(_probability(weights, start, one[1]), one[2]) for one in found if one[0] in kept_out]
    return ranked


def auc(ranked: list[tuple[float, bool]]) -> float:
    """The share of pairs of an upheld and another example that are ranked rightly."""
    right = [score for score, upheld in ranked if upheld]
    wrong = [score for score, upheld in ranked if not upheld]
    wins = sum((one > other) + (one == other) / 2 for one in right for other in wrong)
    return wins / (len(right) * len(wrong)) if right and wrong else 0.0


def main(folder: Path, names: list[str]) -> None:
    """Fits the models and writes them, keeping words, thresholds and held weights."""
    for name, (path, examples) in MODELS.items():
        if names and name not in names:
            continue
        models = yaml.safe_load(path.read_text(encoding="utf-8"))
        model = models[name]
        found = list(examples(folder))
        held = {sign: one["weight"] for sign, one in model["signs"].items() if one.get("held")}
        signs = list(model["signs"])
        for sign, weight in fit(found, model["start"], signs, held).items():
            model["signs"][sign]["weight"] = round(weight, 1)
        path.write_text(yaml.safe_dump(models, sort_keys=False, width=110, allow_unicode=True), encoding="utf-8")
        ranking = auc(left_out(found, model["start"], signs, held))
        print(
            f"{name}: {len(found)} courses, {sum(one[2] for one in found)} upheld; left out: ranking {ranking:.2f}"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
