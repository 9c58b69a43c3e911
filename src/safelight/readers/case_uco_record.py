"""One object of a CASE/UCO file as a record, if it is a message or a call."""

from collections.abc import Mapping
from typing import Any

from safelight.readers.case_uco_graph import Graph, facets_of, listed, plain, reference
from safelight.readers.entry_record import direction_by, record_of
from safelight.readers.json_moment import iso
from safelight.readers.json_text import Element
from safelight.readers.json_value import text_of, written
from safelight.readers.reader import ReadingHints
from safelight.records.record import Direction, Kind, Record, State

_KINDS = {
    "MessageFacet": Kind.MESSAGE,
    "SMSMessageFacet": Kind.MESSAGE,
    "EmailMessageFacet": Kind.MESSAGE,
    "CallFacet": Kind.CALL,
}
_TEXTS = ("messageText", "body")
_TIMES = ("sentTime", "startTime", "receivedTime")
_RECIPIENTS = ("to", "cc", "bcc")
_KNOWN = frozenset({"@id", "@type", "from", "application", *_TEXTS, *_RECIPIENTS})
_DIRECTIONS = {
    "outgoing": Direction.FROM_OWNER,
    "incoming": Direction.TOWARDS_OWNER,
    "missed": Direction.TOWARDS_OWNER,
}


def record_in(element: Element, graph: Graph, member: str, hints: ReadingHints) -> Record | None:
    """The record; ``None`` for an object that is neither a message nor a call."""
    facets = facets_of(element.value) if isinstance(element.value, dict) else {}
    sort = next((name for name in _KINDS if name in facets), "")
    return _record(element, sort, facets[sort], graph, member, hints) if sort else None


def _record(
    element: Element, sort: str, facet: Mapping[str, Any], graph: Graph, member: str, hints: ReadingHints
) -> Record:
    sender = next((reference(one) for one in listed(facet.get("from")) if reference(one)), "")
    time = next((name for name in _TIMES if facet.get(name)), "")
    at_text = written(plain(facet.get(time)) or "") if time else ""
    identity = text_of(element.value.get("@id")) or ""
    application = reference(facet.get("application"))
    said = {name: plain(value) for name, value in facet.items()}
    own = Element(element.pointer, element.start, element.end, said, element.doubts, element.notes)
    recipients = [reference(one) for name in _RECIPIENTS for one in listed(facet.get(name))]
    return record_of(
        own,
        member=member,
        platform=graph.names.get(application, ""),
        known=_KNOWN | {time},
        kind=_KINDS[sort],
        at=iso(at_text, hints.zone),
        at_text=at_text,
        thread=graph.threads.get(identity, ""),
        sender=graph.names.get(sender, sender) or None,
        recipients=tuple(dict.fromkeys(graph.names.get(one, one) for one in recipients if one)),
        direction=_direction(facet, sender, recipients, graph, hints),
        text=next((text_of(said[name]) for name in _TEXTS if name in said), None),
        state=_state(said),
        extra={"id": identity} if identity else {},
    )


def _direction(
    facet: Mapping[str, Any], sender: str, recipients: list[str], graph: Graph, hints: ReadingHints
) -> Direction:
    """What the file says of a call first; then the accounts told to us."""
    stated = _DIRECTIONS.get(str(plain(facet.get("callType"))).lower())
    if stated:
        return stated
    names = graph.also.get(sender, frozenset({sender} - {""}))
    met = set(names).union(*(graph.also.get(one, frozenset({one})) for one in recipients))
    return direction_by(names, hints, met)


def _state(said: Mapping[str, object]) -> State:
    if str(said.get("allocationStatus")).lower() in ("deleted", "unallocated"):
        return State.DELETED
    return State.MISSED if str(said.get("callType")).lower() == "missed" else State.SENT
