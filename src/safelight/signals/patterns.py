"""Finds the terms of a pack in a whole column of texts: one cheap pass over all, an exact one over candidates."""

from collections.abc import Collection, Iterable, Mapping
from itertools import islice
from operator import itemgetter
from typing import Any

import polars as pl
import re2

from safelight.knowledge.terms import Terms
from safelight.signals.normalise import Shadow, shadow
from safelight.signals.wordings import Wordings

HITS = {"row": pl.UInt32, "term": pl.String, "start": pl.UInt32, "end": pl.UInt32}


MEMORY = 64 << 20
"""Most bytes RE2 may take for the states of one set. Beyond it, states are made anew: slower, never wrong."""
LONGEST = 32_000
"""Letters of patterns in one set. Sets of more have so many states that making them takes longer than looking twice."""
AT_ONCE = 50_000
"""Texts that each set sees before the next one does."""


class PatternEngine:
    """The compiled terms of one pack (or of some of its families), or named RE2 patterns made for one case.

    A few automata over all terms ask each text which terms it may hold; only those are then looked for
    exactly. Ordinary messages hold none, so that their cost is those passes, however many terms there are.
    """

    def __init__(self, pack: Terms | Mapping[str, str], families: Iterable[str] | None = None) -> None:
        written = regexes(pack, families) if isinstance(pack, Terms) else dict(pack)
        self._patterns = {term: re2.compile(regex) for term, regex in written.items()}
        self._names = list(written)
        self._sets = [(numbers, _set_of(regexes).Match) for numbers, regexes in _parted(written.values())]

    def find(self, texts: pl.Series | Wordings) -> pl.DataFrame:
        """Every match in a column of texts: ``row`` in the column, ``term``, ``start`` and ``end`` in code points.

        Spans are of the text as written. Matches of one term in one text do not overlap; those of two may.
        """
        return self.survey(texts, self._names)[0]

    def marks(self, texts: pl.Series | Wordings) -> dict[str, frozenset[int]]:
        """The rows that show each term, in plain spelling: the quick pass alone, for what only surrounds."""
        return self.survey(texts, ())[1]

    def survey(
        self, texts: pl.Series | Wordings, wanted: Collection[str]
    ) -> tuple[pl.DataFrame, dict[str, frozenset[int]]]:
        """Both in one pass: the matches of the wanted terms, and the rows that show each term."""
        wordings = texts if isinstance(texts, Wordings) else Wordings(texts)
        exact = frozenset(wanted)
        chosen = frozenset(number for number, name in enumerate(self._names) if name in exact)
        present = self._present_in(wordings.low())
        showing: list[list[int]] = [[] for _ in self._names]
        for number, terms in present.items():
            for term in terms:
                showing[term].append(number)
        disguised = list(wordings.dark())
        unmasked = self._present_in(wordings.dark().values())
        speaking = {disguised[at] for at, terms in unmasked.items() if not chosen.isdisjoint(terms)}
        speaking |= {number for number, terms in present.items() if not chosen.isdisjoint(terms)}
        shown = {
            name: frozenset([row for number in numbers for row in wordings.rows(number)])
            for name, numbers in zip(self._names, showing, strict=True)
        }
        return self._matches(wordings, speaking, exact), shown

    def _matches(self, wordings: Wordings, numbers: Iterable[int], exact: frozenset[str]) -> pl.DataFrame:
        """The exact matches in some wordings, at every row where these stand."""
        found = [
            (row, *match)
            for number in numbers
            for match in self.find_in(wordings.text(number))
            if match[0] in exact
            for row in wordings.rows(number)
        ]
        found.sort(key=itemgetter(0))
        return pl.DataFrame(found, schema=HITS, orient="row")

    def find_in(self, text: str) -> list[tuple[str, int, int]]:
        """Every match in one text: term, start, end (code points of the text as written)."""
        dark = shadow(text)
        terms = [self._names[number] for number in sorted(self._present(dark.text))]
        return [match for term in terms for match in self._matches_of(term, dark)]

    def _present(self, low: str) -> list[int]:
        """The numbers of the terms that a text holds."""
        return [numbers[held] for numbers, match in self._sets for held in match(low) or ()]

    def _present_in(self, lows: Iterable[bytes]) -> dict[int, list[int]]:
        """The same for many, by their place; those that hold none are left out."""
        found: dict[int, list[int]] = {}
        rest, first = iter(lows), 0
        while part := list(islice(rest, AT_ONCE)):
            for numbers, match in self._sets:
                for place, held in enumerate(map(match, part), first):
                    if held:
                        found.setdefault(place, []).extend([numbers[one] for one in held])
            first += len(part)
        return found

    def _matches_of(self, term: str, dark: Shadow) -> list[tuple[str, int, int]]:
        found = self._patterns[term].finditer(dark.text)
        return [(term, *dark.span(*one.span())) for one in found if one.end() > one.start()]


def _parted(regexes: Iterable[str]) -> Iterable[tuple[list[int], list[str]]]:
    """Patterns with their numbers, in parts that one automaton each can bear: each in the first that has room."""
    parts: list[tuple[list[int], list[str]]] = []
    for number, regex in enumerate(regexes):
        roomy = (one for one in parts if sum(map(len, one[1])) + len(regex) <= LONGEST)
        numbers, part = next(roomy, ([], []))
        if not part:
            parts.append((numbers, part))
        numbers.append(number)
        part.append(regex)
    return parts


def _set_of(regexes: Iterable[str]) -> Any:
    options = re2.Options()
    options.max_mem = MEMORY
    options.log_errors = False
    automaton = re2.Set.SearchSet(options)
    for regex in regexes:
        automaton.Add(regex)
    automaton.Compile()
    return automaton


def compiled(regex: str) -> Any:
    """One RE2 pattern by itself, for a question about a text already found."""
    return re2.compile(regex)


def regexes(pack: Terms, families: Iterable[str] | None = None) -> dict[str, str]:
    """The patterns of a pack, or of some of its families, by term: for an engine over several packs."""
    wanted = None if families is None else frozenset(families)
    return {term.id: pack.regex(term) for term in pack.terms if wanted is None or term.family in wanted}
