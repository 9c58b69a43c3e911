"""Ordinary texts of a backup, known by one pattern: a parser takes three times as long to say the same.

A pattern is made from the first text that is met, for texts with the same names in the same order, and takes only
what an XML parser would take without a word: values without markup, without characters that parsers change, and
with no references but those that mean one character. Everything else is the parser's.
"""

import re
from collections.abc import Callable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

VARYING = ("date", "body", "date_sent", "readable_date")
"""What differs from text to text; all else is the same for many of them."""
NEEDED = frozenset({"date", "body", "type", "address"})
_BLANKS = rb"[ \t\r\n]*+"

_MOST_LAYOUTS = 8
_NAME = rb"[A-Za-z_][A-Za-z0-9_]{0,40}"
_ANY = re.compile(rb"<sms((?: " + _NAME + rb'=(?:"[^"<]*+"|\'[^\'<]*+\')){1,40}+)( ?/>)')
_NAMED = re.compile(rb" (" + _NAME + rb')=(?:"([^"]*+)"|\'([^\']*+)\')')
_REFERENCE = rb"&(?:amp|lt|gt|quot|apos|#(?:[0-9]{1,20}|x[0-9a-fA-F]{1,20}));"
"""Those that no character has were covered before (``mending``)."""
_SOME_BLANKS = re.compile(_BLANKS)
_PLAIN = rb"[^%b<&\x7f\t\r\n]*+"


def _value(mark: bytes) -> bytes:
    plain = _PLAIN % mark
    return rb"%b(?:%b%b)*+" % (plain, _REFERENCE, plain)


_IN_TWO, _IN_ONE = _value(b'"'), _value(b"'")
_VALUES = {
    "date": rb'"([0-9]{12,13})"',
    "body": rb"(?:\"(%b)\"|'(%b)')" % (_IN_TWO, _IN_ONE),
    "date_sent": rb'"(%b)"' % (_PLAIN % b'"'),
    "readable_date": rb'"(%b)"' % (_PLAIN % b'"'),
}


class Layout:
    """How texts are written that have these names, in this order."""

    def __init__(self, names: Sequence[str], closing: bytes) -> None:
        self.names = names
        pattern, groups = b"<sms", 0
        steady, at = [], {}
        for is_steady, some in groupby(names, lambda name: name not in VARYING):
            if is_steady:
                stretch = b"".join(rb' %b="%b"' % (name.encode(), _IN_TWO) for name in some)
                pattern += b"(%b)" % stretch
                steady.append(groups)
                groups += 1
                continue
            for name in some:
                pattern += b" %b=%b" % (name.encode(), _VALUES[name])
                at[name] = groups
                groups += 2 if name == "body" else 1
        self.pattern = re.compile(pattern + closing + b"()" + _BLANKS)
        self.end = groups + 1
        """The group that stands where an element ends."""
        body = at["body"]
        # The empty group stands for a name that these texts do not have.
        order = (at["date"], body, body + 1, at.get("date_sent", groups), at.get("readable_date", groups))
        self.varying: Callable[[Sequence[bytes]], Sequence[bytes]] = itemgetter(*order)
        """Of the groups of a match: date, body between double or single quotation marks, and the others."""
        self.steady: Callable[[Sequence[bytes]], Sequence[bytes]] = itemgetter(*steady, groups)
        """Of the groups of a match: stretches of attributes that are the same for many texts, as written."""


class Run(NamedTuple):
    """Texts that stand one after the other, with nothing but blanks between them."""

    layout: Layout
    matches: Sequence[re.Match[bytes]]
    shift: int
    """What is added to a place in the matches to get the place in the file."""
    start: int
    end: int


class Layouts:
    """The layouts met in one file, the one met last first."""

    def __init__(self) -> None:
        self._known: list[Layout] = []

    def run_at(self, data: bytes, place: int) -> tuple[Layout, list[re.Match[bytes]]] | None:
        """The texts that stand from ``place`` on, all of one layout; ``None`` where there is none."""
        layout = self._layout_at(data, place)
        if layout is None:
            return None
        matches = []
        for match in layout.pattern.finditer(data, place):
            if match.start() != place:
                break  # The next one is looked for once in each run, which begins there or later.
            matches.append(match)
            place = match.end()
        return layout, matches

    def next_after(self, data: bytes, place: int) -> int:
        """Where a text of the layout met last begins, or the end of the data."""
        found = (self._known[0].pattern if self._known else _ANY).search(data, place)
        return found.start() if found else len(data)

    def _layout_at(self, data: bytes, place: int) -> Layout | None:
        for number, layout in enumerate(self._known):
            if layout.pattern.match(data, place):
                self._known.insert(0, self._known.pop(number))
                return layout
        learned = _learned(data, place) if len(self._known) < _MOST_LAYOUTS else None
        if learned is None or not learned.pattern.match(data, place):
            return None
        self._known.insert(0, learned)
        return learned


def blanks_at(data: bytes, place: int) -> int:
    """How many blanks stand there."""
    match = _SOME_BLANKS.match(data, place)
    return match.end() - place if match else 0


def attributes_in(stretch: bytes) -> dict[str, bytes]:
    """The attributes of a stretch of them, their values as written."""
    return {name.decode(): two or one for name, two, one in _NAMED.findall(stretch)}


def _learned(data: bytes, place: int) -> Layout | None:
    match = _ANY.match(data, place)
    names = [name.decode() for name, _, _ in _NAMED.findall(match[1])] if match else []
    is_told_apart = len(set(names)) == len(names) and set(names) >= NEEDED
    return Layout(names, match[2]) if match and is_told_apart else None
