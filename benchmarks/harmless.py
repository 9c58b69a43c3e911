"""Counts what the signals raise on harmless talk: the word salad of the benchmarks, or a file of plain messages.

    python -m benchmarks.harmless [FILE]

A file holds one message a line; of lines ``ham<TAB>text`` and ``spam<TAB>text`` only the ham is taken. Each line
stands in a conversation of a hundred, once with the owner known and once not. Prints counts and CPU time, no text.
"""

import random
import sys
import time
from collections import Counter
from pathlib import Path

import polars as pl
from tests.signals.frames import frame

from benchmarks.whatsapp_export import WORDS
from safelight.signals.context import CaseContext
from safelight.signals.registry import SIGNALS
from safelight.triage.priority import weigh

SALAD, IN_ONE = 100_000, 100


def salad(lines: int = SALAD) -> list[str]:
    """Harmless words in no order."""
    rolls = random.Random(1)
    return [" ".join(rolls.choices(WORDS, k=rolls.randint(1, 14))) for _ in range(lines)]


def plain_lines(path: Path) -> list[str]:
    """The harmless messages of a file."""
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return [line.removeprefix("ham\t") for line in lines if not line.startswith("spam\t")]


def table_of(lines: list[str], *, owner: str | None) -> pl.DataFrame:
    """The lines in conversations of a hundred between two people."""
    rolls = random.Random(2)
    parts = []
    for first in range(0, len(lines), IN_ONE):
        said = [(n * 7.0, rolls.choice(("me", "x")), text) for n, text in enumerate(lines[first : first + IN_ONE])]
        parts.append(frame(said, owner=owner, thread=f"t{first}"))
    return pl.concat(parts)


def main(lines: list[str]) -> None:
    """Prints findings by signal, theme flag and strength, and the CPU seconds of each signal."""
    for owner in ("me", None):
        table = table_of(lines, owner=owner)
        print(f"{table.height} messages, the owner {'known' if owner else 'not known'}")
        every = []
        for signal in SIGNALS:
            began = time.process_time()
            found = list(signal.examine(table, CaseContext()))
            spent = time.process_time() - began
            every += found
            counts = Counter(f"{one.strength}{' floor' if one.flags else ''}" for one in found)
            print(f"  {signal.MANIFEST.name}: {spent:.1f} CPU s, {dict(sorted(counts.items()))}")
        print(f"  priority: {weigh(every, CaseContext(), waiting=None).level}")


if __name__ == "__main__":
    main(plain_lines(Path(sys.argv[1])) if len(sys.argv) > 1 else salad())
