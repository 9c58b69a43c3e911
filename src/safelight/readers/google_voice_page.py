"""One message or call of a Google Voice page as a record."""

import re
from urllib.parse import unquote

import msgspec

from safelight.readers.entry_record import record_of
from safelight.readers.html_pages.blocks import Block, between, words_of
from safelight.readers.json_moment import iso
from safelight.readers.json_text import Element
from safelight.readers.reader import ReadingHints
from safelight.records.record import Direction, Doubt, Kind, Record, State

_PLATFORM = "Google Voice"
_TITLE = re.compile(rb"<title>([^<]*+)</title>")
_TITLE_BEGINNING = re.compile(r"\A(?:Me to|(?:Placed|Received|Missed) call (?:to|from)|Voicemail from)\s*")
_AT = re.compile(rb'<abbr class="(?:dt|published)" title="([^"]*)"')
_TELEPHONE = re.compile(rb'<a class="tel" href="tel:([^"]*)">')
_NAME = re.compile(rb'<(?:abbr|span) class="fn"[^<>]*>([^<]*+)<')
_OWNER = re.compile(rb'<abbr class="fn"')
"""Only the account's owner is marked up so, as “Me”; everybody else is a ``span``."""
_TRANSCRIPT = re.compile(rb'<span class="full-text">([^<]*+)</span>')
_MEDIA = re.compile(
    rb'<(?:img|audio|video)\b[^<>]{0,300}?\bsrc="([^"]*)"|<a class="(?:video|vcard|audio)" href="([^"]*)"'
)
_DURATION = re.compile(rb'<abbr class="duration" title="([^"]*)"')
_LABEL = re.compile(rb'google\.com/voice#(\w{1,40})"')
_DELETED = re.compile(rb'class="deletedStatusContainer">User Deleted:\s*True')
_PARTICIPANTS = (b'<div class="participants">', b"</div>")
_CITE = (b'<cite class="sender vcard">', b"</cite>")
_WORDS = (b"<q>", b"</q>")


class Talk(msgspec.Struct, frozen=True, kw_only=True):
    """What a page says of all its entries."""

    member: str
    thread: str
    participants: tuple[str, ...]
    is_deleted: bool
    labels: tuple[str, ...]
    hints: ReadingHints

    @property
    def extra(self) -> dict[str, str]:
        """The labels, for example Inbox, Spam or Archived, as the page gives them."""
        return {"labels": " ".join(self.labels)} if self.labels else {}


def talk_of(page: bytes, path: str, hints: ReadingHints) -> Talk:
    """The conversation is named after its members, or after the title: pages of one conversation share both."""
    title = _TITLE.search(page)
    named = _TITLE_BEGINNING.sub("", words_of(title[1])[0]) if title else ""
    listed = next(between(page, *_PARTICIPANTS), b"")
    participants = tuple(sorted(filter(None, map(_telephone, between(listed, *_CITE)))))
    return Talk(
        member=path,
        thread=", ".join(participants) or " ".join(named.split()),
        participants=participants,
        is_deleted=_DELETED.search(page) is not None,
        labels=tuple(label.decode() for label in dict.fromkeys(_LABEL.findall(page))),
        hints=hints,
    )


def message_of(page: bytes, block: Block, talk: Talk) -> Record:
    """A text message; the owner's own are marked by the page itself."""
    raw = page[block.start : block.end]
    who = next(between(raw, *_CITE), b"")
    words = next(between(raw, *_WORDS), None)
    text, is_utf8 = (None, True) if words is None else words_of(words)
    return _record(
        raw,
        block,
        talk,
        kind=Kind.MESSAGE,
        who=who,
        direction=_direction(who),
        text=text,
        is_utf8=is_utf8,
        extra=talk.extra,
    )


def is_call(raw: bytes) -> bool:
    """Whether the block has a time, as every call has."""
    return _AT.search(raw) is not None


def call_of(page: bytes, block: Block, talk: Talk) -> Record:
    """A call or a voicemail. Which way it went is in its label; a transcript was made by a machine."""
    raw = page[block.start : block.end]
    is_placed = "placed" in talk.labels
    transcript, duration = _TRANSCRIPT.search(raw), _DURATION.search(raw)
    extra = talk.extra
    if duration:
        extra["duration"] = words_of(duration[1])[0]
    text, is_utf8 = words_of(transcript[1]) if transcript else (None, True)
    if transcript:
        extra["text"] = "A machine's transcript of the voicemail."
    direction = Direction.FROM_OWNER if is_placed else _direction_of_call(talk)
    return _record(
        raw, block, talk, kind=Kind.CALL, who=raw, direction=direction, text=text, is_utf8=is_utf8, extra=extra
    )


def _record(
    raw: bytes,
    block: Block,
    talk: Talk,
    *,
    kind: Kind,
    who: bytes,
    direction: Direction,
    text: str | None,
    is_utf8: bool,
    extra: dict[str, str],
) -> Record:
    at = _AT.search(raw)
    at_text = words_of(at[1])[0] if at else ""
    telephone, name = _telephone(who), _name(who)
    if name:
        extra["name"] = name
    is_other_side = kind is Kind.CALL and direction is Direction.FROM_OWNER
    party = telephone or name
    return record_of(
        Element("", block.start, block.end, {}, () if is_utf8 else (Doubt.NOT_UTF8,)),
        member=talk.member,
        platform=_PLATFORM,
        known=(),
        kind=kind,
        at=iso(at_text, talk.hints.zone),
        at_text=at_text,
        thread=talk.thread or party or "",
        sender=None if is_other_side else party,
        recipients=(party,) if is_other_side and party else talk.participants,
        direction=direction,
        text=text,
        state=_state(talk, kind),
        attachments=tuple(_file_name(first or second) for first, second in _MEDIA.findall(raw)),
        extra=extra,
    )


def _state(talk: Talk, kind: Kind) -> State:
    if talk.is_deleted:
        return State.DELETED
    return State.MISSED if kind is Kind.CALL and "missed" in talk.labels else State.SENT


def _direction(who: bytes) -> Direction:
    if _OWNER.search(who):
        return Direction.FROM_OWNER
    return Direction.TOWARDS_OWNER if _telephone(who) or _name(who) else Direction.UNKNOWN


def _direction_of_call(talk: Talk) -> Direction:
    came = {"received", "missed", "voicemail"} & set(talk.labels)
    return Direction.TOWARDS_OWNER if came else Direction.UNKNOWN


def _telephone(part: bytes) -> str | None:
    match = _TELEPHONE.search(part)
    return unquote(words_of(match[1])[0]) or None if match else None


def _name(part: bytes) -> str | None:
    match = _NAME.search(part)
    return words_of(match[1])[0] or None if match else None


def _file_name(address: bytes) -> str:
    return words_of(address)[0].rpartition("/")[2]
