"""The vocabulary keeps the integrity conditions of SKOS (S9 to S46), as an RDF library reads it."""

import warnings
from itertools import product

import msgspec
import pytest
from rdflib import DCTERMS, RDF, RDFS, SKOS, Graph, URIRef

from safelight.knowledge.definitions import definitions
from safelight.knowledge.offences import offences
from safelight.knowledge.skos import BASE, vocabulary


def graph(**options):
    document = vocabulary(definitions(), offences(), **options)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of the library, inside itself
        return Graph().parse(data=msgspec.json.encode(document).decode(), format="json-ld")


@pytest.fixture(scope="module")
def terms():
    return graph()


def pairs(terms, *hows):
    return {(one, other) for how in hows for one, other in terms.subject_objects(how)}


def test_nothing_is_both_a_concept_and_a_scheme(terms):
    assert not set(terms.subjects(RDF.type, SKOS.Concept)) & set(terms.subjects(RDF.type, SKOS.ConceptScheme))


def test_every_concept_has_one_preferred_label_and_no_label_twice(terms):
    for concept in terms.subjects(RDF.type, SKOS.Concept):
        kinds = [set(terms.objects(concept, how)) for how in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)]
        languages = [label.language for label in kinds[0]]
        assert len(languages) == len(set(languages)) == 1, concept
        assert len(set.union(*kinds)) == sum(map(len, kinds)), concept


def test_preferred_labels_are_told_apart_within_a_scheme(terms):
    seen = [
        (next(terms.objects(one, SKOS.inScheme)), label) for one, label in terms.subject_objects(SKOS.prefLabel)
    ]
    assert len(seen) == len(set(seen))


def test_what_is_related_is_neither_broader_nor_narrower(terms):
    above = pairs(terms, SKOS.broader)
    above |= {(other, one) for one, other in pairs(terms, SKOS.narrower)}
    while True:
        further = {(a, d) for (a, b), (c, d) in product(above, above) if b == c} - above
        if not further:
            break
        above |= further
    assert above
    assert not any(one == other for one, other in above)
    related = pairs(terms, SKOS.related)
    assert not related & (above | {(other, one) for one, other in above})


def test_relations_are_said_from_both_ends(terms):
    for how, back in [
        (SKOS.broader, SKOS.narrower),
        (SKOS.related, SKOS.related),
        (SKOS.closeMatch, SKOS.closeMatch),
        (SKOS.relatedMatch, SKOS.relatedMatch),
        (SKOS.broadMatch, SKOS.narrowMatch),
        (SKOS.hasTopConcept, SKOS.topConceptOf),
    ]:
        assert pairs(terms, how) == {(other, one) for one, other in pairs(terms, back)}, how


def test_mappings_lead_from_scheme_to_scheme_and_never_say_that_two_things_are_the_same(terms):
    mapped = pairs(terms, SKOS.closeMatch, SKOS.relatedMatch, SKOS.broadMatch, SKOS.narrowMatch)
    scheme = dict(terms.subject_objects(SKOS.inScheme))
    assert all(scheme[one] != scheme[other] for one, other in mapped)
    assert not pairs(terms, SKOS.exactMatch)
    close, wide = pairs(terms, SKOS.closeMatch), pairs(terms, SKOS.broadMatch, SKOS.narrowMatch)
    assert not close & wide


def test_everything_that_is_named_is_there(terms):
    named = set(terms.subjects())
    outside = (DCTERMS.source, DCTERMS.license, RDFS.seeAlso, RDF.type)
    pointed_to = {o for _s, p, o in terms if isinstance(o, URIRef) and p not in outside}
    assert pointed_to <= named


def test_words_to_avoid_can_be_found_and_are_shown_nowhere(terms):
    hidden = {str(label) for label in terms.objects(None, SKOS.hiddenLabel)}
    assert "revenge porn" in hidden
    shown = {
        str(label)
        for how in (SKOS.prefLabel, SKOS.altLabel, SKOS.definition)
        for label in terms.objects(None, how)
    }
    assert not hidden & shown


def test_every_concept_below_the_top_leads_to_offences_or_is_said_to_be_wider(terms):
    for concept in definitions().concepts:
        assert concept.offences or any(other.broader == concept.id for other in definitions().concepts)


def test_an_agency_may_publish_it_under_its_own_address():
    published = graph(base="https://example.org/terms/")
    assert (URIRef("https://example.org/terms/term:stalking"), RDF.type, SKOS.Concept) in published
    assert not any(str(one).startswith(BASE) for one in published.all_nodes())
