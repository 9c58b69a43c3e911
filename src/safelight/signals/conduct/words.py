"""The words of all families that look at conduct, as one automaton: one pass over a table serves them all."""

from collections.abc import Iterable

from safelight.knowledge.terms import terms
from safelight.signals.patterns import PatternEngine

REPLIES = "replies"
PACKS = ("control", "extortion", "intimate-images", "intrusion", "fraud", "pursuit", REPLIES)
FOLLOWING = frozenset({"surveillance", "turn_up", "gift", "self_named"})
"""Of the words about pursuit, those that tell of an act; boundaries and pressing are read elsewhere."""


def _read() -> tuple[dict[str, str], dict[str, str]]:
    regexes: dict[str, str] = {}
    families: dict[str, str] = {}
    for name in PACKS:
        pack = terms(name)
        for term in pack.terms:
            if name != "pursuit":
                families[f"{name}:{term.id}"] = term.family
            elif term.family in FOLLOWING:
                families[f"{name}:{term.id}"] = f"{name}.{term.family}"
            else:
                continue
            regexes[f"{name}:{term.id}"] = pack.regex(term)
    return regexes, families


_REGEXES, KIND_OF = _read()
"""The kind of words (the family in the pack) that each term belongs to."""
ENGINE = PatternEngine(_REGEXES)
SPOKEN = frozenset(term for term in KIND_OF if not term.startswith(f"{REPLIES}:"))


def terms_of(kinds: Iterable[str]) -> tuple[str, ...]:
    """The names, in the automaton, of the terms of these kinds."""
    wanted = frozenset(kinds)
    return tuple(term for term, kind in KIND_OF.items() if kind in wanted)
