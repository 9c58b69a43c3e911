"""One artifact of an output: its name, what its columns are for, and what its rows are."""

from collections.abc import Iterable, Mapping

import msgspec

from safelight.readers.leapp.columns import are_about_messages, is_named, roles_of
from safelight.records.record import Kind

_VIEW = {
    "conversationDiscriminatorColumn": "thread",
    "threadDiscriminatorColumn": "thread",
    "conversationLabelColumn": "label",
    "threadLabelColumn": "label",
    "textColumn": "text",
    "timeColumn": "time",
    "directionColumn": "direction",
    "senderColumn": "sender",
    "mediaColumn": "media",
}
"""How a LAVA output names what the columns of messages are for (abrignoni/ALEAPP, ``lavafuncs.py``)."""


class Artifact(msgspec.Struct, frozen=True, kw_only=True):
    """``columns`` gives the column for each role. ``kind`` is ``None`` where the rows are nothing known."""

    name: str
    platform: str
    columns: Mapping[str, str]
    kind: Kind | None
    sent_value: str | None = None
    """What the column of directions says of messages from the device's owner, where the output tells it."""
    sender_is_other_party: bool = False
    """Whether the column of senders names the other side even for messages from the owner."""
    shown: Mapping[str, str] = {}
    """What the tool calls a column, by the column's name in a database."""


def artifact_of(name: str, names: Iterable[str], platform: str = "") -> Artifact:
    """An artifact known only by its name and the names of its columns."""
    listed = list(names)
    columns = roles_of(listed)
    kind = None if are_about_messages(listed) else _kind(name, columns)
    return Artifact(name=name, platform=platform or name.partition(" - ")[0], columns=columns, kind=kind)


def artifact_with_view(
    name: str, names: Iterable[str], platform: str, view: Mapping[str, object], shown: Mapping[str, str]
) -> Artifact:
    """An artifact of messages whose output says itself which column is which."""
    listed = set(names)
    columns = {
        role: column
        for key, role in _VIEW.items()
        if isinstance(column := view.get(key), str) and column in listed
    }
    kind = Kind.MESSAGE if {"text", "time"} <= columns.keys() else None
    sent = view.get("directionSentValue")
    return Artifact(
        name=name,
        platform=platform,
        columns=columns,
        kind=kind,
        sent_value=None if sent is None else str(sent),
        sender_is_other_party="sentMessageStaticLabel" in view,
        shown=shown,
    )


def _kind(name: str, columns: Mapping[str, str]) -> Kind | None:
    """By what its columns are for; where they leave it open, by the tool's own name for the artifact."""
    roles = columns.keys()
    if "time" not in roles:
        return None
    if "duration" in roles and is_named(name, "call"):
        return Kind.CALL
    if "text" in roles and roles & {"sender", "thread", "direction"}:
        return Kind.MESSAGE
    if {"latitude", "longitude"} <= roles:
        return Kind.LOCATION
    if "search" in roles and "text" not in roles:
        return Kind.SEARCH
    return Kind.SIGN_IN if "address" in roles and is_named(name, "sign_in") else None
