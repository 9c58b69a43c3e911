"""Which way a text is written, by its characters (Unicode Standard Annex 9, rules P2 and P3)."""

from collections.abc import Iterator
from unicodedata import bidirectional

LEFT_TO_RIGHT, RIGHT_TO_LEFT = "ltr", "rtl"
_STRONG = {"L": LEFT_TO_RIGHT, "R": RIGHT_TO_LEFT, "AL": RIGHT_TO_LEFT}


def direction_of(text: str) -> str:
    """The direction of its first letter; left to right where it has none."""
    return next(_of_letters(text), LEFT_TO_RIGHT)


def goes_both_ways(text: str) -> bool:
    """Whether some of it is written from the left and some from the right."""
    return len(set(_of_letters(text))) > 1


def _of_letters(text: str) -> Iterator[str]:
    return (_STRONG[sort] for sort in map(bidirectional, text) if sort in _STRONG)
