"""One entry of the timeline that phones keep themselves, since 2024."""

from collections.abc import Iterator, Mapping
from typing import Any

from safelight.readers.entry_record import record_of
from safelight.readers.google_location.spot import inner, moment, said_of
from safelight.readers.json_moment import At, counted
from safelight.readers.json_outline import Part
from safelight.readers.json_text import Element, JsonText
from safelight.readers.json_value import leftovers, written
from safelight.readers.place import PLACES, place_pair, to_place
from safelight.readers.reader import ReadingHints
from safelight.records.record import Kind, Record

_MINUTE_MICROS = 60_000_000
_MINUTES_LATER = "durationMinutesOffsetFromStartTime"
_POSITION = frozenset({"LatLng", "latLng", "accuracyMeters", "timestamp"})


def segment(element: Element, text: JsonText, member: str, hints: ReadingHints) -> Iterator[Record]:
    """A visit, a movement or a note of a journey; of a path, each point."""
    source = element.value
    points = list(text.within(element, {"timelinePath": Part.ITEMS})) if "timelinePath" in source else []
    for point in points:
        yield _point(point, source, member, hints)
    name = next((name for name in ("visit", "activity", "timelineMemory") if name in source), "")
    is_told = bool(points) and source["timelinePath"] == [point.value for point in points]
    if is_told and not name:
        return
    at, at_text = moment(source, "startTime", hints)
    yield record_of(
        element,
        member=member,
        platform="Google",
        known=("startTime", "endTime", "timelinePath") if is_told else ("startTime", "endTime"),
        kind=Kind.LOCATION,
        at=at,
        at_text=at_text,
        thread=PLACES,
        extra={
            **({"entry": name} if name else {}),
            **_spot_of(said_of(source, name)),
            **({"until": written(source["endTime"])} if source.get("endTime") else {}),
        },
    )


def signal(element: Element, _text: JsonText, member: str, hints: ReadingHints) -> Iterator[Record]:
    """A position, a scan of wireless networks, or what the phone thought its owner was doing."""
    name, source = next(iter(element.value.items()), ("", None))
    said = source if isinstance(source, dict) and len(element.value) == 1 else element.value
    spot = place_pair(said.get("LatLng", said.get("latLng")), said.get("accuracyMeters"))
    at, at_text = moment(said, "timestamp" if "timestamp" in said else "deliveryTime", hints)
    yield record_of(
        inner(element, said),
        member=member,
        platform="Google",
        known=_POSITION if spot else ("timestamp", "deliveryTime"),
        kind=Kind.LOCATION,
        at=at,
        at_text=at_text,
        thread=PLACES,
        extra={"entry": name, **spot},
    )


def frequent_place(element: Element, _text: JsonText, member: str, _hints: ReadingHints) -> Iterator[Record]:
    """A place the phone's owner is often at, such as home or work; it has no time."""
    spot = place_pair(element.value.get("placeLocation"))
    yield record_of(
        element,
        member=member,
        platform="Google",
        known=("placeLocation",) if spot else (),
        kind=Kind.LOCATION,
        thread=PLACES,
        extra={"entry": "frequentPlaces", **spot},
    )


def _point(point: Element, around: Mapping[str, Any], member: str, hints: ReadingHints) -> Record:
    """A point has its own time, or says how many minutes after the segment's start it was."""
    source = point.value
    spot = place_pair(source.get("point"))
    at, at_text = moment(source, "time", hints)
    extra = {"entry": "timelinePath", **spot}
    if at.at is None and _MINUTES_LATER in source:
        start, at_text = moment(around, "startTime", hints)
        at = _later(start, source[_MINUTES_LATER])
        extra["time"] = "The start of the path, and the minutes after it that the point gives."
    return record_of(
        point,
        member=member,
        platform="Google",
        known=("point", "time") if spot else ("time",),
        kind=Kind.LOCATION,
        at=at,
        at_text=at_text,
        thread=PLACES,
        extra=extra,
    )


def _later(start: At, minutes: object) -> At:
    count = counted(minutes, micros_per_unit=_MINUTE_MICROS)
    if start.at is None or count is None:
        return start
    other = None if start.other is None else start.other + count
    return At(start.at + count, start.quality, other)


def _spot_of(source: Mapping[str, Any]) -> dict[str, str]:
    """Where a visit was, or a movement began and ended."""
    candidate = said_of(source, "topCandidate")
    location = candidate.get("placeLocation")
    pair = location.get("latLng") if isinstance(location, dict) else location
    start, end = _pair(source, "start"), _pair(source, "end")
    shown = leftovers(candidate, ("placeLocation",))
    return {**place_pair(pair), **place_pair(start), **to_place(place_pair(end)), **shown}


def _pair(source: Mapping[str, Any], name: str) -> object:
    value = source.get(name)
    return value.get("latLng") if isinstance(value, dict) else value
