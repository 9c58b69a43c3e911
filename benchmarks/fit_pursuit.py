"""Fits the weights for contact after a boundary on labelled conversations and prints them with their error.

    python -m benchmarks.fit_pursuit FOLDER

Logistic regression with a ridge, in plain Python (about a hundred courses, eleven features). Each weight keeps
the sign that its meaning allows, so that a small sample cannot teach it nonsense. The error is measured on
slices left out of the fit, with heads that had not learned from the conversation. Harm is far more frequent in the
training folder than in life, so the intercept is moved to a base of one in two among the courses in question. Only
the training folder may be given; the result is copied into ``weights.yaml`` by hand, so that a change of weights is
one somebody has read.
"""

import sys
from math import exp, log
from pathlib import Path

from tests.signals.frames import corpus_case

from benchmarks.fit_conduct import left_out, named
from safelight.signals.conduct.moments import ALIKE
from safelight.signals.heads.families import belongs
from safelight.signals.pursuit.boundaries import found_boundaries, joined
from safelight.signals.pursuit.contacts import contacts
from safelight.signals.pursuit.course import course_after
from safelight.signals.pursuit.events import events_with
from safelight.signals.pursuit.features import course_features
from safelight.signals.pursuit.parties import Parties

STEPS, RATE, RIDGE = 3000, 0.3, 0.02
LOWERS = ("answered", "open_matters", "lets_be", "reopened", "group")
FREE = ("group",)
Example = tuple[dict[str, float], bool, int]


def examples(folder: Path) -> list[Example]:
    """Features, label and fold (the slice) of every course of contact after a boundary found in the words."""
    found: list[Example] = []
    likeness = left_out(folder)
    paths = sorted(folder.rglob("*.json"))
    slices = sorted({path.parent for path in paths})
    for path in paths:
        table, context, labels = corpus_case(path)
        parties = Parties(context)
        seen = contacts(table, parties)
        told = joined(found_boundaries(seen))
        alike = {
            record
            for record in table["record_id"].to_list()
            if likeness.get(named(record), {}).get("pursuit", 0.0) >= ALIKE
        }
        events = events_with(seen, told, alike)
        pressed = {
            parties.key_of(sender)
            for sender, names in zip(table["sender"].to_list(), labels, strict=True)
            if sender and belongs(names, "pursuit")
        }
        for who, boundaries in told.items():
            course = course_after(events.get(who, []), boundaries)
            if course is not None and course.unasked:
                found.append((course_features(course), who in pressed, slices.index(path.parent)))
    return found


def fit(found: list[Example]) -> tuple[float, dict[str, float]]:
    """Intercept and weights, each held to its sign."""
    names = list(found[0][0])
    start, weights = 0.0, dict.fromkeys(names, 0.0)
    for _ in range(STEPS):
        errors = [upheld - chance(features, start, weights) for features, upheld, _ in found]
        start += RATE * sum(errors) / len(found)
        for name in names:
            slope = sum(error * one[0][name] for error, one in zip(errors, found, strict=True)) / len(found)
            weight = weights[name] + RATE * (slope - RIDGE * weights[name])
            weights[name] = _signed(name, weight)
    return start, weights


def chance(features: dict[str, float], start: float, weights: dict[str, float]) -> float:
    """The probability the weights give."""
    return 1 / (1 + exp(-start - sum(weights[name] * value for name, value in features.items())))


def ranking(scored: list[tuple[float, bool]]) -> float:
    """The chance that an upheld one is ranked above another (area under the curve)."""
    ups = [score for score, upheld in scored if upheld]
    downs = [score for score, upheld in scored if not upheld]
    wins = sum((up > down) + 0.5 * (up == down) for up in ups for down in downs)
    return wins / (len(ups) * len(downs))


def _signed(name: str, weight: float) -> float:
    if name in FREE:
        return weight
    return min(0.0, weight) if name in LOWERS else max(0.0, weight)


def main(folder: Path) -> None:
    """Prints the weights and the error on conversations left out."""
    found = examples(folder)
    print(f"{len(found)} courses, {sum(upheld for _, upheld, _ in found)} labelled as unwanted contact")
    left_out: list[tuple[float, bool]] = []
    for fold in sorted({one[2] for one in found}):
        start, weights = fit([one for one in found if one[2] != fold])
        left_out += [(chance(one[0], start, weights), one[1]) for one in found if one[2] == fold]
    brier = sum((score - upheld) ** 2 for score, upheld in left_out) / len(left_out)
    loss = -sum(log(score if upheld else 1 - score) for score, upheld in left_out) / len(left_out)
    print(f"left out: ranking {ranking(left_out):.3f}, Brier {brier:.3f}, log loss {loss:.3f}")
    start, weights = fit(found)
    ups = sum(upheld for _, upheld, _ in found)
    print(f"    intercept: {start - log(ups / (len(found) - ups)):.1f}")
    print("    features: {" + ", ".join(f"{name}: {weight:.1f}" for name, weight in weights.items()) + "}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
