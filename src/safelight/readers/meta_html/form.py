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
_LINE = "line"
"""What a row without a label is kept under."""
_PAIR = 2
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
    said = _cells(raw)
    lines = [value.encode() for name, value in said.items() if name.startswith(_LINE)]
    times = [leaf for leaf in (*lines, *leaves) if looks_like_a_time(leaf)]
    return Form(
        heading=_heading(raw, leaves, times),
        said=said,
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
    """By row: two cells are a label and its value; one that holds a box is a label with its value in it."""
    said: dict[str, str] = {}
    for chunk in between(raw, b"<tr", b"</tr>"):
        around, inner, last = chunk.rpartition(b"<tr")
        if inner and (outer := words(around.partition(b">")[2]).strip()):
            _keep(said, _LINE, outer)
        _add_row(said, list(between(last, b"<td", b"</td>")))
    return said


def _add_row(said: dict[str, str], chunks: list[bytes]) -> None:
    cells = [chunk.partition(b">")[2] for chunk in chunks]
    if len(cells) == _PAIR:
        _keep(said, words(cells[0]).strip(), words(cells[1]))
        return
    for cell in cells:
        label, box, value = cell.partition(b"<div")
        if box and label.strip():
            _keep(said, words(label).strip(), words(box + value))
        elif text := words(cell).strip():
            _keep(said, _LINE, text)


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
