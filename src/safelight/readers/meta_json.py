"""Conversations in the JSON downloads of Facebook, Messenger and Instagram.

Facts: downloads of 2018 to 2024 and the readers of public projects; each ``message_N.json`` is one part.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice
from typing import Any

from safelight.readers import instagram_2020, meta_encrypted, meta_message, meta_ordinary
from safelight.readers.json_bytes import bytes_of
from safelight.readers.json_outline import EachOf, Items, Layout, Outline, Part
from safelight.readers.json_text import Account, Element, JsonText, head_of
from safelight.readers.json_value import strings_in, text_of
from safelight.readers.member import Member
from safelight.readers.meta_thread import Thread, repaired, untouched
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, TestedOn, UnknownLayout
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="meta-json",
    title="Facebook, Messenger or Instagram download (JSON)",
    platform="Meta",
    version="2",
    generations=(
        "download with sender_name and timestamp_ms (2018 onwards)",
        "end-to-end encrypted Messenger download with senderName (2023 onwards)",
        "Instagram messages.json of 2020",
    ),
    tested_on=(
        TestedOn("Messenger thread with media", 7, bytes_read=2507),
        TestedOn("Messenger thread of 2023", 11, bytes_read=2167),
        TestedOn(
            "Instagram messages.json of 2020: 561 messages and 11 likes in 10 threads", 572, bytes_read=432_126
        ),
    ),
    cannot_know=(
        "A conversation's file does not say whose account it was.",
        "Two people of the same name cannot be told apart: there are names but no account ids.",
        "Messages that the account's owner deleted are missing, and nothing marks where they were.",
        "Unsent messages are missing or have lost their text.",
        "Lines that the platform wrote itself are recognised in English only.",
        "The end-to-end encrypted download was built from descriptions, not tested on a real one.",
    ),
)

_THREAD: Mapping[str, Layout] = {
    "participants": Part.FRAME,
    "messages": Part.ITEMS,
    "title": Part.FRAME,
    "threadName": Part.FRAME,
    "thread_path": Part.FRAME,
    "thread_type": Part.FRAME,
    "is_still_participant": Part.FRAME,
    "magic_words": Part.FRAME,
    "joinable_mode": Part.FRAME,
    "image": Part.FRAME,
}
_THREADS_OF_2020 = EachOf({"participants": Part.FRAME, "conversation": Part.ITEMS})
LAYOUT = _THREAD
_MARKS_LOOKED_AT = 200
"""Messages looked through for a path that tells Instagram from Messenger."""
_NAMELESS = ("facebookuser_", "instagramuser_")
"""How the folder of a conversation with a deleted account begins."""
_UNKNOWN = "This file has a list of messages, but not by the names that Meta's downloads use."


def recognise(member: Member) -> Recognition:
    """The names Meta gives to a message, inside a conversation."""
    head = head_of(member)
    if head is None:
        return NOT_MINE
    outline = _outline(head)
    generation = _generation(head, outline)
    if generation is None:
        return NOT_MINE
    platform, reason = _platform(head, outline, member.path)
    has_message = head.first_object(outline) is not None
    return Recognition(95 if has_message else 80, (f"It is laid out as {generation}.", f"{platform}: {reason}"))


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every message as written (newest first in most files), and every reaction that has a time and an actor."""
    text = JsonText(bytes_of(member))
    outline = _outline(text)
    generation = _generation(text, outline)
    if generation is None:
        raise UnknownLayout(_UNKNOWN)
    platform, _ = _platform(text, outline, member.path)
    account = Account(book, outline)
    for items in outline.lists:
        thread = _thread(text, items, hints, path=member.path, platform=platform, is_clean=generation != _DOWNLOAD)
        yield from _records(text, items, thread, account, generation)
    account.up_to(len(text.data))


_DOWNLOAD, _ENCRYPTED, _OF_2020 = MANIFEST.generations


def _outline(text: JsonText) -> Outline:
    is_list = text.data[text.start : text.start + 64].lstrip(b" \t\r\n").startswith(b"[")
    return text.outline(_THREADS_OF_2020 if is_list else _THREAD)


def _generation(text: JsonText, outline: Outline) -> str | None:
    """Which of Meta's layouts it is; ``None`` if none."""
    if not outline.lists:
        return None
    first, frame = text.first_object(outline), outline.lists[0].frame.spans
    if outline.lists[0].pointer != "/messages":
        is_theirs = first is None or {"sender", "created_at"} <= first.keys()
        return _OF_2020 if is_theirs and "participants" in frame else None
    if first is None:
        is_theirs = "participants" in frame and ("thread_path" in frame or "threadName" in frame)
        return (_ENCRYPTED if "threadName" in frame else _DOWNLOAD) if is_theirs else None
    if {"sender_name", "timestamp_ms"} <= first.keys():
        return _DOWNLOAD
    return _ENCRYPTED if {"senderName", "timestamp"} <= first.keys() else None


def _platform(text: JsonText, outline: Outline, path: str) -> tuple[str, str]:
    """Instagram or Messenger, and how they were told apart; ``Meta`` where nothing tells."""
    if outline.lists[0].pointer != "/messages":
        return "Instagram", "only Instagram's download of 2020 is laid out so."
    if found := _named_in(path):
        return found, "by the folder it lies in."
    if "threadName" in outline.root.spans:
        return "Facebook Messenger", "only Messenger's encrypted download is laid out so."
    for start, end in islice(zip(outline.lists[0].starts, outline.lists[0].ends, strict=True), _MARKS_LOOKED_AT):
        source = text.object_at(start, end) if end else {}
        if "sender_id_INTERNAL" in source:
            return "Facebook Messenger", "by a field that only older Facebook downloads have."
        for uri in meta_message.attachments_of(source):
            if found := _named_in(uri):
                return found, "by the folder of a file it attaches."
    return "Meta", "nothing in it tells Instagram from Messenger."


def _named_in(path: str) -> str:
    folders = path.lower().split("/")[:-1]
    if any("instagram" in folder for folder in folders):
        return "Instagram"
    if any("facebook" in folder or "messenger" in folder for folder in folders):
        return "Facebook Messenger"
    return ""


def _thread(
    text: JsonText, items: Items, hints: ReadingHints, *, path: str, platform: str, is_clean: bool
) -> Thread:
    frame, mend = items.frame, untouched if is_clean else repaired
    said = text.said(frame, "participants")
    listed = strings_in(said, "name") or tuple(name for name in _list(said) if isinstance(name, str))
    participants = tuple(mend(name).text for name in listed)
    notes = text.repeated(frame)
    has_repeats = bool(notes)
    if thread_path := text_of(text.said(frame, "thread_path")):
        notes["thread_path"] = mend(thread_path).text
    title = text_of(text.said(frame, "title") or text.said(frame, "threadName")) or ""
    return Thread(
        member=path,
        platform=platform,
        name=_name(mend(title).text, notes.get("thread_path", "")) or ", ".join(participants),
        participants=participants,
        hints=hints,
        notes=notes,
        has_repeats=has_repeats,
    )


def _name(title: str, thread_path: str) -> str:
    """The title; for people without a name, who all share one title, the folder tells them apart."""
    folder = thread_path.rpartition("/")[2]
    if title and folder.startswith(_NAMELESS):
        return f"{title} ({folder})"
    return title or thread_path


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _records(text: JsonText, items: Items, thread: Thread, account: Account, generation: str) -> Iterator[Record]:
    @cache
    def reactors() -> frozenset[tuple[str, str]]:
        return frozenset(
            pair for source in _with_reactions(text, items) for pair in meta_message.reactors_in(source)
        )

    if generation == _DOWNLOAD:
        for entry in meta_ordinary.ORDINARY.entries(text, items, account):
            if isinstance(entry, Element):
                yield meta_message.message_of(entry, thread, reactors)
                yield from meta_message.reactions_of(entry, thread, text)
            else:
                yield meta_ordinary.record_of(entry, thread, reactors)
        return
    for element in text.elements(items, account):
        if generation == _ENCRYPTED:
            yield meta_encrypted.message_of(element, thread)
        else:
            yield from instagram_2020.records_of(element, thread, text)


def _with_reactions(text: JsonText, items: Items) -> Iterator[dict[str, Any]]:
    for start, end in zip(items.starts, items.ends, strict=True):
        if end and b'"reactions"' in text.data[start:end]:
            yield text.object_at(start, end)
