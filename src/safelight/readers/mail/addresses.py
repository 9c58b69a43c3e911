"""Addresses in a mail's header, as written."""

import re
from email.utils import getaddresses
from functools import lru_cache

from safelight.readers.mail.charset import SHORT_CHARACTERS, header_text

_SIMPLE = re.compile(r"[\w.+-]{1,128}@[\w.-]{1,255}", re.ASCII)
_PLAIN = re.compile(r"[^\s<>,;\"'()]{1,128}@[^\s<>,;\"'()]{1,255}")
MOST_ADDRESSES_CHARACTERS = 65_536


def addresses_in(values: list[str]) -> tuple[str, ...]:
    """Each address once, in order, without the names beside them; a value without any gives itself."""
    found: dict[str, None] = {}
    for value in values:
        for address in _remembered(value) if len(value) <= SHORT_CHARACTERS else _in_one(value):
            found.setdefault(header_text(address).text)
    return tuple(found)


def _in_one(value: str) -> list[str]:
    if _SIMPLE.fullmatch(value):
        return [value]
    value = value[:MOST_ADDRESSES_CHARACTERS]
    try:
        pairs = getaddresses([value])
    except (RecursionError, ValueError, IndexError):
        return _PLAIN.findall(value)
    addresses = [address for _, address in pairs if address]
    return addresses or _PLAIN.findall(value) or [value.strip()] * bool(value.strip())


_remembered = lru_cache(maxsize=8192)(_in_one)
