"""Who wrote a line: the senders of an export, learned from all of its lines together.

A name ends at ``": "``, but names may hold ``": "`` themselves, and so may lines that have no sender. A longer
name is preferred where every line of the shorter one continues the same few ways.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from safelight.readers.whatsapp.marks import PLATFORM_MARKS
from safelight.readers.whatsapp.phrases import is_subject_line

LONGEST_NAME = 128
"""Group subjects end at 100 characters; contacts' names on phones rarely pass 60."""

_FEW = 2
LINKS = ("http://", "https://")
_NESTING = 3
_OPENING, _CLOSING = "“„«「『", "”“»」』"
_QUOTES = frozenset('"' + _OPENING + _CLOSING)


Beginning = tuple[str, str]
"""How a line begins: what stands before its first ``": "``, or ``""``; and what stands between that and the second
one, where it may be the end of a name, or ``""``."""


class Name(NamedTuple):
    """A sender as written; the body begins ``width`` characters after the header."""

    sender: str
    width: int
    uncertain: bool = False


class Senders:
    """The senders of one export, learned from how its lines begin."""

    def __init__(
        self, beginnings: Sequence[Beginning], begun: Sequence[int], line_of: Callable[[int], str]
    ) -> None:
        """``begun`` is the number of each line's beginning; ``line_of`` gives a first line, from its name on."""
        times = Counter(begun)
        self._counts: Counter[str] = Counter()
        for number, count in times.items():
            self._counts[beginnings[number][0]] += count
        self._continued = _continued(beginnings, times)
        self._longer = _nested(beginnings, begun, self._continued, line_of)

    def known(self, name: str) -> bool:
        """Whether lines begin with this name and ``": "``."""
        return bool(name) and name in self._counts

    def is_settled(self, name: str) -> bool:
        """Whether every line that begins so has this sender, whatever follows."""
        return self._counts[name] > 1 and name not in self._longer and _QUOTES.isdisjoint(name)

    def settled_longer(self) -> dict[tuple[str, str], Name]:
        """Whose lines all begin so, by the two parts of the name, if they are not WhatsApp's own notices."""
        return {
            (name, second): Name(longer, len(longer) + 2, uncertain=True)
            for name, second in self._continued
            if (longer := f"{name}: {second}") not in self._longer and self._counts[name] > _FEW
        }

    def name_of(self, name: str, second: str, line: str) -> Name | None:
        """The sender of a line that begins with ``name``, or ``None`` if WhatsApp wrote the line itself."""
        if is_subject_line(line) or (self._counts[name] <= _FEW and _quotes_are_open(name)):
            return None
        if name in self._longer:
            nested = self._longest(f"{name}: {second}", line)
            return Name(nested, len(nested) + 2, uncertain=True)
        alone = self._counts[name] == 1 and second
        return Name(name, len(name) + 2, uncertain=bool(alone))

    def _longest(self, name: str, line: str) -> str:
        while name in self._longer:
            name = f"{name}: {_second_name(line[len(name) + 2 :])}"
        return name


def _nested(
    beginnings: Sequence[Beginning],
    begun: Sequence[int],
    continued: set[Beginning],
    line_of: Callable[[int], str],
) -> set[str]:
    """The names that are only the beginnings of longer ones."""
    longer = {name for name, _ in continued}
    lines = _lines_of_longer(beginnings, begun, continued, line_of) if continued else {}
    for _ in range(_NESTING - 1):
        deeper: dict[str, list[str]] = {}
        for name, own in lines.items():
            found = _continuations(name, own)
            if found:
                longer.add(name)
                deeper.update(found)
        lines = deeper
    return longer


def _continued(beginnings: Sequence[Beginning], times: Mapping[int, int]) -> set[Beginning]:
    """Those beginnings whose names continue in every line to what recurs."""
    ends = {beginnings[number][0] for number, count in times.items() if count < _FEW or not beginnings[number][1]}
    return {(name, second) for name, second in beginnings if second and name not in ends}


def _lines_of_longer(
    beginnings: Sequence[Beginning],
    begun: Sequence[int],
    continued: set[Beginning],
    line_of: Callable[[int], str],
) -> dict[str, list[str]]:
    """The lines of those longer names whose every line goes on; the first that does not is the last looked at."""
    lines: dict[int, list[str]] = defaultdict(list)
    left = {number for number, beginning in enumerate(beginnings) if beginning in continued}
    for place in (place for place, number in enumerate(begun) if number in left):
        number = begun[place]
        line = line_of(place)
        lines[number].append(line)
        if not _second_name(line[sum(map(len, beginnings[number])) + 4 :]):
            left.discard(number)
    return {": ".join(beginnings[number]): lines[number] for number in left}


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
    return "" if not colon or more.startswith(PLATFORM_MARKS) or text.startswith(LINKS) else more


def _quotes_are_open(name: str) -> bool:
    """Whether a quotation begins in the name and does not end: so does a line about a subject with a colon."""
    if name.count('"') % 2:
        return True
    return sum(map(name.count, _OPENING)) > sum(map(name.count, _CLOSING))
