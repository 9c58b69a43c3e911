"""Term packs: words and phrasings that raise or lower a concern, each with examples that are its tests."""

import re
from enum import StrEnum
from functools import cached_property

import msgspec
import re2

from safelight.knowledge.pack import PACKS, Pack, load, repeated

WORD = re.compile(r"<([a-z_]+)>")
SPACE_IN_CLASS = re.compile(r"\[[^\]]* [^\]]*\]")
GAP = r"(?:[ \n\t,*_~.-]+)"
"""What one space in a pattern stands for."""

QUIET = re2.Options()
QUIET.log_errors = False


class Polarity(StrEnum):
    """What finding the words does to a concern."""

    RAISE = "raise"
    LOWER = "lower"


class Term(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One phrasing. ``hits`` must match; ``passes`` and ``near_misses`` (one step away, harmless) must not.

    ``pattern`` is RE2 syntax over the shadow of a text (lower case, no apostrophes, see
    ``signals.normalise``); a space stands for a small gap and ``<name>`` for one of the pack's ``words``.
    """

    id: str
    family: str
    polarity: Polarity
    severity: str = ""
    says: str
    """What the words appear to do, as the end of "The words ..."."""
    source: str
    pattern: str
    hits: tuple[str, ...]
    passes: tuple[str, ...] = ()
    near_misses: tuple[str, ...] = ()


class Terms(Pack, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """A pack of terms and the words their patterns share."""

    words: dict[str, str] = msgspec.field(default_factory=dict)
    terms: tuple[Term, ...]

    def regex(self, term: Term) -> str:
        """The whole RE2 pattern of a term. Raises ``KeyError`` for a word the pack does not define."""
        return spelled_out(term.pattern, self.words)

    @cached_property
    def by_id(self) -> dict[str, Term]:
        """The terms by their ids."""
        return {term.id: term for term in self.terms}

    def faults(self) -> list[str]:
        """Repeated ids, unknown sources, no examples, and patterns that RE2 cannot take in linear time."""
        known = {source.id for source in self.sources}
        faults = [f"The term {one} stands twice." for one in repeated([term.id for term in self.terms])]
        for term in self.terms:
            faults += [f"{term.id}: {fault}" for fault in self._faults_of(term, known)]
        return faults

    def _faults_of(self, term: Term, known: set[str]) -> list[str]:
        faults = []
        if term.source not in known:
            faults.append(f"The source {term.source} is not in the list of sources.")
        if not term.hits or not (term.passes or term.near_misses):
            faults.append("It needs an example that matches and one that does not.")
        if SPACE_IN_CLASS.search(term.pattern):
            faults.append("A space inside [brackets] would become a gap; write the letters without it.")
        try:
            re2.compile(self.regex(term), options=QUIET)
        except KeyError as fault:
            faults.append(f"The word {fault} is not defined.")
        except re2.error as fault:
            faults.append(f"RE2 cannot take its pattern ({fault}).")
        return faults


def spelled_out(pattern: str, words: dict[str, str]) -> str:
    """A pattern with its ``<words>`` and gaps written out. Words may hold words, up to four levels."""
    for _ in range(4):
        pattern = WORD.sub(lambda word: f"(?:{words[word[1]]})", pattern)
    return pattern.replace(" ", GAP)


def terms(name: str) -> Terms:
    """The term pack that ships with Safelight under this name, for example ``threats``."""
    return load(PACKS / f"terms-{name}.yaml", Terms)
