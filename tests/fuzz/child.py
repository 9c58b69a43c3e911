"""One process that feeds one target: ``python -m tests.fuzz.child TARGET SEED FIRST END FOLDER``.

A fault, and also an input that takes too long or too much memory, is written down. The number of the input is told
before it is fed, so that the parent knows what killed this process if something does.
"""

import faulthandler
import resource
import signal
import sys
from pathlib import Path
from types import FrameType

from tests.fuzz.finding import fault_of, minimised, write_finding
from tests.fuzz.handed_in import HandedIn
from tests.fuzz.target import Target, targets

from safelight.readers.reader import ReadingHints

SECONDS = 10
MEMORY_BYTES = 1 << 30
"""Of data, as the guards of the reading process count: address space is reserved in plenty and never used."""
_KILLED_AFTER_SECONDS = 30


class TookTooLong(BaseException):
    """An input was not done in time. No reader may catch it, so it is no ``Exception``."""


def main(name: str, seed: int, first: int, end: int, folder: Path) -> int:
    """How many different faults there were."""
    target, known = targets()[name], set[str]()
    target.seeds()
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, MEMORY_BYTES))
    signal.signal(signal.SIGALRM, _too_long)
    for number in range(first, end):
        print(number, flush=True)
        given, hints = target.case(seed, number)
        key, trace = _fed(target, given, hints, SECONDS)
        if key and key not in known:
            known.add(key)
            given = _smallest(target, given, hints, key)
            write_finding(folder, name, key, given, f"seed {seed}, number {number}\n{trace}")
    return len(known)


def _fed(target: Target, given: HandedIn, hints: ReadingHints, seconds: float) -> tuple[str, str]:
    faulthandler.dump_traceback_later(_KILLED_AFTER_SECONDS, exit=True)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        target.check(given, hints)
    except BaseException as problem:
        signal.setitimer(signal.ITIMER_REAL, 0)
        if isinstance(problem, KeyboardInterrupt):
            raise
        return fault_of(problem)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        faulthandler.cancel_dump_traceback_later()
    return "", ""


def _smallest(target: Target, given: HandedIn, hints: ReadingHints, key: str) -> HandedIn:
    """What takes too long is left as it is: each try would take as long."""
    if key.startswith(TookTooLong.__name__):
        return given
    return minimised(given, lambda shorter: _fed(target, shorter, hints, SECONDS)[0] == key)


def _too_long(_signal: int, _frame: FrameType | None) -> None:
    raise TookTooLong


if __name__ == "__main__":
    sys.exit(bool(main(sys.argv[1], *map(int, sys.argv[2:5]), Path(sys.argv[5]))))
