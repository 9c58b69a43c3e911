"""One record as objects of CASE/UCO: what happened, and where in the exhibit it stands."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from safelight.bundling.case_uco.naming import Naming
from safelight.bundling.case_uco.things import Thing, Things
from safelight.records.record import AtQuality, Kind, State

_OBSERVABLE = "uco-observable:"
_MESSAGES = {Kind.MESSAGE: "Message", Kind.POST: "Post"}
_SURE = frozenset({AtQuality.EXACT, AtQuality.MISSING})


class RecordObjects:
    """Turns rows of a bundle into objects. ``messages`` collects the names of what belongs to a conversation."""

    def __init__(self, naming: Naming, things: Things, sizes: Mapping[str, int]) -> None:
        """``sizes`` are bytes of the exhibits by their references."""
        self._new = naming.new
        self._things = things
        self._sizes = sizes

    def of(self, row: Mapping[str, Any], messages: list[str]) -> Iterator[Thing]:
        """The object, then the place it stands in; before each what they point at."""
        kind = row["kind"]
        if kind in _MESSAGES:
            thing = self._object(_MESSAGES[kind], "message", row, self._message(row))
            messages.append(thing["@id"])
        elif kind == Kind.CALL:
            thing = self._object("Call", "call", row, self._call(row))
        else:
            thing = self._object("EventRecord", "event", row, self._event(row))
        place = self._place({"@id": thing["@id"]}, row)
        yield from self._things.untold()
        yield thing
        yield place

    def _object(self, sort: str, name: str, row: Mapping[str, Any], facet: Thing) -> Thing:
        thing: Thing = {
            "@id": self._new(name),
            "@type": _OBSERVABLE + sort,
            "uco-core:name": f"Record {row['number']}",
            "uco-core:tag": _tags(row),
            "uco-core:hasFacet": [facet],
        }
        if row["at_text"]:
            thing["uco-core:description"] = f"Time as written: {row['at_text']}"
        return thing

    def _message(self, row: Mapping[str, Any]) -> Thing:
        facet = self._between(row, "MessageFacet")
        if row["text"] is not None:
            facet["uco-observable:messageText"] = row["text"]
        if row["at"]:
            facet["uco-observable:sentTime"] = _moment(row["at"])
        return facet

    def _call(self, row: Mapping[str, Any]) -> Thing:
        facet = self._between(row, "CallFacet")
        if row["at"]:
            facet["uco-observable:startTime"] = _moment(row["at"])
        return facet

    def _between(self, row: Mapping[str, Any], sort: str) -> Thing:
        """A facet with who took part."""
        platform = row["platform"] or ""
        facet: Thing = {"@id": self._new("facet"), "@type": _OBSERVABLE + sort}
        if platform:
            facet["uco-observable:application"] = self._things.program(platform)
        if row["sender"]:
            facet["uco-observable:from"] = self._things.account(platform, row["sender"])
        if row["recipients"]:
            facet["uco-observable:to"] = [self._things.account(platform, each) for each in row["recipients"]]
        return facet

    def _event(self, row: Mapping[str, Any]) -> Thing:
        """What the ontology has no word for: its kind, its words, and what the source says by its own names."""
        facet: Thing = {
            "@id": self._new("facet"),
            "@type": "uco-observable:EventRecordFacet",
            "uco-observable:eventType": row["kind"],
        }
        if row["platform"]:
            facet["uco-observable:application"] = self._things.program(row["platform"])
        if row["sender"]:
            facet["uco-observable:account"] = self._things.account(row["platform"] or "", row["sender"])
        if row["text"] is not None:
            facet["uco-observable:eventRecordText"] = row["text"]
        if row["extra"]:
            facet["uco-observable:eventRecordRaw"] = row["extra"]
        if row["at"]:
            facet["uco-observable:observableCreatedTime"] = _moment(row["at"])
        return facet

    def _place(self, thing: Mapping[str, str], row: Mapping[str, Any]) -> Thing:
        exhibit = self._things.exhibit(row["exhibit"], row["exhibit_sha256"], self._sizes[row["exhibit"]])
        place = self._things.contained(thing, self._things.member(exhibit, row["member"]))
        place["uco-core:hasFacet"] = [
            {
                "@id": self._new("facet"),
                "@type": "uco-observable:DataRangeFacet",
                "uco-observable:rangeOffset": row["offset"],
                "uco-observable:rangeSize": row["length"],
            }
        ]
        return place


def _tags(row: Mapping[str, Any]) -> list[str]:
    tags = [f"used as: {row['used_as']}"]
    if row["at_quality"] not in _SURE:
        tags.append(f"time: {row['at_quality'].replace('_', ' ')}")
    if row["state"] != State.SENT:
        tags.append(f"state: {row['state'].replace('_', ' ')}")
    if row["changed"]:
        tags.append("something is removed")
    return tags


def _moment(at: datetime) -> Thing:
    return {"@type": "xsd:dateTime", "@value": at.isoformat().replace("+00:00", "Z")}
