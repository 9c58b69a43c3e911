"""One row of an artifact as the fields of a record."""

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import tzinfo

from safelight.readers.account_list import SEARCHES, SIGN_INS
from safelight.readers.json_moment import At
from safelight.readers.leapp.artifact import Artifact
from safelight.readers.leapp.columns import direction_of, is_missed
from safelight.readers.place import PLACES, place
from safelight.readers.sqlite.said import Said
from safelight.readers.written_moment import counted_by_magnitude, zoned
from safelight.records.record import Direction, Kind, State

_THREADS = {Kind.LOCATION: PLACES, Kind.SEARCH: SEARCHES, Kind.SIGN_IN: SIGN_INS}
_TOLD = ("time", "text", "sender", "recipient", "other_party", "direction")


def said_by(
    artifact: Artifact,
    kind: Kind,
    values: Mapping[str, str],
    zone: tzinfo | None,
    media: Callable[[str], Iterable[str]] = lambda value: (value,),
) -> Said:
    """``values`` are by column. ``media`` turns what stands in a column of media into names of files."""
    columns = artifact.columns

    def of(role: str) -> str:
        return values.get(columns.get(role, ""), "")

    direction = _direction(artifact, of("direction"))
    sender, recipients = _parties(artifact, of, direction)
    is_message = kind is Kind.MESSAGE
    told = {columns[role] for role in _TOLD if role in columns}
    if not is_message:
        told -= {columns.get("text", "")}
    extra = _rest(artifact, values, told)
    extra |= {"artifact": artifact.name} | place(of("latitude").strip(), of("longitude").strip())
    if direction is Direction.UNKNOWN and of("direction"):
        extra["direction"] = of("direction")
    return Said(
        kind=kind,
        at=_moment(of("time"), zone),
        at_text=of("time"),
        thread=of("thread") or _THREADS.get(kind, ""),
        sender=sender,
        recipients=recipients,
        direction=direction,
        text=of("search") if kind is Kind.SEARCH else of("text") if is_message else None,
        state=State.MISSED if kind is Kind.CALL and is_missed(of("direction")) else State.SENT,
        attachments=tuple(name for value in of("media").splitlines() for name in media(value) if name),
        extra=extra,
    )


def references_in(value: str) -> list[str]:
    """LAVA writes several references to media as a JSON list."""
    if not value.startswith("["):
        return [value] if value else []
    try:
        listed = json.loads(value)
    except (ValueError, RecursionError):
        return [value]
    return [each for each in listed if isinstance(each, str)]


def _moment(written: str, zone: tzinfo | None) -> At:
    """LAVA counts seconds since 1970, in UTC; tables write the time, with its offset or without."""
    text = written.strip()
    return counted_by_magnitude(text) if text.isascii() and text.isdecimal() else zoned(text, zone)


def _direction(artifact: Artifact, said: str) -> Direction:
    if artifact.sent_value is None or not said:
        return direction_of(said)
    return Direction.FROM_OWNER if said == artifact.sent_value else Direction.TOWARDS_OWNER


def _parties(
    artifact: Artifact, of: Callable[[str], str], direction: Direction
) -> tuple[str | None, tuple[str, ...]]:
    """The device's owner is not named for what they sent, where the column only ever names the other side."""
    sender, other = of("sender"), of("other_party")
    if artifact.sender_is_other_party:
        sender, other = "", sender
    to = tuple(name.strip() for name in of("recipient").splitlines() if name.strip())
    if sender or not other:
        return sender or None, to
    if direction is Direction.FROM_OWNER:
        return None, to or (other,)
    return (other, to) if direction is Direction.TOWARDS_OWNER else (None, to or (other,))


def _rest(artifact: Artifact, values: Mapping[str, str], told: Collection[str]) -> dict[str, str]:
    """Everything else, by the tool's own names."""
    return {
        artifact.shown.get(column, column): value
        for column, value in values.items()
        if value and column not in told
    }
