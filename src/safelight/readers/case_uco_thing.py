"""One object of a CASE/UCO file as a record, if it is a place or an account that no message tells of."""

from collections.abc import Mapping
from typing import Any

from safelight.readers.account_list import RELATION, Relation
from safelight.readers.case_uco_graph import Graph, facets_of, local, plain
from safelight.readers.entry_record import record_of
from safelight.readers.json_text import Element
from safelight.readers.json_value import text_of, written
from safelight.readers.place import PLACES, place
from safelight.records.record import Kind, Record, State

_PLACES = frozenset({"LatLongCoordinatesFacet", "SimpleAddressFacet", "CellSiteFacet", "GPSCoordinatesFacet"})
_ACCOUNTS = frozenset(
    {
        "AccountFacet", "DigitalAccountFacet", "PhoneAccountFacet", "EmailAccountFacet", "MobileAccountFacet",
        "ApplicationAccountFacet", "ContactFacet",
    }
)  # fmt: skip
_SECRETS = frozenset({"AccountAuthenticationFacet"})
_KEPT_BACK = "The file holds a password of this account. It stays in the file and is not copied here."
_SAYS_NOTHING = frozenset({"@id", "@type", "latitude", "longitude"})


def thing_in(element: Element, graph: Graph, member: str) -> Record | None:
    """The record; ``None`` for anything else, and for an account that a message or a call names."""
    facets = facets_of(element.value) if isinstance(element.value, dict) else {}
    if not _PLACES.isdisjoint(facets):
        return _place(element, facets, member)
    identity = text_of(element.value.get("@id")) or "" if facets else ""
    if _ACCOUNTS.isdisjoint(facets) or identity in graph.told:
        return None
    return _account(element, facets, graph, member, identity)


def _place(element: Element, facets: Mapping[str, Mapping[str, Any]], member: str) -> Record:
    """A place without a time: the file says where, and when only in other objects."""
    where: dict[str, str] = {}
    for facet in facets.values():
        where = where or place(_number(facet.get("latitude")), _number(facet.get("longitude")))
    return record_of(
        Element(element.pointer, element.start, element.end, {}, element.doubts, element.notes),
        member=member,
        platform="",
        known=(),
        kind=Kind.LOCATION,
        thread=PLACES,
        extra={**_said_in(facets, _SAYS_NOTHING if where else frozenset({"@id", "@type"})), **where},
    )


def _account(
    element: Element, facets: Mapping[str, Mapping[str, Any]], graph: Graph, member: str, identity: str
) -> Record:
    names = sorted(graph.also.get(identity, frozenset()))
    open_facets = {name: facet for name, facet in facets.items() if name not in _SECRETS}
    extra = _said_in(open_facets, frozenset({"@id", "@type"})) | {RELATION: Relation.CONTACT}
    if len(open_facets) < len(facets):
        extra["password"] = _KEPT_BACK
    return record_of(
        Element(element.pointer, element.start, element.end, {}, element.doubts, element.notes),
        member=member,
        platform="",
        known=(),
        kind=Kind.CONTACT,
        recipients=tuple(names),
        state=State.SENT,
        extra=extra,
    )


def _said_in(facets: Mapping[str, Mapping[str, Any]], told: frozenset[str]) -> dict[str, str]:
    """Everything the facets say, by their own names without prefixes; what points elsewhere as its identifier."""
    said: dict[str, str] = {}
    for facet in facets.values():
        for name, value in facet.items():
            if name not in told and (text := _words(value)):
                said[local(name)] = text
    return said


def _words(value: object) -> str:
    value = plain(value)
    if isinstance(value, dict) and isinstance(value.get("@id"), str):
        return str(value["@id"])
    return "" if value is None or value in ("", [], {}) else written(value)


def _number(value: object) -> str:
    return written(plain(value)) if value is not None else ""
