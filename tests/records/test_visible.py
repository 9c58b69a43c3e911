"""What is shown cannot deceive the eye, and emoji stay emoji."""

from hypothesis import given
from hypothesis import strategies as st

from safelight.records.visible import pieces_of, visible


def test_direction_turning_and_invisible_characters_are_shown():
    assert visible("abc\u202edcba") == "abc⟦U+202E⟧dcba"
    assert visible("pay\u200bpal\x1b[31m") == "pay⟦U+200B⟧pal⟦U+001B⟧[31m"


def test_lines_and_ordinary_text_of_any_language_are_left_alone():
    for text in ("line one\nline two\tend", "Dŵr, ½ ﬁ, שלום, สวัสดี", "👩‍👩‍👧 ❤️"):
        assert visible(text) == text


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6))
def test_cutting_a_text_at_spans_loses_nothing_and_marks_only_what_lies_inside(text, spans):
    pieces = pieces_of(text, spans)
    assert "".join(piece.text for piece in pieces) == visible(text)
    inside = {place for start, end in spans for place in range(start, min(end, len(text)))}
    assert sum(len(piece.text) for piece in pieces if piece.marked) >= len(inside)
