"""What a piece of JSON says, whatever state it is in.

RFC 8259 leaves open what repeated names, lone surrogates and huge numbers mean, and parsers disagree (Seriot,
"Parsing JSON is a minefield", 2016). Here nothing of that is lost or decided in silence: it becomes a doubt.
"""

import json
import re
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

import msgspec

from safelight.records.record import Doubt

_DIGITS_OF_A_NUMBER = 400
_NUMBERS = (int, float)
_STRAY_BYTE = re.compile("[\udc80-\udcff]")
_ESCAPE = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u([dD][89a-fA-F][0-9a-fA-F]{2})|\\.", re.DOTALL
)

plainly = msgspec.json.Decoder().decode
"""The value of a JSON text with nothing odd about it, several times faster than the careful way."""

encode = msgspec.json.Encoder().encode
_ESCAPED_COLON = b"\\u003"
"""How the escape of a colon begins."""

UNDECODABLE = (ValueError, RecursionError)
"""What decoding raises for a text that is damaged, odd or nested too deeply."""


class Said(NamedTuple):
    """A decoded value, the doubts about it, and what to write beside the record because of them."""

    value: Any
    doubts: tuple[Doubt, ...] = ()
    notes: Mapping[str, str] = {}


def decode(raw: bytes, *, repeats: bool = False) -> Said | None:
    """The value of one JSON text in UTF-8; ``None`` where it cannot be decoded at all.

    ``repeats`` says that an object in it gives a name twice, which only the careful way notices.
    """
    if not repeats:
        try:
            return Said(plainly(raw))
        except UNDECODABLE:
            pass
    try:
        return _decode_carefully(raw)
    except UNDECODABLE:
        return None


def names_nothing_twice(raw: bytes, value: object) -> bool:
    """Whether no object in a text gives a name twice, ``value`` being what it decodes to.

    Written out again, a value has as many colons as the text it came from, unless one was given twice and lost.
    Ask it only of a text that has no escaped colon.
    """
    return raw.count(b":") == encode(value).count(b":")


def has_escaped_colon(raw: bytes) -> bool:
    """Whether a colon may be escaped in a text, so that only the careful way can tell if a name stands twice."""
    # One byte is looked for many times faster than five.
    return b"\\" in raw and _ESCAPED_COLON in raw


def written(value: object) -> str:
    """A value as text for ``extra``: strings as they are, everything else as compact JSON."""
    if isinstance(value, str):
        return value
    if type(value) is int:
        return str(value)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def leftovers(source: Mapping[str, object], known: Collection[str]) -> dict[str, str]:
    """What the source says under other names than the reader's fields; empty and false values say nothing."""
    found = {}
    for name, value in source.items():
        if (value or type(value) in _NUMBERS) and name not in known:
            found[name] = value if isinstance(value, str) else written(value)
    return found


def text_of(value: object) -> str | None:
    """A name or text that ought to be a string: ``None`` stays ``None``, another type is written out."""
    return value if value is None or isinstance(value, str) else written(value)


def strings_in(items: object, name: str) -> tuple[str, ...]:
    """The strings under ``name`` in a list of objects, whatever else the list holds."""
    if not isinstance(items, list):
        return ()
    found = (item.get(name) for item in items if isinstance(item, dict))
    return tuple(value for value in found if isinstance(value, str))


def _decode_carefully(raw: bytes) -> Said:
    doubts: list[Doubt] = []
    notes: dict[str, str] = {}
    source = raw.decode("utf-8", "surrogateescape")
    if _STRAY_BYTE.search(source):
        doubts.append(Doubt.NOT_UTF8)
        source = _STRAY_BYTE.sub(lambda stray: f"\\\\x{ord(stray[0]) - 0xDC00:02x}", source)
    source, lone = _keep_lone_surrogates_as_text(source)
    if lone:
        doubts.append(Doubt.LONE_SURROGATE)

    def keep_every_claim(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        last = dict(pairs)
        if len(last) != len(pairs):
            for name in last:
                claims = [value for other, value in pairs if other == name]
                if len(claims) > 1:
                    notes[f"given {len(claims)} times: {name}"] = written(claims)
        return last

    decoder = json.JSONDecoder(
        object_pairs_hook=keep_every_claim, parse_int=_whole_number, parse_constant=str, strict=False
    )
    value = decoder.decode(source)
    if notes:
        doubts.append(Doubt.DUPLICATE_KEY)
    return Said(value, tuple(doubts), notes)


def _keep_lone_surrogates_as_text(source: str) -> tuple[str, bool]:
    """Half a character cannot be stored as UTF-8, so its escape stays in the text as the source wrote it."""
    found = False

    def keep(escape: re.Match[str]) -> str:
        nonlocal found
        if escape[1] is None:
            return escape[0]
        found = True
        return f"\\\\u{escape[1]}"

    return _ESCAPE.sub(keep, source), found


def _whole_number(digits: str) -> int | str:
    """Python refuses to convert numbers of thousands of digits (CVE-2020-10735); they stay text."""
    return int(digits) if len(digits) <= _DIGITS_OF_A_NUMBER else digits
