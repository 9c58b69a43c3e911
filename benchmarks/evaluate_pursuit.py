"""Measures the pursuit signal on labelled conversations, per kind of claim; prints counts only, never a text.

    python -m benchmarks.evaluate_pursuit FOLDER [FOLDER ...]

A finding is upheld when at least half of the records it lists from the other side are labelled as pursuit (for new
accounts: when anything they wrote is). A conversation is found when a finding of at least the strength named is
made in it; it should be found when any message in it is labelled as unwanted contact.
"""

import sys
from collections import Counter, defaultdict
from pathlib import Path

from tests.signals.frames import corpus_case

from safelight.signals.finding import Finding, Strength
from safelight.signals.pursuit import examine
from safelight.signals.pursuit.wording import claims

_STEPS = (0.0, 0.25, 0.45, 0.6, 0.75, 0.9, 1.01)
RANK = {Strength.WEAK: 0, Strength.MODERATE: 1, Strength.STRONG: 2}


def kind_of(finding: Finding) -> str:
    """Which kind of claim a finding makes, by its limits, which no two kinds share."""
    return next(kind for kind, claim in claims().items() if claim.limits == finding.limits[: len(claim.limits)])


def is_upheld(finding: Finding, names_of: dict[str, list[str]]) -> bool:
    """Whether people labelled what the finding rests on as pursuit."""
    incoming = [names_of[record] for record in finding.records if "pursuit.boundary" not in names_of[record]]
    pursued = [any(name.startswith("pursuit.") for name in names) for names in incoming]
    if kind_of(finding) == "new_account":
        return any(pursued)
    return bool(pursued) and sum(pursued) * 2 >= len(pursued)


def main(folders: list[Path]) -> None:
    """Prints the figures for every folder."""
    for folder in folders:
        kinds: dict[str, Counter[tuple[Strength, bool]]] = defaultdict(Counter)
        bands: dict[float, list[bool]] = defaultdict(list)
        cases = {strength: Counter[tuple[bool, bool]]() for strength in Strength}
        for path in sorted(folder.rglob("*.json")):
            table, context, labels = corpus_case(path)
            names_of = dict(zip(table["record_id"].to_list(), labels, strict=True))
            made = list(examine(table, context))
            should = any("pursuit.unwanted_contact" in names for names in labels)
            for finding in made:
                upheld = is_upheld(finding, names_of)
                kinds[kind_of(finding)][finding.strength, upheld] += 1
                bands[max(step for step in _STEPS if step <= finding.probability)].append(upheld)
            for strength, counts in cases.items():
                counts[any(RANK[one.strength] >= RANK[strength] for one in made), should] += 1
        _show(folder, kinds, bands, cases)


def _show(
    folder: Path,
    kinds: dict[str, Counter[tuple[Strength, bool]]],
    bands: dict[float, list[bool]],
    cases: dict[Strength, Counter[tuple[bool, bool]]],
) -> None:
    print(folder)
    for kind, counts in sorted(kinds.items()):
        told = ", ".join(f"{one} {counts[one, True]} upheld {counts[one, False]} not" for one in Strength)
        print(f"  {kind}: {told}")
    for step, upheld in sorted(bands.items()):
        print(f"  probability from {step}: {sum(upheld)} of {len(upheld)} upheld")
    for strength, found in cases.items():
        right, wrong, missed = found[True, True], found[True, False], found[False, True]
        print(f"  conversations, {strength} or more: {right} rightly, {wrong} wrongly, {missed} missed")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
