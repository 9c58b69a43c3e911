"""Bytes of a mail as text: the charset it declares, else UTF-8, else Latin-1 with a doubt. Nothing is guessed."""

import binascii
import codecs
import quopri
import re
from functools import lru_cache
from typing import NamedTuple

from safelight.records.record import Doubt

_NOT_A_CHARSET = frozenset(
    {"unicode-escape", "raw-unicode-escape", "idna", "punycode", "undefined", "mbcs", "oem"}
)
"""Codecs Python has that no mail can mean."""
LONGEST_HEADER_CHARACTERS = 65_536
SHORT_CHARACTERS = 256
"""Short headers, such as addresses, come again and again in a mailbox and are decoded once."""
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_FOLD = re.compile(r"\r?\n[ \t]+")
_ENCODED_WORD = "=?"
_WORD = re.compile(r"=\?([\w.:+-]{1,40})(?:\*[\w-]{0,20})?\?([bBqQ])\?([^?]{0,8192})\?=")
_WORDS_IN_A_ROW = re.compile(rf"(?:{_WORD.pattern}\s{{0,8}}(?==\?))*{_WORD.pattern}")


class Decoded(NamedTuple):
    """Text, and what is to be held against it."""

    text: str
    doubts: tuple[Doubt, ...] = ()


def decoded(raw: bytes, declared: str | None) -> Decoded:
    """The text of bytes; never raises."""
    for charset in (declared, "utf-8"):
        text = _by(charset, raw)
        if text is not None:
            return Decoded(text)
    return Decoded(raw.decode("latin-1"), (Doubt.NOT_UTF8,))


def header_text(value: str) -> Decoded:
    """A header as the parser gives it (bytes beyond ASCII as escapes), unfolded, its encoded words decoded.

    A line break that stands inside an encoded word could pass for a header of its own when the mail is written
    again; such control characters become their visible pictures.
    """
    return _remembered(value) if len(value) <= SHORT_CHARACTERS else _header_text(value)


def _header_text(value: str) -> Decoded:
    value = _FOLD.sub(" ", value[:LONGEST_HEADER_CHARACTERS]).strip()
    if value.isascii() and _ENCODED_WORD not in value:
        return _made_visible(value)
    plain = decoded(_as_bytes(value), None)
    text, doubts = _without_encoded_words(plain.text)
    visible = _made_visible(text)
    return Decoded(visible.text, tuple(dict.fromkeys((*plain.doubts, *doubts, *visible.doubts))))


_remembered = lru_cache(maxsize=8192)(_header_text)


def _as_bytes(value: str) -> bytes:
    """The bytes of a header; of a name that the standard library decoded already, its UTF-8."""
    try:
        return value.encode("ascii", "surrogateescape")
    except UnicodeEncodeError:
        return value.encode("utf-8", "replace")


def _without_encoded_words(text: str) -> Decoded:
    """Encoded words (RFC 2047) decoded; a character may be cut in two by the border of two words."""
    doubts: list[Doubt] = []

    def of_run(run: re.Match[str]) -> str:
        texts, raw, charset = [], b"", ""
        for its_charset, encoding, content in [*_WORD.findall(run[0]), ("", "", "")]:
            if its_charset.lower() != charset and raw:
                part = decoded(raw, charset)
                texts.append(part.text)
                doubts.extend(part.doubts)
                raw = b""
            charset = its_charset.lower()
            raw += _word_bytes(content, encoding)
        return "".join(texts)

    return Decoded(_WORDS_IN_A_ROW.sub(of_run, text), tuple(doubts))


def _word_bytes(content: str, encoding: str) -> bytes:
    raw = content.encode("utf-8", "replace")
    if encoding in ("q", "Q"):
        return quopri.decodestring(raw, header=True)
    try:
        return binascii.a2b_base64(raw + b"==")
    except binascii.Error:
        return raw


def _made_visible(text: str) -> Decoded:
    if text.isprintable() or not _CONTROLS.search(text.replace("\t", " ")):
        return Decoded(text)
    shown = _CONTROLS.sub(lambda control: chr(0x2421 if control[0] == "\x7f" else 0x2400 + ord(control[0])), text)
    return Decoded(shown, (Doubt.HIDDEN_CHARACTERS,))


def _by(charset: str | None, raw: bytes) -> str | None:
    if not charset:
        return None
    try:
        if codecs.lookup(charset).name in _NOT_A_CHARSET:
            return None
        text = raw.decode(charset)
    except (LookupError, ValueError):
        return None
    return None if _holds_surrogates(text) else text


def _holds_surrogates(text: str) -> bool:
    """UTF-7 and UTF-16 decoders may let half a character through, which no table can hold."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False
