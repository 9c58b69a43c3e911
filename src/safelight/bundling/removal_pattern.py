"""How one thing to remove may be written: in other letter case, with other spaces, escaped, with hidden marks."""

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, partial
from urllib.parse import quote

from safelight.bundling.choice import Removal, Removed

_UNSEEN = r"\x{00AD}\x{061C}\x{180E}\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2060}-\x{206F}\x{FEFF}"
_HIDDEN = f"[{_UNSEEN}]*"
_SPACE = r"(?:[\s_+\x{00A0}]|%20|&nbsp;|&#160;|\\u00[aA]0)+"
_JOINED = r"(?:[\s_+.\-\x{00A0}]|%20|%2[bB]|&nbsp;|&#160;|\\u00[aA]0)*"
_BETWEEN_DIGITS = rf"(?:[\s().\-\x{{2010}}-\x{{2015}}{_UNSEEN}]|%20|&nbsp;)*"
_TRUNK = rf"(?:(?:\+|%2[bB]|00)\d{{1,3}}{_BETWEEN_DIGITS})?(?:0{_BETWEEN_DIGITS})?"
"""What may stand before the digits of a telephone number in its own country."""
_NUMBER = re.compile(r"\+?[\d\s().\-]{7,}")
_NATIONAL_DIGITS = 9
_META = re.compile(r"[.^$*+?()\[\]{}\\|/\-]")
_PLAIN = re.compile(r"[0-9A-Za-z]")


def pattern_of(removal: Removal) -> str:
    """A regular expression (RE2 and Polars' own) for every way of writing that is looked for.

    The parts of an account's name may stand together or have a dot, a dash or a line between them.
    """
    value = removal.value.strip()
    between = _JOINED if removal.sort is Removed.ACCOUNT else _SPACE
    if _NUMBER.fullmatch(value):
        return f"(?i){_number(value)}"
    forms = dict.fromkeys(unicodedata.normalize(form, value) for form in ("NFC", "NFD", "NFKC"))
    return f"(?i)(?:{'|'.join(map(partial(_words, between=between), (value, *forms)))})"


def _number(value: str) -> str:
    """A telephone number with or without its country: the last nine digits tell it."""
    digits = [each for each in value if each.isdigit()]
    told, more = digits[-_NATIONAL_DIGITS:], digits[:-_NATIONAL_DIGITS]
    return _TRUNK + "".join(f"(?:{digit}{_BETWEEN_DIGITS})?" for digit in more) + _BETWEEN_DIGITS.join(told)


def _words(value: str, *, between: str) -> str:
    parts = [_HIDDEN.join(map(_character, part)) for part in value.split()]
    return f"{_HIDDEN}{between}{_HIDDEN}".join(parts)


@cache
def _character(character: str) -> str:
    if _PLAIN.fullmatch(character):
        return character
    return f"(?:{'|'.join(dict.fromkeys(map(_literal, _written(character))))})"


def _written(character: str) -> Iterator[str]:
    """The character, and how JSON, HTML and addresses of pages may have escaped it."""
    for each in dict.fromkeys((character, character.lower(), character.upper())):
        yield each
        yield html.escape(each)
        yield from _as_codes(each)
        yield quote(each, safe="")
    yield from _NAMED.get(character, ())


def _as_codes(text: str) -> Iterable[str]:
    yield "".join(f"&#{ord(each)};" for each in text)
    yield "".join(f"&#x{ord(each):x};" for each in text)
    units = text.encode("utf-16-be")
    yield "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


_NAMED = {"'": ("&apos;", "\\'"), '"': ("&quot;", '\\"'), "&": ("&amp;",), "\\": ("\\\\",), "/": ("\\/",)}


def _literal(text: str) -> str:
    return _META.sub(r"\\\g<0>", text)
