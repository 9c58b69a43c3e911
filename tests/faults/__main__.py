"""``make faults``: an import that is stopped, runs out of room and meets failing disks, many times over."""

import argparse
import time

from tests.faults import tamper
from tests.faults.run import can_inject, run


def main() -> int:
    """Ends with 1 where anything was lost, doubled or damaged."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=200, help="files to import (default 200)")
    parser.add_argument("--kills", type=int, default=200, help="points at which something is killed (default 200)")
    parser.add_argument("--commits", type=int, default=100, help="kills inside a shared commit (default 100)")
    parser.add_argument(
        "--live", type=int, default=200, help="processes of the running service killed (default 200)"
    )
    parser.add_argument("--full", type=int, default=60, help="times the disk is full (default 60)")
    parser.add_argument("--faults", type=int, default=100, help="times system calls fail (default 100)")
    parser.add_argument(
        "--tamper", type=int, default=1_000, help="attacks of each kind on a ledger (default 1000)"
    )
    parser.add_argument("--seed", type=int, default=int(time.time()), help="the same seed makes the same choices")
    asked = parser.parse_args()
    print(f"Seed {asked.seed}")
    wrong = 0
    parts = (
        ("kill", asked.kills),
        ("commit", asked.commits),
        ("serve", asked.live),
        ("full", asked.full),
        ("faults", asked.faults),
    )
    for kind, points in parts:
        if points and (kind != "faults" or can_inject()):
            began = time.monotonic()
            answer = run(kind, points=points, files=asked.files, seed=asked.seed)
            wrong += len(answer["wrong"])
            print(f"{kind}: {answer}, in {time.monotonic() - began:.0f} s")
        elif points:
            print("faults: left out, because strace is not here or may not trace")
    if asked.tamper:
        missed = tamper.run(asked.tamper)
        wrong += len(missed)
        print(
            f"tamper: {asked.tamper:,} attacks of each of {len(tamper.ATTACKS)} kinds, {len(missed)} missed",
            *missed,
            sep="\n",
        )
    print("Nothing acknowledged was lost, and nothing was doubled." if not wrong else f"{wrong} things are wrong.")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
