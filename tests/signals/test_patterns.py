"""The pass over a whole column finds exactly what looking at each text by itself finds."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.knowledge.terms import terms
from safelight.signals.patterns import PatternEngine

PACK = terms("threats")
ENGINE = PatternEngine(PACK)
EXAMPLES = [text for term in PACK.terms for text in (*term.hits, *term.passes, *term.near_misses)]


def one_by_one(texts):
    return [(row, *match) for row, text in enumerate(texts) for match in ENGINE.find_in(text or "")]


def test_the_column_pass_misses_nothing():
    disguised = [text.upper().replace("I", "1").replace("'", "’") for text in EXAMPLES]
    texts = [*EXAMPLES, *disguised, *(" ".join(text) for text in EXAMPLES), None, ""]
    assert sorted(ENGINE.find(pl.Series(texts)).rows()) == sorted(one_by_one(texts))


@given(st.lists(st.lists(st.sampled_from(EXAMPLES), max_size=3).map("\n".join) | st.text(max_size=30), max_size=8))
def test_the_column_pass_agrees_with_each_text(texts):
    assert sorted(ENGINE.find(pl.Series("text", texts, dtype=pl.String)).rows()) == sorted(one_by_one(texts))


@pytest.mark.parametrize("before", ["", "hmm… ", "👩‍👩‍👧 ", "é ", "​"])
def test_spans_are_code_points_of_the_text_as_written(before):
    text = f"{before}I’ll kіll you, ok?"
    spans = {text[start:end] for term, start, end in ENGINE.find_in(text) if term == "kill-you"}
    assert spans == {"I’ll kіll you"}


def test_families_can_be_chosen():
    engine = PatternEngine(PACK, {"context.laughter"})
    found = engine.find(pl.Series(["haha ill kill you"]))
    assert found["term"].unique().to_list() == ["laughter"]


def test_an_empty_column_is_no_trouble():
    assert ENGINE.find(pl.Series("text", [], dtype=pl.String)).is_empty()
    assert ENGINE.find(pl.Series("text", [None], dtype=pl.String)).is_empty()
