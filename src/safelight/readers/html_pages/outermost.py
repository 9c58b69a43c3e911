"""Blocks of a page that may hold others of their kind: each outermost one, by one pass over the tags."""

import re
from collections.abc import Iterator

from safelight.readers.html_pages.blocks import Block

_BOX = re.compile(rb"<(/?)(?:div|section)\b[^<>]*>", re.IGNORECASE)


def outermost_of(page: bytes, opening: re.Pattern[bytes]) -> Iterator[Block]:
    """Every ``div`` or ``section`` that begins with ``opening`` and lies in no other; the last may never close."""
    start, depth = -1, 0
    for match in _BOX.finditer(page):
        if start < 0:
            if not match[1] and opening.match(page, match.start()):
                start, depth = match.start(), 1
            continue
        depth += -1 if match[1] else 1
        if not depth:
            yield Block(start, match.end(), is_closed=True)
            start = -1
    if start >= 0:
        yield Block(start, len(page), is_closed=False)
