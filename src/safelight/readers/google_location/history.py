"""One entry of the location history that Google kept on its servers, until 2024."""

from collections.abc import Iterator, Mapping
from typing import Any

from safelight.readers.entry_record import record_of
from safelight.readers.google_location.spot import inner, moment, said_of
from safelight.readers.json_text import Element, JsonText
from safelight.readers.json_value import leftovers
from safelight.readers.place import PLACES, place_e7, to_place
from safelight.readers.reader import ReadingHints
from safelight.records.record import Kind, Record

_POSITION = frozenset({"latitudeE7", "longitudeE7", "accuracy", "timestamp", "timestampMs"})


def position(element: Element, _text: JsonText, member: str, hints: ReadingHints) -> Iterator[Record]:
    """One position as the device reported it."""
    source = element.value
    said = place_e7(source.get("latitudeE7"), source.get("longitudeE7"), source.get("accuracy"))
    at, at_text = moment(source, "timestamp", hints)
    yield record_of(
        element,
        member=member,
        platform="Google",
        known=_POSITION if said else _POSITION - {"latitudeE7", "longitudeE7", "accuracy"},
        kind=Kind.LOCATION,
        at=at,
        at_text=at_text,
        thread=PLACES,
        extra=said,
    )


def visit_or_movement(element: Element, _text: JsonText, member: str, hints: ReadingHints) -> Iterator[Record]:
    """A stay at a place, or a way from one place to another, with when it began."""
    name, source = next(
        (
            (name, said_of(element.value, name))
            for name in ("placeVisit", "activitySegment")
            if name in element.value
        ),
        ("", element.value),
    )
    duration = said_of(source, "duration")
    at, at_text = moment(duration, "startTimestamp", hints)
    until = duration.get("endTimestamp") or duration.get("endTimestampMs")
    start = said_of(source, "location" if name == "placeVisit" else "startLocation")
    end = said_of(source, "endLocation")
    yield record_of(
        inner(element, source),
        member=member,
        platform="Google",
        known=("duration", "location", "startLocation", "endLocation"),
        kind=Kind.LOCATION,
        at=at,
        at_text=at_text,
        thread=PLACES,
        extra={
            **({"entry": name} if name else {}),
            **_spot(start),
            **leftovers(start, ("latitudeE7", "longitudeE7")),
            **to_place(_spot(end)),
            **{f"to {other}": said for other, said in leftovers(end, ("latitudeE7", "longitudeE7")).items()},
            **({"until": str(until)} if until else {}),
        },
    )


def _spot(source: Mapping[str, Any]) -> dict[str, str]:
    return place_e7(source.get("latitudeE7"), source.get("longitudeE7"), source.get("accuracyMetres"))
