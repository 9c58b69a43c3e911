"""A record as it stands in the reading copy."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from safelight.bundling.selecting import UsedAs
from safelight.records.record import AtQuality, Direction, Doubt, Kind, State
from safelight.records.visible import Piece, pieces_of, visible
from safelight.records.writing_direction import direction_of, goes_both_ways

_KINDS = {
    Kind.MESSAGE: "Message", Kind.CALL: "Call", Kind.SIGN_IN: "Sign-in", Kind.POST: "Post",
    Kind.REACTION: "Reaction", Kind.MEMBERSHIP: "Change of members", Kind.LOCATION: "Place",
    Kind.MEDIA: "Picture, recording or other file", Kind.CONTACT: "Contact", Kind.SEARCH: "Search",
    Kind.TRANSACTION: "Transaction", Kind.NOTICE: "Line written by the platform",
}  # fmt: skip
_DIRECTIONS = {
    Direction.TOWARDS_OWNER: "to the owner of the device or account",
    Direction.FROM_OWNER: "from the owner of the device or account",
}
ZONE_SAID = "“Zone assumed” marks a time whose source gives no time zone: the zone was told to us, or assumed."
_DOUBTS = {
    Doubt.HEADER_IN_BODY: "This may be part of the message before it, written to look like one of its own.",
    Doubt.TIME_RUNS_BACKWARDS: "Its time is earlier than that of the record before it.",
    Doubt.SENDER_UNCERTAIN: "Where the sender's name ends is not certain.",
    Doubt.SENDER_MISSING: "The source does not say who sent it.",
    Doubt.HIDDEN_CHARACTERS: "It holds characters that do not show; each stands here as ⟦U+…⟧.",
    Doubt.UNSURE_READING: "A machine read these words off a picture, and was not sure of all of them.",
}
_USED = {
    UsedAs.FINDING: "A finding rests on it",
    UsedAs.CHOSEN: "",
    UsedAs.CONTEXT: "Context",
}


NOT_MARKED_IN_PRINT = (
    "Its words are written in both directions, and printed marks would put them in another order: the page in HTML "
    "shows which are marked."
)


class ShownRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One record in words. Times are in the zone of the case."""

    number: int
    label: str
    """Why it is there, where that needs saying."""
    is_context: bool
    sort: str
    day: date | None
    """Its day, where the record before it has another."""
    at: str
    sender: str
    direction: str
    pieces: tuple[Piece, ...]
    writing: str
    """Which way its words are written: ``ltr`` or ``rtl``."""
    said: tuple[tuple[str, str], ...]
    """What the source says beside the words, by its own names; only of records without words."""
    files: tuple[str, ...]
    notes: tuple[str, ...]
    place: str

    def to_print(self) -> "ShownRecord":
        """As WeasyPrint can draw it: pieces of a line stand side by side, whichever way their letters go."""
        words = "".join(piece.text for piece in self.pieces)
        if len(self.pieces) < 2 or not goes_both_ways(words):
            return self
        whole = (Piece(words, marked=False),)
        return msgspec.structs.replace(self, pieces=whole, notes=(*self.notes, NOT_MARKED_IN_PRINT))


def shown(
    rows: Iterable[Mapping[str, Any]], spans: Mapping[int, list[tuple[int, int]]], zone: str
) -> Iterator[ShownRecord]:
    """The records in their order; ``spans`` are what findings point at, by the number of the record."""
    here = ZoneInfo(zone)
    day: date | None = None
    for row in rows:
        moment = row["at"].astimezone(here) if row["at"] else None
        own_day = moment.date() if moment else None
        yield _record(row, spans.get(row["number"], []), moment, own_day if own_day != day else None)
        day = own_day or day


def _record(
    row: Mapping[str, Any], spans: list[tuple[int, int]], moment: datetime | None, day: date | None
) -> ShownRecord:
    has_words = bool(row["text"])
    return ShownRecord(
        number=row["number"],
        label=_USED[UsedAs(row["used_as"])],
        is_context=row["used_as"] == UsedAs.CONTEXT,
        sort=_KINDS[Kind(row["kind"])],
        day=day,
        at=_time(row, moment),
        sender=visible(row["sender"] or "Sender not stated"),
        direction=_DIRECTIONS.get(row["direction"], ""),
        pieces=pieces_of(row["text"], spans) if has_words else (),
        writing=direction_of(row["text"] or ""),
        said=() if has_words else tuple(_said(row)),
        files=tuple(visible(each) for each in row["attachments"] or ()),
        notes=tuple(_notes(row)),
        place="; also ".join((_place(row), *(_place(each) for each in row["also"] or ()))),
    )


def _time(row: Mapping[str, Any], moment: datetime | None) -> str:
    if moment is None:
        return "time not known"
    assumed = " (zone assumed)" if row["at_quality"] == AtQuality.ZONE_ASSUMED else ""
    return f"{moment:%H:%M:%S}{assumed}"


def _said(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if row["recipients"]:
        yield "names", visible(", ".join(row["recipients"]))
    for name, value in json.loads(row["extra"] or "{}").items():
        yield visible(name), visible(value)


def _notes(row: Mapping[str, Any]) -> Iterator[str]:
    if row["state"] not in {State.SENT, State.BY_PLATFORM}:
        yield f"State in the source: {row['state'].replace('_', ' ')}."
    if row["at_quality"] == AtQuality.AMBIGUOUS:
        yield f"The time can be read in two ways. As written: {visible(row['at_text'] or '')}."
    for doubt in row["doubts"] or ():
        yield _DOUBTS.get(doubt, f"Doubt: {doubt.replace('_', ' ')}.")
    if row["changed"]:
        yield "Something of this record is removed."


def _place(row: Mapping[str, Any]) -> str:
    inside = f", {visible(row['pointer'])}" if row["pointer"] else ""
    return f"{row['exhibit']}: {visible(row['member'])}, byte {row['offset']:,}, {row['length']:,} bytes{inside}"
