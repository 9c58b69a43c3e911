"""Texts and calls as SMS Backup & Restore (Android) writes them: two files, emoji as surrogate pairs."""

import re
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import quoteattr

from safelight.example.people import Thread
from safelight.example.said import OWNER, Form, Said

Talked = Iterable[tuple[Thread, Said]]
_HEAD = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n"
_MADE_BY = "<!--File Created By SMS Backup & Restore v10.21.003 on 02/08/2026 09:12:44-->\n"
_SET = 'backup_set="5f0c1d1e-2a7b-4c55-9a3e-61b0d2f7c8aa" backup_date="1785658364000" type="full"'
_BEYOND_XML_10_OF_OLD = re.compile("[\U00010000-\U0010ffff]")
_IN, _OUT, _MISSED = "1", "2", "3"
_WITHHELD = "2"


def texts_of(talked: Talked) -> bytes:
    """The file of texts."""
    return _file("smses", [_element("sms", _text(thread, one)) for thread, one in talked if not _is_call(one)])


def calls_of(talked: Talked) -> bytes:
    """The file of calls."""
    return _file("calls", [_element("call", _call(thread, one)) for thread, one in talked if _is_call(one)])


def _is_call(one: Said) -> bool:
    return one.form in (Form.CALL, Form.MISSED_CALL)


def _file(root: str, elements: list[str]) -> bytes:
    body = "".join(f"  {element}\n" for element in elements)
    return f'{_HEAD}{_MADE_BY}<{root} count="{len(elements)}" {_SET}>\n{body}</{root}>\n'.encode()


def _element(name: str, attributes: Mapping[str, str]) -> str:
    return f"<{name} {' '.join(f'{key}={_quoted(value)}' for key, value in attributes.items())} />"


def _quoted(value: str) -> str:
    quoted = quoteattr(value.replace("\n", "\x00"), {'"': "&quot;"}).replace("\x00", "&#10;")
    return _BEYOND_XML_10_OF_OLD.sub(lambda match: _as_pair(ord(match[0]) - 0x10000), quoted)


def _as_pair(rest: int) -> str:
    return f"&#{0xD800 + (rest >> 10)};&#{0xDC00 + (rest & 0x3FF)};"


def _text(thread: Thread, one: Said) -> dict[str, str]:
    is_out = one.author == OWNER
    return {
        "protocol": "0",
        "address": thread.address,
        "date": _millis(one),
        "type": _OUT if is_out else _IN,
        "subject": "null",
        "body": one.text,
        "toa": "null",
        "sc_toa": "null",
        "service_center": "null" if is_out else "+447700900999",
        "read": "1",
        "status": "-1",
        "locked": "0",
        "date_sent": "0" if is_out else _millis(one.later(-2)),
        "sub_id": "1",
        "readable_date": _readable(one),
        "contact_name": _contact(thread),
    }


def _call(thread: Thread, one: Said) -> dict[str, str]:
    return {
        "number": thread.address,
        "duration": str(one.seconds),
        "date": _millis(one),
        "type": _MISSED if one.form is Form.MISSED_CALL else _OUT if one.author == OWNER else _IN,
        "presentation": "1" if thread.address else _WITHHELD,
        "subscription_id": "1",
        "post_dial_digits": "",
        "readable_date": _readable(one),
        "contact_name": _contact(thread),
    }


def _contact(thread: Thread) -> str:
    return "(Unknown)" if thread.title == thread.address or not thread.address else thread.title


def _millis(one: Said) -> str:
    return str(int(one.at.timestamp()) * 1000 + int(one.at.timestamp()) * 7919 % 1000)


def _readable(one: Said) -> str:
    return f"{one.local.day} {one.local:%b %Y %H:%M:%S}"
