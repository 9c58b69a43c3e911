"""A conversation as WhatsApp on Android exports it without media (British English)."""

from collections.abc import Sequence
from datetime import datetime

from safelight.example.people import Thread
from safelight.example.said import OWNER, Form, Said

_ENCRYPTED = (
    "Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or share them. "
    "Learn more."
)
_DELETED, _DELETED_BY_OWNER = "This message was deleted", "You deleted this message"


def export_of(thread: Thread, said: Sequence[Said]) -> tuple[str, bytes]:
    """The name and the bytes of the text file."""
    name = f"WhatsApp Chat with {thread.title}.txt"
    lines = [_line(said[0].local, _ENCRYPTED), *(_line(one.local, _body(one)) for one in said)]
    return name, "".join(lines).encode()


def _line(local: datetime, words: str) -> str:
    return f"{local:%d/%m/%Y, %H:%M} - {words}\n"


def _body(one: Said) -> str:
    if one.form is Form.MISSED_CALL:
        return "Missed voice call"
    if one.form is Form.NOTICE:
        return one.text
    if one.form is Form.DELETED:
        return f"{one.author}: {_DELETED_BY_OWNER if one.author == OWNER else _DELETED}"
    if one.form in (Form.PICTURE, Form.VOICE, Form.SHARE):
        return f"{one.author}: <Media omitted>" + (f"\n{one.text}" if one.text else "")
    return f"{one.author}: {one.text}"
