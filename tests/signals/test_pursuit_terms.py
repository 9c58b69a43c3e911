"""The wording pack of pursuit: every example is a test, and both ways of looking agree on the examples."""

import polars as pl
import pytest

from safelight.knowledge.terms import Term, terms
from safelight.signals.patterns import PatternEngine
from safelight.signals.pursuit.cues import Cue, cue_spans, cues_of

PACK = terms("pursuit")
ENGINE = PatternEngine(PACK)


def ids(text: str) -> set[str]:
    return {term for term, _, _ in ENGINE.find_in(text)}


@pytest.mark.parametrize("term", PACK.terms, ids=lambda term: term.id)
def test_examples_that_should_match_do_and_the_others_do_not(term: Term):
    assert [text for text in term.hits if term.id not in ids(text)] == []
    assert [text for text in (*term.passes, *term.near_misses) if term.id in ids(text)] == []


@pytest.mark.parametrize("term", PACK.terms, ids=lambda term: term.id)
def test_the_quick_pass_over_a_column_sees_every_example(term: Term):
    cue = Cue(term.family)
    column = pl.DataFrame({"text": [*term.hits, ""]})
    assert sorted(cues_of(column["text"], (cue,))) == list(range(len(term.hits)))
    assert all(cue_spans(text, (cue,)) for text in term.hits)


def test_every_cue_has_wording():
    assert {term.family for term in PACK.terms} == {cue.value for cue in Cue}
