"""What is shown cannot deceive the eye, and emoji stay emoji."""

from safelight.records.visible import visible


def test_direction_turning_and_invisible_characters_are_shown():
    assert visible("abc\u202edcba") == "abc⟦U+202E⟧dcba"
    assert visible("pay\u200bpal\x1b[31m") == "pay⟦U+200B⟧pal⟦U+001B⟧[31m"


def test_lines_and_ordinary_text_of_any_language_are_left_alone():
    for text in ("line one\nline two\tend", "Dŵr, ½ ﬁ, שלום, สวัสดี", "👩‍👩‍👧 ❤️"):
        assert visible(text) == text
