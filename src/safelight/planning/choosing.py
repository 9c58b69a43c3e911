"""Which measures apply to what, and of which it is not known."""

from collections.abc import Iterator
from datetime import date

import msgspec

from safelight.knowledge.answer import Answer, Truth
from safelight.knowledge.catalogue import Catalogue
from safelight.knowledge.measures import Measure
from safelight.knowledge.platform_facts import PlatformFacts
from safelight.planning.candidate import Candidate, Key
from safelight.planning.conditions import holds
from safelight.planning.footprint import Thing
from safelight.planning.known import Known
from safelight.planning.landings import landings_of, word_of


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """What applies, what may apply, and the kinds of thing nobody has been asked about."""

    candidates: dict[Key, Candidate]
    unsettled: dict[Key, Candidate]
    unasked: dict[str, tuple[str, ...]]
    """Measures by kind of thing of which nobody has said whether there is one."""


def chosen(known: Known, catalogue: Catalogue, facts: PlatformFacts, *, on: date) -> Chosen:
    """Every measure held against every thing it could be done to."""
    candidates: dict[Key, Candidate] = {}
    unsettled: dict[Key, Candidate] = {}
    for measure in catalogue.measures:
        for thing in _objects(measure, known):
            one = _candidate(measure, thing, known, facts, on)
            truth = Truth.YES if one.is_done(known) else holds(measure.applies_when, known, thing)
            if truth is Truth.YES:
                candidates[one.key] = one
            elif truth is Truth.NOT_KNOWN:
                unsettled[one.key] = one
    return Chosen(candidates=candidates, unsettled=unsettled, unasked=_unasked(known, catalogue))


def _objects(measure: Measure, known: Known) -> Iterator[Thing | None]:
    if measure.for_each:
        yield from known.things_for(measure)
    else:
        yield None


def _candidate(measure: Measure, thing: Thing | None, known: Known, facts: PlatformFacts, on: date) -> Candidate:
    word = word_of(measure, thing, facts, on=on)
    return Candidate(measure=measure, thing=thing, word=word, landings=landings_of(word, thing, known))


def _unasked(known: Known, catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for kind in known.questions.kinds:
        if kind.id not in known.by_kind and known.footprint.answer(kind.has) is not Answer.NO:
            waits = tuple(one.id for one in catalogue.measures if kind.id in one.for_each)
            if waits:
                found[kind.id] = waits
    return found
