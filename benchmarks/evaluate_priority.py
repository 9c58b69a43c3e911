"""Measures priority on labelled conversations: how soon people said they are to be looked at, and what came out.

    python -m benchmarks.evaluate_priority FOLDER [FOLDER ...]

Counts only, never a text. Every conversation is examined alone, with the little an officer would know at first.
"""

import sys
from collections import Counter
from pathlib import Path

import msgspec
from tests.signals.frames import corpus_case

from safelight.signals.finding import Finding
from safelight.signals.registry import examine_all
from safelight.triage.level import Level
from safelight.triage.priority import Priority, weigh


class Judged(msgspec.Struct, frozen=True):
    """One conversation: its name, the level people gave it, and what the software makes of it."""

    name: str
    labelled: Level
    priority: Priority
    findings: tuple[Finding, ...]


def judged(path: Path) -> Judged:
    """Examines one conversation and weighs it."""
    case = msgspec.json.decode(path.read_bytes())["case"]
    table, context, _ = corpus_case(path)
    findings = examine_all(table, context).findings
    return Judged(
        name=path.stem,
        labelled=Level(case["priority"]),
        priority=weigh(findings, context, waiting=None),
        findings=tuple(findings),
    )


def ranks(cases: list[Judged]) -> dict[str, int]:
    """The place of each conversation in the queue, 1 for the first: by level, then by points."""
    queue = sorted(cases, key=lambda one: (-one.priority.level.rank, -one.priority.score, one.name))
    return {one.name: place for place, one in enumerate(queue, start=1)}


def main(folders: list[Path]) -> None:
    """Prints a table of levels and the places of the gravest for every folder."""
    for folder in folders:
        cases = [judged(path) for path in sorted(folder.rglob("*.json"))]
        places = ranks(cases)
        print(f"{folder.name}: {len(cases)} conversations")
        print("  labelled      " + "".join(f"{level:>11}" for level in Level))
        for labelled in Level:
            of_level = [one for one in cases if one.labelled is labelled]
            counts = Counter(one.priority.level for one in of_level)
            print(f"  {labelled:<14}" + "".join(f"{counts[level]:>11}" for level in Level))
            if labelled in {Level.IMMEDIATE, Level.HIGH}:
                print(f"    places in the queue: {sorted(places[one.name] for one in of_level)}")
        for one in cases:
            if one.labelled is Level.NONE and one.priority.level.rank >= Level.HIGH.rank:
                why = [*(floor.flag for floor in one.priority.floors), *(term.name for term in one.priority.terms)]
                print(f"    {one.name}: nothing labelled, came out {one.priority.level} ({', '.join(why)})")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
