"""The invisible characters that WhatsApp and phones put around text, and the blanks they use."""

DIRECTION_MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Bidirectional marks. U+200E (or U+200F) before text is how iOS sets off what WhatsApp wrote itself."""

BYTE_ORDER_MARK = "\ufeff"

BLANKS = " \t\u00a0\u2009\u202f"

PLATFORM_MARKS = ("\u200e", "\u200f")

_INVISIBLE = str.maketrans("", "", DIRECTION_MARKS + BYTE_ORDER_MARK)


def without_marks(text: str) -> str:
    """The text without direction marks. For comparing only: what a record holds is never changed."""
    return text.translate(_INVISIBLE)
