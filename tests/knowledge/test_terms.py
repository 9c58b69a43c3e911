"""Every example in every term pack is a test: hits match, harmless neighbours do not."""

import pytest

from safelight.knowledge.pack import PACKS
from safelight.knowledge.terms import terms
from safelight.signals.patterns import PatternEngine

NAMES = sorted(path.stem.removeprefix("terms-") for path in PACKS.glob("terms-*.yaml"))
ENGINES = {name: PatternEngine(terms(name)) for name in NAMES}
HITS = [(name, term.id, text) for name in NAMES for term in terms(name).terms for text in term.hits]
PASSES = [
    (name, term.id, text)
    for name in NAMES
    for term in terms(name).terms
    for text in (*term.passes, *term.near_misses)
]


def found(name, text):
    return {term for term, _, _ in ENGINES[name].find_in(text)}


@pytest.mark.parametrize(("name", "term", "text"), HITS)
def test_the_words_are_found(name, term, text):
    assert term in found(name, text)


@pytest.mark.parametrize(("name", "term", "text"), PASSES)
def test_the_harmless_neighbour_is_left_alone(name, term, text):
    assert term not in found(name, text)
