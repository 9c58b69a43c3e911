"""A mailbox as a mail program saves it (mboxrd): one envelope line and one mail after the other."""

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from quopri import encodestring

from safelight.example.people import Thread
from safelight.example.said import OWNER, Said

OWNER_ADDRESS = "maya.ellis@example.com"
_FROM_IN_BODY = re.compile(rb"^(>*From )", re.MULTILINE)


def mailbox_of(talked: Iterable[tuple[Thread, Said]]) -> bytes:
    """Every mail, in the order of time."""
    return b"".join(_mail(thread, one) for thread, one in talked)


def _mail(thread: Thread, one: Said) -> bytes:
    is_out = one.author == OWNER
    sender, receiver = (_named(OWNER, OWNER_ADDRESS), _named(thread.title, thread.address))
    if not is_out:
        sender, receiver = receiver, sender
    number = sha256(f"{one.at}{thread.address}".encode()).hexdigest()[:24]
    date = f"{one.local:%a, %d %b %Y %H:%M:%S %z}"
    headers = [
        *([] if is_out else [f"Delivered-To: {OWNER_ADDRESS}", _received(one)]),
        f"Message-ID: <{number}@{thread.address.partition('@')[2]}>",
        f"Date: {date}",
        f"From: {sender}",
        f"To: {receiver}",
        f"Subject: {_word(one.subject)}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: quoted-printable",
    ]
    envelope = f"From {number[:15]}@xxx {one.at:%a %b %d %H:%M:%S +0000 %Y}\n"
    body = _FROM_IN_BODY.sub(rb">\1", encodestring(one.text.encode() + b"\n"))
    return (envelope + "\n".join(headers) + "\n\n").encode("ascii") + body + b"\n"


def _received(one: Said) -> str:
    arrived = one.later(3).local
    return f"Received: from relay.example.org by mail.example.com; {arrived:%a, %d %b %Y %H:%M:%S %z}"


def _named(name: str, address: str) -> str:
    return f"{_word(name)} <{address}>" if name != address else address


def _word(text: str) -> str:
    """A header's words, encoded where they are not plain (RFC 2047)."""
    return text if text.isascii() else f"=?utf-8?b?{b64encode(text.encode()).decode()}?="
