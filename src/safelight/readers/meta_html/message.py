"""One message of a page as a record: who, the words, and when, by where they stand."""

import html
import re
from collections.abc import Collection
from typing import NamedTuple

from safelight.readers.entry_record import direction_by, record_of
from safelight.readers.html_pages.blocks import between
from safelight.readers.html_pages.nodes import Node, Shaped, children_of
from safelight.readers.json_text import Element
from safelight.readers.meta_html.clock import looks_like_a_time, moment
from safelight.readers.reader import ReadingHints
from safelight.records.record import Doubt, Record

_TAG = re.compile(r"<[^<>]*>")
_ALONE = re.compile(rb"\s*(?:<\w{1,10}\b[^<>]{0,200}>\s*)?([^<>]{1,100}?)\s*(?:</\w{1,10}>\s*)?")
"""Words that stand in a box on their own, or in one more box inside it."""
_LONGEST_TIME_BYTES = 500
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_FILE = re.compile(rb'\b(?:href|src)="([^"<>]{1,2000})"')
_WORDS_AT = 1
"""Meta puts the words of a message into the second box inside its body; others hold shares, files, reactions."""


class Talk(NamedTuple):
    """What all messages of a page share."""

    member: str
    platform: str
    thread: str
    hints: ReadingHints
    met: Collection[str]


def is_message(page: bytes, children: list[Node]) -> bool:
    """A box whose last part is a time, after one part or two: who, then what."""
    if not 2 <= len(children) <= 3:
        return False
    last = children[-1]
    if last.children > 1 or last.inner_end - last.inner_start > _LONGEST_TIME_BYTES:
        return False
    alone = _ALONE.fullmatch(page, last.inner_start, last.inner_end)
    is_time = alone is not None and looks_like_a_time(alone[1])
    return is_time and (len(children) == 2 or children[0].is_leaf)


def sender_of(page: bytes, shape: Shaped) -> str | None:
    """Who it is from, as written; ``None`` where the page gives no name."""
    if len(shape.children) < 3:
        return None
    return _said(page, shape.children[0])[0] or None


def message_of(page: bytes, shape: Shaped, talk: Talk) -> Record:
    """The message; the boxes that hold no words stay beside it."""
    body, when = shape.children[-2], shape.children[-1]
    at_text = _said(page, when)[0].strip()
    text, more, is_utf8 = _words(page, body)
    sender = sender_of(page, shape)
    raw = page[body.start : body.end]
    files, links = _files(raw)
    return record_of(
        Element("", shape.node.start, shape.node.end, {}, () if is_utf8 else (Doubt.NOT_UTF8,)),
        member=talk.member,
        platform=talk.platform,
        known=(),
        at=moment(at_text, talk.hints.zone),
        at_text=at_text,
        thread=talk.thread,
        sender=sender,
        direction=direction_by((sender,), talk.hints, talk.met),
        text=text,
        attachments=files,
        extra={
            **({"beside the words": more} if more else {}),
            **({"links": " ".join(links)} if links else {}),
            **({"reactions": reactions} if (reactions := _reactions(raw)) else {}),
        },
    )


def _words(page: bytes, body: Node) -> tuple[str | None, str, bool]:
    """The words, what else is written in the body, and whether all of it was UTF-8."""
    boxes = children_of(page, body)
    if len(boxes) == 1 and boxes[0].children > _WORDS_AT:
        boxes = children_of(page, boxes[0])
    if len(boxes) <= _WORDS_AT:
        text, is_utf8 = _said(page, body)
        return text, "", is_utf8
    text, is_utf8 = _said(page, boxes[_WORDS_AT])
    others = [box for number, box in enumerate(boxes) if number != _WORDS_AT and not _is_reactions(page, box)]
    more = "\n".join(filter(None, (_said(page, box)[0] for box in others)))
    return text or None, more, is_utf8


def _said(page: bytes, node: Node) -> tuple[str, bool]:
    """The words of an element exactly as they stand there, its tags aside."""
    raw = page[node.inner_start : node.inner_end]
    try:
        written, is_utf8 = raw.decode("utf-8"), True
    except UnicodeDecodeError:
        written, is_utf8 = raw.decode("utf-8", "backslashreplace"), False
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", written))), is_utf8


def _files(raw: bytes) -> tuple[tuple[str, ...], list[str]]:
    """Files of the download by their own paths, and addresses on the web; each once."""
    found = dict.fromkeys(html.unescape(each.decode("utf-8", "backslashreplace")) for each in _FILE.findall(raw))
    links = [each for each in found if "://" in each]
    return tuple(each for each in found if "://" not in each), links


def _is_reactions(page: bytes, box: Node) -> bool:
    return page[box.inner_start : box.inner_end].lstrip()[:3].lower() == b"<ul"


def _reactions(raw: bytes) -> str:
    """Each reaction as the page shows it: the sign, and who."""
    listed = b"".join(between(raw, b"<ul", b"</ul>"))
    said = (
        each.partition(b">")[2].decode("utf-8", "backslashreplace") for each in between(listed, b"<li", b"</li>")
    )
    return "\n".join(html.unescape(_TAG.sub("", each)) for each in said)
