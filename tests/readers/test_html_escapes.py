"""Escapes of HTML in all their ways."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.readers.html_escapes import unescaped


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("&#" + "0" * 5000 + "65; &#65", "A A"),
        ("a&#" + "1" * 5000 + ";b", "a\N{REPLACEMENT CHARACTER}b"),
        ("a&#x" + "1" * 5000 + ";b", "a\N{REPLACEMENT CHARACTER}b"),
        ("&#" + "0" * 5000 + ";", "\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_long_numbers(written: str, text: str) -> None:
    assert unescaped(written) == text


@given(st.text("&#x0123456789abc;lt "))
def test_others_are_undone_as_html_has_it(written: str) -> None:
    assert unescaped(written) == html.unescape(written)
