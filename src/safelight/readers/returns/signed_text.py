"""A text with a signature around it, as OpenPGP lays it out (RFC 9580, section 7)."""

import re
from typing import NamedTuple

_BEGINNING = re.compile(rb"(?:\xef\xbb\xbf)?\s*-----BEGIN PGP SIGNED MESSAGE-----[ \t]*\r?\n")
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,60}:[^\r\n]*\r?\n")
_EMPTY = re.compile(rb"[ \t]*\r?\n")
_SIGNATURE = re.compile(rb"^-----BEGIN PGP SIGNATURE-----[ \t]*\r?$", re.MULTILINE)
_ESCAPED = re.compile(rb"^- ", re.MULTILINE)


class SignedText(NamedTuple):
    """The signed words are the bytes ``start`` to ``end``; from ``end`` on stands the signature, if any."""

    start: int
    end: int
    has_escapes: bool
    """Whether lines that begin with a hyphen were written with another one and a blank before it."""


def is_signed(head: bytes) -> bool:
    """Whether it begins like a signed text."""
    return _BEGINNING.match(head) is not None


def signed_text(data: bytes) -> SignedText | None:
    """Where the signed words stand; ``None`` where the bytes do not begin like a signed text."""
    match = _BEGINNING.match(data)
    if match is None:
        return None
    at = match.end()
    while header := _HEADER.match(data, at):
        at = header.end()
    if empty := _EMPTY.match(data, at):
        at = empty.end()
    signature = _SIGNATURE.search(data, at)
    end = signature.start() if signature else len(data)
    return SignedText(at, end, _ESCAPED.search(data, at, end) is not None)
