"""``make fuzz``: every reader, 20,000 damaged files each. Ends with 1 where anything was found."""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from tests.fuzz.finding import write_finding
from tests.fuzz.target import targets

_INPUTS = 20_000
_SEED = 20261127
_MOST_DEATHS = 5
_INPUTS_A_PROCESS = 1_000
_FOUND = 1


def main(words: list[str]) -> int:
    """1 where anything was found."""
    asked = argparse.ArgumentParser(prog="fuzz", description="Feeds every reader with damaged files.")
    asked.add_argument("targets", nargs="*", help="names of readers, or containers; all if none is named")
    asked.add_argument("--inputs", type=int, default=_INPUTS, help="for each target")
    asked.add_argument("--seed", type=int, default=_SEED)
    asked.add_argument("--folder", type=Path, default=Path("fuzz-findings"))
    wish = asked.parse_args(words)
    unknown = [name for name in wish.targets if name not in targets()]
    if unknown:
        asked.error(f"there is no {', '.join(unknown)}; there are {', '.join(targets())}")
    feed = partial(fed, seed=wish.seed, inputs=wish.inputs, folder=wish.folder)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        clean = list(pool.map(feed, wish.targets or targets()))
    if all(clean):
        print(f"{len(clean)} targets, {wish.inputs:,} inputs each, seed {wish.seed}: no crash, no hang.")
        return 0
    print(f"Something was found; it lies in {wish.folder}/.")
    return _FOUND


def fed(name: str, *, seed: int, inputs: int, folder: Path) -> bool:
    """Whether nothing was found."""
    began = time.perf_counter()
    starts = range(0, inputs, _INPUTS_A_PROCESS)
    feed = partial(_fed_some, name, seed, folder=folder)
    is_clean = min([feed(range(first, min(first + _INPUTS_A_PROCESS, inputs))) for first in starts], default=True)
    for line in _found_lines(folder / name, is_clean=is_clean):
        print(line, flush=True)
    print(f"{name}: {'clean' if is_clean else 'FAULTS'}, {time.perf_counter() - began:.0f} s", flush=True)
    return is_clean


def _fed_some(name: str, seed: int, numbers: range, folder: Path) -> bool:
    """Whether nothing was found. A process that dies is begun again after the input that killed it."""
    first, is_clean = numbers.start, True
    for _ in range(_MOST_DEATHS):
        child = subprocess.run(
            [
                sys.executable,
                "-m",
                "tests.fuzz.child",
                name,
                str(seed),
                str(first),
                str(numbers.stop),
                str(folder),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        is_clean = is_clean and not child.returncode
        last = int((child.stdout.split() or [str(first)])[-1])
        if child.returncode in (0, _FOUND) and last == numbers.stop - 1:
            break
        _note_death(name, seed, last, folder, child)
        first = last + 1
    return is_clean


def _note_death(name: str, seed: int, number: int, folder: Path, child: subprocess.CompletedProcess[str]) -> None:
    given, _ = targets()[name].case(seed, number)
    said = f"seed {seed}, number {number}: the process ended with {child.returncode}\n{child.stderr}"
    write_finding(folder, name, f"died at {number}", given, said)


def _found_lines(folder: Path, *, is_clean: bool) -> Iterator[str]:
    return iter(()) if is_clean else (f"  {place}" for place in sorted(folder.glob("*")))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
