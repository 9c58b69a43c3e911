"""Conversations as Instagram's JSON download has them: newest first, UTF-8 bytes written as Latin-1."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from safelight.example.chance import Chance
from safelight.example.people import Thread
from safelight.example.said import OWNER, Form, Said

ROOT = "your_instagram_activity/messages"
PART = 240
"""Messages in one ``message_N.json``."""
_REACTIONS = ("❤", "😂", "😮", "👍", "😍")


def members_of(thread: Thread, said: Sequence[Said], chance: Chance) -> Iterator[tuple[str, bytes]]:
    """The files of one conversation, ``message_1.json`` holding the newest part."""
    newest_first = [_message(one, thread, chance) for one in reversed(said)]
    box = "message_requests" if thread.is_request else "inbox"
    for number, start in enumerate(range(0, len(newest_first), PART), 1):
        content = {
            "participants": [{"name": _garbled(thread.title)}, {"name": _garbled(OWNER)}],
            "messages": newest_first[start : start + PART],
            "title": _garbled(thread.title),
            "is_still_participant": True,
            "thread_path": f"{box}/{thread.folder}",
            "magic_words": [],
        }
        yield f"{ROOT}/{box}/{thread.folder}/message_{number}.json", json.dumps(content, indent=2).encode("ascii")


def _message(one: Said, thread: Thread, chance: Chance) -> dict[str, Any]:
    message: dict[str, Any] = {"sender_name": _garbled(one.author), "timestamp_ms": _millis(one, chance)}
    if one.form is Form.TEXT:
        message["content"] = _garbled(one.text)
    else:
        message |= _carried(one, thread, chance)
    if one.form in (Form.TEXT, Form.PICTURE) and not thread.is_request and chance.happens(0.07):
        actor = OWNER if one.author != OWNER else thread.title
        message["reactions"] = [
            {
                "reaction": _garbled(chance.one_of(_REACTIONS)),
                "actor": _garbled(actor),
                "timestamp": int(one.at.timestamp()) + chance.whole(5, 900),
            }
        ]
    return message | {"is_geoblocked_for_viewer": False, "is_unsent_image_by_messenger_kid_parent": False}


def _carried(one: Said, thread: Thread, chance: Chance) -> dict[str, Any]:
    number = chance.whole(10**14, 10**15)
    if one.form is Form.SHARE:
        link = {"link": f"https://www.example.com/reel/{number:x}/", "original_content_owner": "example-page"}
        return {"content": _garbled(f"{one.author} sent an attachment."), "share": link}
    kind, ending = ("audio_files", "mp4") if one.form is Form.VOICE else ("photos", "jpg")
    folder = f"{ROOT}/inbox/{thread.folder}/{'audio' if one.form is Form.VOICE else 'photos'}"
    file = {"uri": f"{folder}/{number}.{ending}", "creation_timestamp": int(one.at.timestamp())}
    return {kind: [file]} | ({"content": _garbled(one.text)} if one.text else {})


def _millis(one: Said, chance: Chance) -> int:
    return int(one.at.timestamp()) * 1000 + chance.whole(0, 999)


def _garbled(text: str) -> str:
    """Text as Meta's downloads write it."""
    return text.encode().decode("latin-1")
