"""The file: one object after another, written as they come, so that no more than a conversation is held."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

import msgspec

from safelight.bundling.case_uco.naming import Naming
from safelight.bundling.case_uco.record_objects import RecordObjects
from safelight.bundling.case_uco.things import Thing, Things
from safelight.bundling.contents import Contents
from safelight.evidence.bundle.writer import Output

_VOCABULARY = "https://ontology.unifiedcyberontology.org/uco/"
_CONTEXT = {
    "case-investigation": "https://ontology.caseontology.org/case/investigation/",
    "co": "http://purl.org/co/",
    "kb": "http://example.org/kb/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    **{f"uco-{part}": f"{_VOCABULARY}{part}/" for part in ("core", "identity", "observable", "tool", "types")},
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_ROWS_HELD = 4096
_NEEDED = (
    "number", "used_as", "exhibit", "exhibit_sha256", "member", "offset", "length", "kind", "at", "at_quality",
    "at_text", "platform", "thread", "sender", "recipients", "text", "state", "extra", "changed",
)  # fmt: skip
_encode = msgspec.json.Encoder().encode


def write_case_uco(contents: Contents, sink: Output, *, sizes: Mapping[str, int], seed: str) -> None:
    """All records as one CASE/UCO graph (JSON-LD, UTF-8).

    ``sizes`` are bytes of the exhibits by their references; ``seed`` (20 hexadecimal digits) names the objects.
    """
    sink.write(b'{"@context":' + _encode(_CONTEXT) + b',"@graph":[\n')
    before = b""
    for thing in _objects(contents, Naming(seed), sizes):
        sink.write(before + _encode(thing))
        before = b",\n"
    sink.write(b"\n]}\n")


def _objects(contents: Contents, naming: Naming, sizes: Mapping[str, int]) -> Iterator[Thing]:
    things = Things(naming)
    objects = RecordObjects(naming, things, sizes)
    rows = _rows(contents)
    for (_, thread), conversation in groupby(rows, lambda row: (row["platform"], row["thread"])):
        messages: list[str] = []
        for row in conversation:
            yield from objects.of(row, messages)
        if messages:
            yield _thread(naming, thread, messages)


def _rows(contents: Contents) -> Iterator[dict[str, Any]]:
    for part in contents.rows.select(_NEEDED).iter_slices(_ROWS_HELD):
        yield from part.to_dicts()


def _thread(naming: Naming, name: str, messages: Iterable[str]) -> Thing:
    elements = [{"@id": each} for each in messages]
    thread: Thing = {
        "@id": naming.new("conversation"),
        "@type": "uco-observable:MessageThread",
        "uco-core:hasFacet": [
            {
                "@id": naming.new("facet"),
                "@type": "uco-observable:MessageThreadFacet",
                "uco-observable:messageThread": {
                    "@id": naming.new("thread"),
                    "@type": "uco-types:Thread",
                    "co:size": {"@type": "xsd:nonNegativeInteger", "@value": str(len(elements))},
                    "co:element": elements,
                },
            }
        ],
    }
    if name:
        thread["uco-core:name"] = name
    return thread
