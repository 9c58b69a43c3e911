"""HTML's escapes undone, whatever number is written in them."""

import html
import re

_LONG_NUMBER = re.compile(r"&#([0-9]{1000,});?")
_LARGEST_CHARACTER_DIGITS = 7


def unescaped(text: str) -> str:
    """As ``html.unescape``, which raises ``ValueError`` for a number of thousands of digits."""
    return html.unescape(_LONG_NUMBER.sub(_shortened, text) if "&#" in text else text)


def _shortened(number: re.Match[str]) -> str:
    """Noughts before a number say nothing; a number that stands for no character is a mark, as HTML has it."""
    digits = number[1].lstrip("0") or "0"
    return f"&#{digits};" if len(digits) <= _LARGEST_CHARACTER_DIGITS else "\N{REPLACEMENT CHARACTER}"
