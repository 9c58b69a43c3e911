"""A picture or group message (MMS): who it is between, its text, and what is attached."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

FROM, TO, CC, BCC = "137", "151", "130", "129"
"""Kinds of address (OMA MMS encapsulation, as Android stores them)."""
NOBODY = "insert-address-token"
"""What Android writes for the owner of the phone."""
LAYOUT = "application/smil"
_NAMES = ("cl", "fn", "name", "cid")


class Picture(NamedTuple):
    """What the parts and addresses of a message say."""

    text: str | None
    attachments: tuple[str, ...]
    thread: str
    sender: str | None
    recipients: tuple[str, ...]


def picture_of(said: Mapping[str, str], inner: Iterable[tuple[str, Mapping[str, str]]]) -> Picture:
    """The message of these attributes, parts and addresses."""
    inner = list(inner)
    parts = [values for name, values in inner if name == "part"]
    addresses = [values for name, values in inner if name == "addr"]
    others = sorted(one for one in _given(said.get("address", "")).split("~") if one)
    senders = [one for one in _of_kind(addresses, FROM) if one != NOBODY]
    sender = senders[0] if senders else (others[0] if len(others) == 1 and not addresses else None)
    recipients = tuple(_of_kind(addresses, TO, CC, BCC)) or tuple(others)
    texts = [part["text"] for part in parts if part.get("ct") == "text/plain" and _given(part.get("text", ""))]
    return Picture(
        text="\n".join(texts) if texts else None,
        attachments=tuple(_name_of(part) for part in parts if part.get("ct") not in ("text/plain", LAYOUT)),
        thread="~".join(others),
        sender=sender,
        recipients=recipients,
    )


def _of_kind(addresses: Iterable[Mapping[str, str]], *kinds: str) -> list[str]:
    return [a["address"] for a in addresses if a.get("type") in kinds and _given(a.get("address", ""))]


def _name_of(part: Mapping[str, str]) -> str:
    named = next((part[name] for name in _NAMES if _given(part.get(name, ""))), "")
    return named or f"part {part.get('seq', '?')} ({part.get('ct', 'unknown kind')})"


def _given(value: str) -> str:
    return "" if value == "null" else value
