"""``make bench``: every measurement in one run, each beside its peer, with the load of the machine named."""

import os
import sys

from benchmarks import (
    bundle,
    case_page,
    formats,
    ledger,
    load,
    memory,
    queueing,
    screenshots,
    sealing,
    signals,
    texts,
    whatsapp,
)
from benchmarks.row import Row

MEASURES = {
    "whatsapp": whatsapp.run,
    "texts": texts.run,
    "formats": formats.run,
    "memory": memory.run,
    "screenshots": screenshots.run,
    "page": case_page.run,
    "load": load.run,
    "sealing": sealing.run,
    "ledger": ledger.run,
    "bundle": bundle.run,
    "signals": signals.run,
    "queue": queueing.run,
}


def main(wanted: list[str]) -> None:
    """Run the measures named, or all of them."""
    print(f"{os.cpu_count()} cores, load average at the start {os.getloadavg()[0]:.2f}")
    for name, run in MEASURES.items():
        if not wanted or name in wanted:
            print(f"\n{name}")
            for row in run():
                show(row)
    print(f"\nload average at the end {os.getloadavg()[0]:.2f}")


def show(row: Row) -> None:
    """One line: what, how much, beside what, and the ratio of the two."""
    print(f"  {row.what:<74} {row.figure:>18}  {row.against:<64} {row.ratio:>6}")


main(sys.argv[1:])
