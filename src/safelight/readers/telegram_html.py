"""Telegram Desktop's ``messages.html``: a conversation as pages to look at.

Facts: a page of 2023 and the exporter's own source (telegramdesktop/tdesktop, ``export_output_html.cpp``).
"""

import re
from collections.abc import Collection, Iterator
from typing import TypeAlias

from safelight.readers.entry_record import direction_by, record_of
from safelight.readers.html_pages.blocks import Block, blocks_of, inside, words_of
from safelight.readers.json_moment import NO_TIME, At, iso
from safelight.readers.json_text import Element
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, TestedOn, UnknownLayout
from safelight.records.record import Doubt, Kind, Record, State
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="telegram-html",
    title="Telegram Desktop export (HTML)",
    platform="Telegram",
    version="1",
    generations=("times with their zone (2022 onwards)", "times without a zone; not yet seen on a real export"),
    tested_on=(TestedOn("conversation of August 2023", 4, bytes_read=2735),),
    cannot_know=(
        "The page names people but gives no account ids: two people of the same name cannot be told apart.",
        "A message joined to the one above has no name of its own; it is given the name above it.",
        "Secret chats are never in an export.",
        "Messages deleted before the export are missing, and nothing marks where they were.",
        "Times of older exports have no zone.",
        "The page does not say whose account it was. The JSON export says more; ask for it where possible.",
    ),
)

_MESSAGE = re.compile(rb'<div class="message (?:default|service)\b[^<>]*>')
_OPENING = re.compile(rb'<div class="message ([^"]*)"(?: id="message(-?\d{1,19})")?')
_TITLE = re.compile(rb'\btitle="([^"]*)"')
_MOMENT = re.compile(r"(\d\d)\.(\d\d)\.(\d{4}) (\d\d:\d\d:\d\d)(?: UTC([+-]\d\d:\d\d))?")
_REPLY = re.compile(rb"#go_to_message(\d{1,19})")
_LINK = re.compile(
    rb'<a class="[^"]{0,100}?\b(?:media|photo|video|sticker|animated|voice)[^"]{0,100}" href="([^"]+)"'
)
_HEADER = re.compile(rb'<div class="page_header[^<>]*>')
_DATE, _NAME, _TEXT, _SERVICE = "pull_right date details", "from_name", "text", "body details"
_REPLY_TO, _FORWARDED, _MEDIA = "reply_to details", "forwarded body", "media_wrap clearfix"
_CLASSES = frozenset({_DATE, _NAME, _TEXT, _SERVICE, _REPLY_TO, _FORWARDED, _MEDIA})
_FRAME_CLASSES = frozenset({"text bold"})


def recognise(member: Member) -> Recognition:
    """The frame and the class names that Telegram Desktop gives to its pages."""
    head = member.head
    if b'class="page_wrap' not in head or b'class="history"' not in head:
        return NOT_MINE
    if _MESSAGE.search(head):
        return Recognition(95, ("It is a page with Telegram Desktop's frame and messages.",))
    return Recognition(70, ("It has Telegram Desktop's frame, and no message in reach.",))


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every message and service message of the page. Lines that only show the day are part of the frame."""
    page = member.whole()
    blocks = list(blocks_of(page, _MESSAGE))
    if not blocks:
        message = "This page has no message laid out the way Telegram Desktop's export does it."
        raise UnknownLayout(message)
    yield from _Page(page, blocks, member.path, hints).records(book)


class _Page:
    def __init__(self, page: bytes, blocks: list[Block], path: str, hints: ReadingHints) -> None:
        self._page, self._blocks, self._path, self._hints = page, blocks, path, hints
        self._thread = _thread_of(page[: blocks[0].start])
        self._met = frozenset(_names_in(page, blocks)) if hints.owner_accounts else frozenset[str]()
        self._above: str | None = None

    def records(self, book: TallyBook) -> Iterator[Record]:
        for block in self._blocks:
            book.read(book.end, block.start - book.end)
            if not block.is_closed:
                reason = "This message is cut short or damaged. Its bytes are kept; ask for the whole page."
                book.fail(block.start, block.end - block.start, reason)
                continue
            book.read(block.start, block.end - block.start)
            if (record := self._record(block)) is not None:
                yield record
        book.read(book.end, len(self._page) - book.end)

    def _record(self, block: Block) -> Record | None:
        raw = self._page[block.start : block.end]
        opening = _OPENING.match(raw)
        classes, identity = (opening[1], (opening[2] or b"").decode()) if opening else (b"", "")
        is_service = classes.startswith(b"service")
        if is_service and identity.startswith("-"):
            return None
        parts = _parts_of(raw, _CLASSES)
        text, is_utf8 = _text(parts, _SERVICE if is_service else _TEXT)
        extra = _extra(parts, identity)
        sender = None if is_service else self._sender(parts, extra, is_joined=b"joined" in classes.split())
        at, at_text = _moment(parts, self._hints)
        return record_of(
            Element("", block.start, block.end, {}, () if is_utf8 else (Doubt.NOT_UTF8,)),
            member=self._path,
            platform="Telegram",
            known=(),
            kind=Kind.NOTICE if is_service else Kind.MESSAGE,
            at=at,
            at_text=at_text,
            thread=self._thread,
            sender=sender,
            direction=direction_by((sender,), self._hints, self._met),
            text=text,
            state=State.BY_PLATFORM if is_service else State.SENT,
            attachments=tuple(words_of(link)[0] for link in _LINK.findall(raw)),
            reply_to=_replied_to(parts),
            extra=extra,
        )

    def _sender(self, parts: "_Parts", extra: dict[str, str], *, is_joined: bool) -> str | None:
        if _NAME in parts:
            self._above = words_of(parts[_NAME][0])[0] or None
        elif is_joined and self._above:
            extra["sender"] = "Joined to the message above, whose sender this is."
        else:
            self._above = None
        return self._above


_Parts: TypeAlias = dict[str, tuple[bytes, bytes]]


def _parts_of(raw: bytes, classes: Collection[str]) -> _Parts:
    """A forwarded message holds another name inside: whose words they were, not who sent them here."""
    parts = inside(raw, classes)
    if _FORWARDED in parts and _NAME in parts:
        own = inside(raw.replace(parts[_FORWARDED][0], b""), {_NAME})
        parts = {name: part for name, part in parts.items() if name != _NAME} | own
    return parts


def _text(parts: _Parts, name: str) -> tuple[str | None, bool]:
    return words_of(parts[name][0]) if name in parts else (None, True)


def _extra(parts: _Parts, identity: str) -> dict[str, str]:
    extra = {"id": identity} if identity else {}
    if _FORWARDED in parts:
        inner = inside(parts[_FORWARDED][0], {_NAME})
        extra["forwarded_from"] = words_of(inner[_NAME][0])[0] if inner else ""
    if _MEDIA in parts:
        extra["media"] = " ".join(words_of(parts[_MEDIA][0])[0].split())
    return extra


def _replied_to(parts: _Parts) -> str:
    match = _REPLY.search(parts[_REPLY_TO][0]) if _REPLY_TO in parts else None
    return match[1].decode() if match else ""


def _moment(parts: _Parts, hints: ReadingHints) -> tuple[At, str]:
    title = _TITLE.search(parts[_DATE][1]) if _DATE in parts else None
    at_text = words_of(title[1])[0] if title else ""
    match = _MOMENT.fullmatch(at_text)
    if match is None:
        return NO_TIME, at_text
    day, month, year, clock, offset = match.groups()
    return iso(f"{year}-{month}-{day}T{clock}{offset or ''}", hints.zone), at_text


def _thread_of(head: bytes) -> str:
    header = _HEADER.search(head)
    found = inside(head[header.start() :], _FRAME_CLASSES) if header else {}
    return words_of(found["text bold"][0])[0] if found else ""


def _names_in(page: bytes, blocks: list[Block]) -> Iterator[str]:
    for block in blocks:
        parts = _parts_of(page[block.start : block.end], {_NAME, _FORWARDED})
        if _NAME in parts:
            yield words_of(parts[_NAME][0])[0]
