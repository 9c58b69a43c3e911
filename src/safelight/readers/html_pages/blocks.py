"""Where blocks of a page begin and end, and what stands in them, by one pass over their bytes.

A tree is not built: deeply nested tags made to do so keep a tree builder busy for minutes. Words that people wrote
are escaped in these pages, so a tag in the bytes is a tag that the app wrote.
"""

import re
from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import NamedTuple

from safelight.readers.html_escapes import unescaped

_DIV = re.compile(rb"<(/?)div\b([^<>]*)>", re.IGNORECASE)
_CLASS = re.compile(rb'\bclass="([^"]*)"')
_TAG = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BLANKS = " \t\r\n"


class Block(NamedTuple):
    """A ``div`` with what it holds: the bytes ``start`` to ``end`` of the page, its tags included."""

    start: int
    end: int
    is_closed: bool


def blocks_of(page: bytes, opening: re.Pattern[bytes]) -> Iterator[Block]:
    """Every block that begins with ``opening``. None lies in another: one never closed ends at the next."""
    starts = [match.start() for match in opening.finditer(page)]
    for start, limit in pairwise((*starts, len(page))):
        end = _end_of(page, start, limit)
        yield Block(start, end or limit, end is not None)


def inside(block: bytes, classes: Collection[str]) -> dict[str, tuple[bytes, bytes]]:
    """What the first ``div`` of each class holds, and the attributes of its tag."""
    found: dict[str, tuple[bytes, bytes]] = {}
    open_divs: list[tuple[str, bytes, int]] = []
    for match in _DIV.finditer(block):
        if not match[1]:
            said = _CLASS.search(match[2])
            name = said[1].decode("latin-1") if said else ""
            open_divs.append((name if name not in found else "", match[2], match.end()))
        elif open_divs:
            name, attributes, start = open_divs.pop()
            if name in classes and name not in found:
                found[name] = (block[start : match.start()], attributes)
    return found


def between(page: bytes, opening: bytes, closing: bytes) -> Iterator[bytes]:
    """What stands between each opening and the next closing; looks at every byte once."""
    at = 0
    while (start := page.find(opening, at)) >= 0 and (end := page.find(closing, start + len(opening))) >= 0:
        yield page[start + len(opening) : end]
        at = end


def words_of(part: bytes) -> tuple[str, bool]:
    """The words between the tags, without the blanks around them, and whether all bytes were UTF-8."""
    try:
        text, is_utf8 = part.decode("utf-8"), True
    except UnicodeDecodeError:
        text, is_utf8 = part.decode("utf-8", "backslashreplace"), False
    return unescaped(_TAG.sub("", _BREAK.sub("\n", text.strip(_BLANKS)))).strip(_BLANKS), is_utf8


def _end_of(page: bytes, start: int, limit: int) -> int | None:
    depth = 0
    for match in _DIV.finditer(page, start, limit):
        depth += -1 if match[1] else 1
        if not depth:
            return match.end()
    return None
