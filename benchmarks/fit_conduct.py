"""Fits the weights of the families of conduct on labelled conversations and writes them beside each.

    python -m benchmarks.fit_conduct FOLDER [--check]

One example is one stretch of what an account says in a conversation: does it do this at all? The ordinary people
of the worked example join the labelled conversations as examples of those who do not, for labelled conversations
are short and mostly harmful, and life is long and mostly not. Logistic regression with a ridge, in plain Python,
by gradient descent. Weights of what speaks for a family are never below nothing, of what speaks against never
above, so that one more harmful message never makes a finding weaker. With ``--check`` nothing is written: the counts
are of conversations that were left out of the fit, a fifth at a time. Prints counts only. The weights of control that
ship were fitted with beginnings as well and with a larger ridge (decision 55): this would not give them again.
"""

import sys
from collections.abc import Iterable
from importlib import import_module
from math import exp
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import numpy as np
import yaml
from tests.signals.frames import corpus_case

from safelight.examining.paths import examine
from safelight.example import write_example
from safelight.example.people import cast
from safelight.signals.conduct.family import Family
from safelight.signals.conduct.moments import Strand, strands, stretches
from safelight.signals.conduct.reading import Reading, read
from safelight.signals.conduct.values import calm_of, reads_like_a_machine, values_of
from safelight.signals.heads.families import ANY, BOUNDARY, SCORED
from safelight.signals.heads.training.learning import learned
from safelight.signals.heads.training.lesson import lesson_of
from safelight.signals.labelled import conversations_in, table_with
from safelight.signals.scene import Scene
from safelight.signals.weighing import likelihood

NAMES = ("control", "extortion", "intimate_images", "intrusion", "fraud", "pursuit")
AGAINST = frozenset({"owner_laughs", "owner_warm", "owner_too", "leaves_free", "plays", "machine", "among_others"})
STEPS, RATE, RIDGE = 1500, 0.5, 0.003
FOLDS = 5
PURSUING = ("rhys", "unknown", "new_handle")
"""The threads of the worked example, by the start of their keys, that belong to its story."""


class Example(msgspec.Struct, frozen=True):
    """A stretch of what one account says in one conversation, and whether the labels say that it does this."""

    fold: int
    values: dict[str, float]
    upheld: bool


def family_of(name: str) -> Family:
    """The family of a signal by its folder."""
    place = "pursuit.following.family" if name == "pursuit" else f"{name}.signal"
    family: Family = import_module(f"safelight.signals.{place}").FAMILY
    return family


def left_out(folder: Path) -> dict[tuple[str, int], dict[str, float]]:
    """By conversation and number: what heads say of each message that had not learned from its conversation."""
    conversations = conversations_in(folder)
    lesson = lesson_of(conversations)
    odds = learned(lesson, lesson.fold, lambda _: None).left_out.odds
    numbers = table_with(conversations).select("record_id", "pointer")
    told = lesson.table.join(numbers, on="record_id", how="left", maintain_order="left")
    chances = 1 / (1 + np.exp(-odds))
    return {
        (thread, int(number)): dict(zip(SCORED, row, strict=True))
        for (thread, number), row in zip(
            told.select("thread", "pointer").iter_rows(), chances.tolist(), strict=True
        )
    }


def examples(
    paths: Iterable[Path], families: Iterable[Family], likeness: dict[tuple[str, int], dict[str, float]]
) -> dict[str, list[Example]]:
    """The examples of every family, by its name; accounts without any of its words have no values."""
    found: dict[str, list[Example]] = {family.manifest.name: [] for family in families}
    for number, path in enumerate(paths):
        table, context, labels = corpus_case(path)
        reading = read(table, context)
        label_of = dict(zip(table["record_id"].to_list(), labels, strict=True))
        for family in families:
            for asked in (family.learned, ANY) if likeness else ():
                said = [likeness.get(named(record), {}).get(asked, 0.001) for record in reading.scene.records]
                reading.take_likeness(asked, np.array(said))
            upheld = _labelled(reading.scene, label_of, family.prefix)
            seen = set()
            for strand in strands(reading, family):
                seen.add(strand.sender)
                for values in _apart(reading, family, strand, most=strand.sender in upheld):
                    found[family.manifest.name].append(Example(number % FOLDS, values, strand.sender in upheld))
            found[family.manifest.name] += [Example(number % FOLDS, {}, upheld=True) for _ in upheld - seen]
    return found


def ordinary(families: Iterable[Family]) -> dict[str, list[Example]]:
    """Stretches of the ordinary people of the worked example; nobody of them does anything of the kind."""
    with TemporaryDirectory() as place:
        example = write_example(Path(place))
        table = examine(*example.files, context=example.context).table
    chasing = [thread for key, thread in cast().threads.items() if key.startswith(PURSUING)]
    pursuing = {name for thread in chasing for name in (thread.title, thread.address)}
    reading = read(table, example.context)
    found: dict[str, list[Example]] = {}
    for family in families:
        seen = [
            values
            for strand in strands(reading, family)
            if strand.sender not in pursuing
            for values in _apart(reading, family, strand, most=False)
        ]
        plain = [Example(number % FOLDS, values, upheld=False) for number, values in enumerate(seen)]
        found[family.manifest.name] = plain
    return found


def named(record: str) -> tuple[str, int]:
    """The conversation and number of a record of the corpus."""
    conversation, _, number = record.rpartition("-")
    return conversation, int(number) + 1


def _labelled(scene: Scene, label_of: dict[str, list[str]], prefix: str) -> set[str | None]:
    return {
        scene.senders[place]
        for place in range(len(scene))
        if not scene.by_owner(place)
        and any(name.startswith(prefix) and name != BOUNDARY for name in label_of[scene.records[place]])
    }


def _apart(reading: Reading, family: Family, strand: Strand, *, most: bool) -> list[dict[str, float]]:
    """The measures of stretches that do not overlap, or of the one with most words of the family."""
    if not family.services and reads_like_a_machine(reading, strand):
        return []
    calm, ended, chosen = calm_of(reading, strand), -1, []
    every = list(stretches(reading, strand))
    for stretch in [max(every, key=lambda one: len(one.moments))] if most else every:
        if stretch.moments[0].place > ended:
            ended = stretch.moments[-1].place
            chosen.append(values_of(reading, family, stretch, calm))
    return chosen


def fit(found: list[Example], names: list[str], held: dict[str, float]) -> tuple[float, dict[str, float]]:
    """The start and the weights that suit the examples with any words of the family."""
    seen = [one for one in found if one.values]
    weights = {name: held.get(name, 0.0) for name in names}
    start = 0.0
    free = [name for name in names if name not in held]
    for _ in range(STEPS):
        slopes, tilt = dict.fromkeys(names, 0.0), 0.0
        for one in seen:
            odds = start + sum(weights[name] * value for name, value in one.values.items() if name in weights)
            error = one.upheld - 1 / (1 + exp(-max(-30.0, min(30.0, odds))))
            tilt += error
            for name, value in one.values.items():
                if name in slopes:
                    slopes[name] += error * value
        start += RATE * tilt / len(seen)
        for name in free:
            moved = weights[name] + RATE * (slopes[name] / len(seen) - RIDGE * weights[name])
            weights[name] = min(0.0, moved) if name in AGAINST else max(0.0, moved)
    return start, weights


def counts(found: list[Example], start: float, weights: dict[str, float], least: float) -> tuple[int, int, int]:
    """Rightly raised, wrongly raised and missed stretches at this probability or more."""
    raised = [_probability(one, start, weights) >= least for one in found]
    right = sum(is_raised and one.upheld for is_raised, one in zip(raised, found, strict=True))
    wrong = sum(is_raised and not one.upheld for is_raised, one in zip(raised, found, strict=True))
    return right, wrong, sum(one.upheld for one in found) - right


def _probability(one: Example, start: float, weights: dict[str, float]) -> float:
    if not one.values:
        return 0.0
    return likelihood(start, weights, {name: v for name, v in one.values.items() if name in weights}, most=0.97)


def _left_out(found: list[Example], names: list[str], held: dict[str, float], least: float) -> tuple[int, ...]:
    total = [0, 0, 0]
    for fold in range(FOLDS):
        start, weights = fit([one for one in found if one.fold != fold], names, held)
        for place, number in enumerate(counts([one for one in found if one.fold == fold], start, weights, least)):
            total[place] += number
    return tuple(total)


def main(folder: Path, *, check: bool) -> None:
    """Fits every family; writes the weights, or prints what leaving one slice out says of them."""
    families = [family_of(name) for name in NAMES]
    every, plain = examples(sorted(folder.rglob("*.json")), families, left_out(folder)), ordinary(families)
    for family in families:
        found, path = every[family.manifest.name] + plain[family.manifest.name], family.folder / "weights.yaml"
        models = yaml.safe_load(path.read_text(encoding="utf-8"))
        model = models[family.manifest.name]
        held = {sign: one["weight"] for sign, one in model["signs"].items() if one.get("held")}
        names = list(model["signs"])
        said = [f"{family.manifest.name}: {len(found)} stretches, {sum(one.upheld for one in found)} upheld"]
        if check:
            for word in ("weak_from", "moderate_from", "strong_from"):
                right, wrong, missed = _left_out(found, names, held, model[word])
                said.append(f"{word.removesuffix('_from')}: {right} rightly, {wrong} wrongly, {missed} missed")
        else:
            start, weights = fit(found, names, held)
            model["start"] = round(start, 1)
            for sign, weight in weights.items():
                model["signs"][sign]["weight"] = round(weight, 1)
            path.write_text(
                yaml.safe_dump(models, sort_keys=False, width=110, allow_unicode=True), encoding="utf-8"
            )
        print("; ".join(said))


if __name__ == "__main__":
    main(Path(sys.argv[1]), check="--check" in sys.argv)
