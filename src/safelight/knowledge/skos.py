"""The shared definitions as a SKOS vocabulary in JSON-LD (W3C SKOS Reference, 2009; JSON-LD 1.1)."""

from collections.abc import Iterator
from typing import Any

from safelight.knowledge.definitions import Concept, Definitions, Instrument
from safelight.knowledge.jurisdiction import Jurisdiction
from safelight.knowledge.offences import Offences

BASE = "urn:safelight:"
"""What names of concepts start with where nobody gives an address of their own."""
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
CONTEXT = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_INVERSE = {"skos:closeMatch": "skos:closeMatch", "skos:relatedMatch": "skos:relatedMatch"}
_INVERSE |= {"skos:broadMatch": "skos:narrowMatch", "skos:narrowMatch": "skos:broadMatch"}
Node = dict[str, Any]


def vocabulary(pack: Definitions, law: Offences, *, base: str = BASE) -> Node:
    """The whole document: our scheme, one scheme for each instrument, and one for the offences."""
    nodes = [
        _scheme(pack, base),
        *_concepts(pack, base),
        *(node for instrument in pack.instruments for node in _instrument(instrument, base)),
        *_offences(pack, law, base),
    ]
    _both_ways(nodes)
    return {"@context": CONTEXT, "@graph": nodes}


def _scheme(pack: Definitions, base: str) -> Node:
    return {
        "@id": f"{base}terms",
        "@type": "skos:ConceptScheme",
        "dcterms:title": _said(pack.title),
        "dcterms:issued": {"@value": pack.as_at.isoformat(), "@type": "xsd:date"},
        "dcterms:license": {"@id": LICENCE},
        "skos:editorialNote": _said(f"Checked by: {pack.checked_by}."),
        "skos:hasTopConcept": _named(base, [f"term:{one.id}" for one in pack.concepts if not one.broader]),
        "dcterms:source": [{"@id": source.address} for source in pack.sources],
    }


def _concepts(pack: Definitions, base: str) -> Iterator[Node]:
    for concept in pack.concepts:
        below = [f"term:{one.id}" for one in pack.concepts if one.broader == concept.id]
        node = {
            **_head(f"{base}term:{concept.id}", f"{base}terms", concept.label),
            "skos:definition": _said(concept.definition),
            "skos:altLabel": [_said(one) for one in concept.also],
            "skos:hiddenLabel": [_said(one) for one in concept.avoid],
            "skos:scopeNote": [_said(concept.note)] if concept.note else [],
            "skos:editorialNote": _said(f"The definition is our own; how it is known: {concept.mark}."),
            "skos:notation": list(concept.notations),
            "skos:broader": _named(base, [f"term:{concept.broader}"] if concept.broader else []),
            "skos:narrower": _named(base, below),
            "skos:related": _named(base, [f"term:{one}" for one in _related(concept, pack)]),
            **_matches(concept, base),
        }
        if not concept.broader:
            node["skos:topConceptOf"] = {"@id": f"{base}terms"}
        yield {key: value for key, value in node.items() if value != []}


def _related(concept: Concept, pack: Definitions) -> list[str]:
    back = [one.id for one in pack.concepts if concept.id in one.related]
    return list(dict.fromkeys([*concept.related, *back]))


def _matches(concept: Concept, base: str) -> Node:
    found: Node = {}
    for match in concept.matches:
        found.setdefault(f"skos:{match.how}Match", []).extend(_named(base, [f"instrument:{match.to}"]))
    if concept.offences:
        offences = _named(base, [f"offence:{one}" for one in concept.offences])
        found["skos:relatedMatch"] = [*found.get("skos:relatedMatch", []), *offences]
    return found


def _instrument(instrument: Instrument, base: str) -> Iterator[Node]:
    scheme = f"{base}instruments:{instrument.id}"
    yield {
        "@id": scheme,
        "@type": "skos:ConceptScheme",
        "dcterms:title": _said(instrument.title),
        "rdfs:seeAlso": {"@id": instrument.address},
        "skos:editorialNote": _said(f"Cited, in our own words; how its parts are known: {instrument.mark}."),
    }
    for code, title in instrument.parts.items():
        yield _head(f"{base}instrument:{instrument.id}-{code}", scheme, f"{title} ({instrument.id})") | {
            "skos:notation": code
        }


def _offences(pack: Definitions, law: Offences, base: str) -> Iterator[Node]:
    scheme = f"{base}offences"
    title = f"Offences of {Jurisdiction.ENGLAND_AND_WALES}"
    yield {"@id": scheme, "@type": "skos:ConceptScheme", "dcterms:title": _said(title)}
    for offence in law.offences:
        if pack.of_offence(offence.id):
            ends = f", to {offence.in_force_to}" if offence.in_force_to else ""
            label = f"{offence.title}, {offence.act}, {offence.section}{ends}"
            said = {"skos:editorialNote": _said(offence.check_this)} if offence.check_this else {}
            yield _head(f"{base}offence:{offence.id}", scheme, label) | said


def _head(name: str, scheme: str, label: str) -> Node:
    return {
        "@id": name,
        "@type": "skos:Concept",
        "skos:inScheme": {"@id": scheme},
        "skos:prefLabel": _said(label),
    }


def _both_ways(nodes: list[Node]) -> None:
    """Mappings are said from both ends, for readers that do not infer."""
    by_name = {node["@id"]: node for node in nodes}
    said = [  # listed before anything is added: what is added needs no answer
        (node["@id"], how, other["@id"]) for node in nodes for how in _INVERSE for other in node.get(how, [])
    ]
    for name, how, other in said:
        by_name[other].setdefault(_INVERSE[how], []).append({"@id": name})


def _said(text: str) -> Node:
    return {"@value": text, "@language": "en"}


def _named(base: str, names: list[str]) -> list[Node]:
    return [{"@id": f"{base}{name}"} for name in names]
