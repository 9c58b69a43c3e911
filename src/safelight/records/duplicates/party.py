"""Names, numbers and addresses of people and conversations, made comparable between sources."""

import polars as pl

_OF_THE_PHONE = ("phone", "sms", "mms", "messages", "native messages", "android messages", "text message")
_BY_NUMBER = (*_OF_THE_PHONE, "whatsapp", "signal", "viber", "imessage")
_MARKS = r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]"
_DOMAIN = r"@(?:s\.whatsapp\.net|c\.us)$"
_NUMBER = r"^\+?[0-9][0-9\s().\-\u00a0\u2010\u2011\u202f]{5,23}$"
_TELLING_DIGITS = 9
"""The end of a number that stays the same with and without its country code."""
_WRITTEN_FOR_MACHINES = r"^[\d_\-/:+.~]+$|@|^[0-9a-fA-F\-]{16,}$"


def family(platform: pl.Expr) -> pl.Expr:
    """Sources of one family hold the same messages: an SMS is one in a backup, on a phone and in a report."""
    name = platform.fill_null("").str.to_lowercase()
    return pl.when(name.is_in(_OF_THE_PHONE)).then(pl.lit("phone")).otherwise(name)


def party(name: pl.Expr, platform: pl.Expr) -> pl.Expr:
    """A name as it stands; a telephone number by its last digits, several in order; an absent one is empty.

    Only on platforms whose accounts are telephone numbers: elsewhere digits are ids, and every one of them counts.
    """
    clear = name.fill_null("").str.replace_all(_MARKS, "").str.replace(_DOMAIN, "")
    one = _number(clear)
    several = clear.str.split("~").list.eval(_number(pl.element())).list.sort().list.join("~")
    by_number = platform.fill_null("").str.to_lowercase().is_in(_BY_NUMBER)
    return (
        pl.when(by_number & clear.str.contains("~", literal=True))
        .then(several)
        .when(by_number)
        .then(one)
        .otherwise(clear)
    )


NAMED, NUMBERED, UNNAMED = 0, 1, 2
"""How a conversation is called: by a name, by a number or an address, or by nothing but its file."""


def naming(name: pl.Expr, member: pl.Expr) -> pl.Expr:
    """How a conversation is called (see above)."""
    name = name.fill_null("")
    is_number = name.str.replace_all(_MARKS + r"|\s|[()]", "").str.contains(_WRITTEN_FOR_MACHINES)
    numbered = pl.when(is_number).then(NUMBERED).otherwise(NAMED)
    return pl.when((name == "") | (name == member)).then(UNNAMED).otherwise(numbered).cast(pl.UInt8)


def _number(text: pl.Expr) -> pl.Expr:
    digits = text.str.replace_all(r"\D", "")
    return pl.when(text.str.contains(_NUMBER)).then(digits.str.tail(_TELLING_DIGITS)).otherwise(text)
