"""Who wrote a line: the senders of an export, learned from all of its lines together.

A name ends at ``": "``, but names may hold ``": "`` themselves, and so may lines that have no sender. A longer
name is preferred where every line of the shorter one continues the same few ways.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import NamedTuple

from safelight.readers.whatsapp.marks import PLATFORM_MARKS
from safelight.readers.whatsapp.phrases import is_subject_line

LONGEST_NAME = 128
"""Group subjects end at 100 characters; contacts' names on phones rarely pass 60."""

_FEW = 2
_LINKS = ("http://", "https://")
_NESTING = 3
_OPENING, _CLOSING = "“„«「『", "”“»」』"
_QUOTES = frozenset('"' + _OPENING + _CLOSING)


class Name(NamedTuple):
    """A sender as written; the body begins ``width`` characters after the header."""

    sender: str
    width: int
    uncertain: bool = False


class Senders:
    """The senders of one export, learned from the name before ``": "`` in each record ("" where there is none)."""

    def __init__(self, names: Sequence[str], line_of: Callable[[int], str]) -> None:
        """``line_of`` gives the first line of a record, from its name on."""
        self._counts = Counter(names)
        self._longer = _nested(names, line_of)

    def known(self, name: str) -> bool:
        """Whether lines begin with this name and ``": "``."""
        return bool(name) and name in self._counts

    def is_settled(self, name: str) -> bool:
        """Whether every line that begins so has this sender, whatever follows."""
        return self._counts[name] > 1 and name not in self._longer and _QUOTES.isdisjoint(name)

    def name_of(self, name: str, line: str) -> Name | None:
        """The sender of a line that begins with ``name``, or ``None`` if WhatsApp wrote the line itself."""
        if is_subject_line(line) or (self._counts[name] <= _FEW and _quotes_are_open(name)):
            return None
        nested = self._longest(name, line)
        if nested != name:
            return Name(nested, len(nested) + 2, uncertain=True)
        alone = self._counts[name] == 1 and _second_name(line[len(name) + 2 :])
        return Name(name, len(name) + 2, uncertain=bool(alone))

    def _longest(self, name: str, line: str) -> str:
        while name in self._longer:
            name = f"{name}: {_second_name(line[len(name) + 2 :])}"
        return name


def _nested(names: Sequence[str], line_of: Callable[[int], str]) -> set[str]:
    """The names that are only the beginnings of longer ones."""
    longer: set[str] = set()
    lines = _lines_by_name(names, line_of)
    for _ in range(_NESTING):
        deeper: dict[str, list[str]] = {}
        for name, own in lines.items():
            continued = _continuations(name, own)
            if continued:
                longer.add(name)
                deeper.update(continued)
        lines = deeper
    return longer


def _lines_by_name(names: Sequence[str], line_of: Callable[[int], str]) -> dict[str, list[str]]:
    """The lines of those names whose last line holds a second colon; of the others no line need be looked at."""
    last = {name: number for number, name in enumerate(names) if name}
    in_order = sorted(last.items(), key=itemgetter(1))
    doubtful = {name for name, number in in_order if ": " in line_of(number)[len(name) + 2 :]}
    lines: dict[str, list[str]] = defaultdict(list)
    if doubtful:
        for number, name in enumerate(names):
            if name in doubtful:
                lines[name].append(line_of(number))
    return lines


def _continuations(name: str, lines: Iterable[str]) -> dict[str, list[str]]:
    """The longer names, if every line continues to one that recurs; otherwise nothing."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        more = _second_name(line[len(name) + 2 :])
        if not more:
            return {}
        found[f"{name}: {more}"].append(line)
    return found if all(len(same) >= _FEW for same in found.values()) else {}


def _second_name(rest: str) -> str:
    """What could be the end of a longer name: no text that WhatsApp sets off by a mark, and no title of a link."""
    more, colon, text = rest[:LONGEST_NAME].partition(": ")
    return "" if not colon or more.startswith(PLATFORM_MARKS) or text.startswith(_LINKS) else more


def _quotes_are_open(name: str) -> bool:
    """Whether a quotation begins in the name and does not end: so does a line about a subject with a colon."""
    if name.count('"') % 2:
        return True
    return sum(map(name.count, _OPENING)) > sum(map(name.count, _CLOSING))
