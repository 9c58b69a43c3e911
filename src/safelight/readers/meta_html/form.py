"""What one box of a Meta page says: a heading, labels with their values, links, and a time."""

import html
import re
from typing import NamedTuple

from safelight.readers.html_pages.blocks import between
from safelight.readers.meta_html.clock import looks_like_a_time

_TAG = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_HEADING = re.compile(rb"<h[123]\b[^<>]*>([^<]{0,2000})</h[123]>", re.IGNORECASE)
_LINK = re.compile(rb'<a\b[^<>]{0,500}?\bhref="([^"<>]{0,4000})"[^<>]*>([^<]{0,4000})</a>', re.IGNORECASE)
_LEAF = re.compile(rb"<div\b[^<>]*>([^<>]{1,100})</div>", re.IGNORECASE)


class Link(NamedTuple):
    """An address, and the words it is shown by."""

    address: str
    words: str


class Form(NamedTuple):
    """One box of a page."""

    heading: str
    said: dict[str, str]
    """By label; a label met again gets a number, so that no value hides another."""
    links: tuple[Link, ...]
    time: str
    """The last words that look like a time and stand in a box of their own; empty where none do."""
    is_utf8: bool


def form_of(raw: bytes) -> Form:
    """Whatever stands in the box, in one pass for each sort of thing."""
    leaves = _LEAF.findall(raw)
    times = [leaf for leaf in leaves if looks_like_a_time(leaf)]
    return Form(
        heading=_heading(raw, leaves, times),
        said=_cells(raw),
        links=tuple(Link(words(address), words(shown)) for address, shown in _LINK.findall(raw)),
        time=words(times[-1]) if times else "",
        is_utf8=_is_utf8(raw),
    )


def _heading(raw: bytes, leaves: list[bytes], times: list[bytes]) -> str:
    """The heading, or in a box without a table the first words in a box of their own."""
    heading = _HEADING.search(raw)
    if heading:
        return words(heading[1])
    is_table = b"<td" in raw
    return "" if is_table else next((words(leaf) for leaf in leaves if leaf not in times), "")


def words(part: bytes) -> str:
    """The words of a part of a page, its tags aside."""
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", part.decode("utf-8", "backslashreplace"))))


def _cells(raw: bytes) -> dict[str, str]:
    """A cell that holds a box is a label with its value in it; any other is a label or, after one, its value."""
    said: dict[str, str] = {}
    waiting = ""
    for chunk in between(raw, b"<td", b"</td>"):
        cell = chunk.rpartition(b"<td")[2].partition(b">")[2]
        label, box, value = cell.partition(b"<div")
        if box:
            _keep(said, waiting or words(label).strip(), words(b"<div" + value))
            waiting = ""
        elif waiting:
            _keep(said, waiting, words(cell))
            waiting = ""
        else:
            waiting = words(cell).strip()
    if waiting:
        _keep(said, waiting, "")
    return said


def _keep(said: dict[str, str], label: str, value: str) -> None:
    number, free = 2, label
    while free in said:
        free, number = f"{label} ({number})", number + 1
    said[free] = value


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
