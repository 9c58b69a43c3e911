"""One message of a Facebook, Messenger or Instagram download (JSON) as records."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from safelight.readers.json_moment import counted
from safelight.readers.json_outline import Part
from safelight.readers.json_text import Element, JsonText
from safelight.readers.json_value import leftovers, strings_in, text_of, written
from safelight.readers.meta_thread import Thread, repaired
from safelight.records.record import AtQuality, Doubt, Kind, Record, State

Reactors = Callable[[], frozenset[tuple[str, str]]]
"""Who reacted with what anywhere in the conversation, by repaired names; worked out when first asked for."""

MEDIA = ("photos", "videos", "audio_files", "files", "gifs")
_FIELDS = frozenset({"sender_name", "timestamp_ms", "content"})
_SENT, _MESSAGE, _EXACT, _MISSING = State.SENT, Kind.MESSAGE, AtQuality.EXACT, AtQuality.MISSING
_REACTIONS = {"reactions": Part.ITEMS}
_BLOCKED = "is_geoblocked_for_viewer"
_PLAIN = _FIELDS | {_BLOCKED}
GENERATED = "Written by the platform, not by the sender."
_NONE: tuple[str, ...] = ()
_REACTED = re.compile(r"Reacted (\S+) to your message ?")
_MEMBERSHIP_TYPES = ("Subscribe", "Unsubscribe")
_MILLISECONDS_FROM = 100_000_000_000
"""A count this large is milliseconds: as seconds it would lie after the year 5100."""


def reactions_of(element: Element, thread: Thread, text: JsonText) -> Iterator[Record]:
    """Each reaction to a message that has a time and an actor."""
    if "reactions" not in element.value or b'"timestamp"' not in text.data[element.start : element.end]:
        return
    for reaction in text.within(element, _REACTIONS):
        if "timestamp" in reaction.value and isinstance(reaction.value.get("actor"), str):
            yield _reaction(reaction, element, thread)


def reactors_in(source: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Who reacted to one message with what."""
    reactions = source.get("reactions")
    for reaction in reactions if isinstance(reactions, list) else ():
        if isinstance(reaction, dict):
            yield (
                repaired(written(reaction.get("actor", ""))).text,
                repaired(written(reaction.get("reaction", ""))).text,
            )


def attachments_of(source: Mapping[str, Any]) -> tuple[str, ...]:
    """Files and links a message carries, as the source names them."""
    found = [uri for name in MEDIA if name in source for uri in strings_in(source[name], "uri")]
    if "sticker" in source:
        found += strings_in([source["sticker"]], "uri")
    if "share" in source:
        found += strings_in([source["share"]], "link")
    return tuple(repaired(uri).text for uri in found)


def message_of(element: Element, thread: Thread, reactors: Reactors) -> Record:
    """The message itself."""
    source = element.value
    sender = thread.sender_to_repair(source.get("sender_name"))
    content = text_of(source.get("content"))
    doubts = element.doubts + sender.doubts + thread.doubts
    if content is not None and not content.isascii():
        content, doubt = repaired(content)
        if doubt and doubt not in doubts:
            doubts = (*doubts, doubt)
    at = counted(source.get("timestamp_ms"), micros_per_unit=1000)
    extra = {**thread.notes, **element.notes}
    kind, state, attachments = _MESSAGE, _SENT, _NONE
    if not _PLAIN.issuperset(source) or source.get(_BLOCKED):
        extra.update((key, repaired(value).text) for key, value in leftovers(source, _FIELDS).items())
        kind, state = _kind_and_state(source)
        attachments = attachments_of(source)
    if content is not None and is_generated(content, sender.name, attachments, reactors):
        extra["generated"] = GENERATED
    # No more than 15 keywords: CPython packs more into a dict first, which takes four times as long.
    record = Record(
        kind=kind,
        member=thread.member,
        offset=element.start,
        length=element.end - element.start,
        pointer=element.pointer,
        at=at,
        at_quality=_MISSING if at is None else _EXACT,
        at_text=written(source.get("timestamp_ms", "")),
        platform=thread.platform,
        thread=thread.name,
        sender=sender.name,
        recipients=sender.recipients,
        direction=sender.direction,
        text=content,
        extra=extra,
    )
    if state is _SENT and not (attachments or doubts):
        return record
    return replace(record, state=state, attachments=attachments, doubts=doubts)


def _kind_and_state(source: Mapping[str, Any]) -> tuple[Kind, State]:
    """By the source's own marks; never by the words of a message."""
    if source.get("is_unsent") is True:
        return Kind.MESSAGE, State.UNSENT
    if "call_duration" in source or source.get("type") == "Call":
        return Kind.CALL, State.MISSED if source.get("missed") is True else State.BY_PLATFORM
    if source.get("type") in _MEMBERSHIP_TYPES:
        return Kind.MEMBERSHIP, State.BY_PLATFORM
    return Kind.MESSAGE, State.SENT


def is_generated(content: str, sender: str | None, attachments: tuple[str, ...], reactors: Reactors) -> bool:
    """Whether the platform wrote this line: its exact wording, and the source's own data behind it.

    Anybody can type these words, so words alone never decide.
    """
    if sender is None:
        return False
    if attachments:
        return content in ("You sent an attachment.", f"{sender} sent an attachment.")
    if content == "Liked a message":
        return any(actor == sender for actor, _ in reactors())
    if content.startswith("Reacted ") and (match := _REACTED.fullmatch(content)):
        return (sender, match[1]) in reactors()
    return False


def _reaction(reaction: Element, element: Element, thread: Thread) -> Record:
    source = reaction.value
    actor = thread.sender_to_repair(source["actor"])
    stamp = source["timestamp"]
    at = counted(stamp, micros_per_unit=1000 if _is_milliseconds(stamp) else 1_000_000)
    text = text_of(source.get("reaction"))
    doubts = reaction.doubts + actor.doubts
    if text is not None:
        text, doubt = repaired(text)
        doubts += (doubt,) if doubt is Doubt.MOJIBAKE_NOT_REPAIRED else ()
    return Record(
        kind=Kind.REACTION,
        member=thread.member,
        offset=reaction.start,
        length=reaction.end - reaction.start,
        pointer=reaction.pointer,
        at=at,
        at_quality=_MISSING if at is None else _EXACT,
        at_text=written(stamp),
        platform=thread.platform,
        thread=thread.name,
        sender=actor.name,
        recipients=actor.recipients,
        direction=actor.direction,
        text=text,
        reply_to=element.pointer,
        doubts=doubts,
        extra={**leftovers(source, ("actor", "reaction", "timestamp")), **thread.notes, **reaction.notes},
    )


def _is_milliseconds(stamp: object) -> bool:
    return isinstance(stamp, int | float) and abs(stamp) >= _MILLISECONDS_FROM
