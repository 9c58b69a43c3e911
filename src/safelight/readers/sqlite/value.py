"""A stored value, and what it is taken for where a reader asks for text or for a number."""

import math
from typing import ClassVar, TypeAlias

Value: TypeAlias = str | int | float | bytes | None


class Mended(str):
    """Text whose bytes do not fit the database's encoding: what does not fit was replaced by a mark."""

    __slots__ = ()

    were_any: ClassVar[bool] = False
    """Whether this process mended any text yet: until then no record needs to be looked through for it."""

    def __new__(cls, text: str) -> "Mended":
        cls.were_any = True
        return super().__new__(cls, text)


def as_text(raw: bytes, encoding: str) -> str:
    """The text of these bytes; a mended one where they are none."""
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return Mended(raw.decode(encoding, "replace"))


def as_utf8(raw: bytes) -> str:
    """The same in the encoding that nearly every database has."""
    return as_text(raw, "utf-8")


def text_of(value: Value, encoding: str) -> str | None:
    """Text as stored. Bytes where text should be are decoded; a number is written out."""
    if value is None or isinstance(value, str):
        return value
    return as_text(value, encoding) if isinstance(value, bytes) else str(value)


def plain_text_of(value: Value, encoding: str) -> str | None:
    """What a value says beside a record's own text: nothing where it is null or nought, and nothing is marked."""
    return str(text_of(value, encoding)) if value else None


def real_of(value: Value) -> float | None:
    """A finite number, also where it was stored as text."""
    try:
        number = float(value) if isinstance(value, str | int | float) else math.nan
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def whole_of(value: Value) -> int | None:
    """A whole number, also where it was stored as text or with a fraction."""
    if value is None or isinstance(value, int):
        return value
    number = real_of(value)
    return None if number is None else int(number)


def blob_of(value: Value) -> bytes:
    """Bytes as stored; empty where there are none."""
    return value if isinstance(value, bytes) else b""
