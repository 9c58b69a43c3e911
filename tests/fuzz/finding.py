"""A fault: what went wrong, where, and the smallest input found that still does it."""

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.fuzz.handed_in import HandedIn

_TRIES = 400
_LONGEST_KEY = 100


class Fault(NamedTuple):
    """``key`` is the same for the same fault in the same place."""

    key: str
    trace: str


def fault_of(problem: BaseException) -> Fault:
    """Named by its kind and the innermost line of Safelight's own that it came through."""
    frames = traceback.extract_tb(problem.__traceback__)
    own = [frame for frame in frames if "safelight" in frame.filename] or list(frames)
    place = f"{Path(own[-1].filename).stem} line {own[-1].lineno}" if own else "nowhere"
    said = f", {problem}" if isinstance(problem, AssertionError) else ""
    key = f"{type(problem).__name__} in {place}{said}"
    return Fault(key[:_LONGEST_KEY], "".join(traceback.format_exception(problem)))


def minimised(given: HandedIn, still_fails: Callable[[HandedIn], bool]) -> HandedIn:
    """Pieces are taken out, ever smaller ones, as long as the same fault comes."""
    data, step, tries = given.data, len(given.data) // 2, 0
    while step and tries < _TRIES:
        start = 0
        while start < len(data) and tries < _TRIES:
            tries += 1
            shorter = data[:start] + data[start + step :]
            if still_fails(given._replace(data=shorter)):
                data = shorter
            else:
                start += step
        step //= 2
    return given._replace(data=data)


def write_finding(folder: Path, target: str, title: str, given: HandedIn, explanation: str) -> Path:
    """The input, the files beside it and the explanation, where a developer can see them."""
    place = folder / target / title.replace("/", "_")
    place.mkdir(parents=True, exist_ok=True)
    (place / "input").write_bytes(given.data)
    for number, (name, data) in enumerate(given.beside):
        (place / f"beside {number}{Path(name).suffix}").write_bytes(data)
    (place / "explanation.txt").write_text(f"read as {given.path!r}\n{explanation}", "utf-8")
    return place
