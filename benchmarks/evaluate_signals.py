"""Measures the signals on labelled conversations, per family; prints counts only, never a text.

    python -m benchmarks.evaluate_signals [FAMILY ...] FOLDER [FOLDER ...]

A conversation counts as found when a signal makes a finding of at least the strength named. A message is ranked
by the highest probability among the findings that rest on it.
"""

import importlib
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
from tests.signals.frames import corpus_case

from safelight.signals.finding import Finding, Strength

FAMILIES = {
    "threats": ("threats", ("threat.",), {"threats"}),
    "self-harm": ("selfharm", ("selfharm.",), {"suicide_risk"}),
    "self-harm as pressure": ("threats", ("selfharm.leverage",), {"threats"}),
    "abuse": ("abuse", ("abuse.", "hate"), {"bullying", "hate"}),
    "grooming": ("grooming", ("groom.",), {"grooming"}),
    "exposure": ("exposure", ("exposure.", "extort.share_threat"), {"exposure"}),
    "pursuit": ("pursuit", ("pursuit.unwanted_contact", "pursuit.surveillance"), {"stalking", "harassment"}),
    "control": ("control", ("control.",), {"coercive_control"}),
    "extortion": ("extortion", ("extort.",), {"extortion"}),
    "private pictures": ("intimate_images", ("image.",), {"intimate_image"}),
    "intrusion": ("intrusion", ("intrusion.",), {"account_intrusion"}),
    "fraud": ("fraud", ("fraud.",), {"fraud"}),
}
ORDER = {Strength.WEAK: 0, Strength.MODERATE: 1, Strength.STRONG: 2}


class Score(msgspec.Struct):
    """Counts of conversations and the ranking of messages for one family."""

    found: dict[Strength, tuple[int, int, int]]
    """For each least strength: rightly found, wrongly found, missed."""
    precision: float
    """Average precision over messages."""
    first_20: float
    labelled: int
    messages: int


def score(family: str, paths: Iterable[Path]) -> Score:
    """The figures of one family over conversations."""
    module, prefixes, _ = FAMILIES[family]
    signal = importlib.import_module(f"safelight.signals.{module}")
    ranked: list[tuple[float, bool]] = []
    found = {strength: [0, 0, 0] for strength in Strength}
    for path in paths:
        table, context, labels = corpus_case(path)
        findings = [one for one in signal.examine(table, context) if _is_of(one, family)]
        best = _best(findings)
        upheld = [any(name.startswith(prefixes) for name in names) for names in labels]
        records = table["record_id"].to_list()
        ranked += [(best.get(record, 0.0), is_it) for record, is_it in zip(records, upheld, strict=True)]
        for least in Strength:
            raised = any(ORDER[one.strength] >= ORDER[least] for one in findings)
            found[least][0] += raised and any(upheld)
            found[least][1] += raised and not any(upheld)
            found[least][2] += not raised and any(upheld)
    ranked.sort(key=lambda one: -one[0])
    return Score(
        found={strength: (one[0], one[1], one[2]) for strength, one in found.items()},
        precision=average_precision(ranked),
        first_20=sum(upheld for _, upheld in ranked[:20]) / 20,
        labelled=sum(upheld for _, upheld in ranked),
        messages=len(ranked),
    )


def average_precision(ranked: list[tuple[float, bool]]) -> float:
    """Average precision of a ranking; messages that nothing was found in count as missed, not as ranked last."""
    hits, total, area = 0, sum(upheld for _, upheld in ranked), 0.0
    for place, (probability, upheld) in enumerate(ranked, start=1):
        if upheld and probability > 0:
            hits += 1
            area += hits / place
    return area / total if total else 0.0


def _is_of(finding: Finding, family: str) -> bool:
    is_pressure = finding.signal == "threats" and "suicide_risk" in finding.flags
    return is_pressure == (family == "self-harm as pressure")


def _best(findings: list[Finding]) -> dict[str, float]:
    best: dict[str, float] = {}
    for finding in findings:
        for record in finding.records:
            best[record] = max(best.get(record, 0.0), finding.probability)
    return best


def main(folders: list[Path], families: Sequence[str]) -> None:
    """Prints the figures of every family, or of those named, for every folder."""
    for folder in folders:
        paths = sorted(folder.rglob("*.json"))
        print(f"{folder.name}: {len(paths)} conversations")
        for family in families or FAMILIES:
            try:
                figures = score(family, paths)
            except (ModuleNotFoundError, AttributeError):
                print(f"  {family}: no such signal yet")
                continue
            for least, (right, wrong, missed) in figures.found.items():
                precision = right / (right + wrong) if right + wrong else 0.0
                recall = right / (right + missed) if right + missed else 0.0
                print(
                    f"  {family}, {least.value} or more: {right} rightly, {wrong} wrongly, {missed} missed "
                    f"(precision {precision:.2f}, recall {recall:.2f})"
                )
            print(
                f"  {family}, messages: average precision {figures.precision:.3f}, "
                f"precision among the first 20 {figures.first_20:.2f} "
                f"({figures.labelled} labelled of {figures.messages})"
            )


if __name__ == "__main__":
    named = [argument for argument in sys.argv[1:] if argument in FAMILIES]
    main([Path(argument) for argument in sys.argv[1:] if argument not in FAMILIES], named)
