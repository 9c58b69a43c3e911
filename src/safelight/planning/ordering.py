"""The order of a plan: phases, then what must come first, then what is due first."""

import heapq
from collections.abc import Iterator

from safelight.knowledge.measures import When
from safelight.planning.candidate import Candidate, Key
from safelight.planning.field import Field

_COUNTED = (When.START, When.EVENT, When.WINDOW, When.AGREED, When.CLOSING)
Place = tuple[int, int, int, int, int, str]


def in_order(field: Field) -> list[Candidate]:
    """Every candidate after all that must come before it; then by phase, time, what hangs on it, and the pack."""
    waits = {key: set(field.before(one)) - {key} for key, one in field.candidates.items()}
    followers: dict[Key, list[Key]] = {}
    for key, before in waits.items():
        for each in before:
            followers.setdefault(each, []).append(key)
    places = _places(field)
    free = [(places[key], key) for key, before in waits.items() if not before]
    heapq.heapify(free)
    ordered = []
    while free:
        _, key = heapq.heappop(free)
        ordered.append(field.candidates[key])
        for each in followers.get(key, ()):
            waits[each].discard(key)
            if not waits[each]:
                heapq.heappush(free, (places[each], each))
    return ordered


def _places(field: Field) -> dict[Key, Place]:
    rows = {one.id: number for number, one in enumerate(field.catalogue.measures)}
    leads = {thing: len(set(_leads_to(thing, field))) for thing in field.known.things}
    return {key: _place(one, rows, leads) for key, one in field.candidates.items()}


def _place(one: Candidate, rows: dict[str, int], leads: dict[str, int]) -> Place:
    soon, phase, row = one.measure.how_soon, one.measure.phase.rank, rows[one.measure.id]
    if one.in_window and soon.counted_from is When.WINDOW:
        return (phase, 1, soon.hours or 0, leads.get(one.at, 0), row, one.at)
    later = 2 if one.in_window else 0
    return (phase, later, _COUNTED.index(soon.counted_from), soon.hours or 0, row, one.at)


def _leads_to(thing: str, field: Field) -> Iterator[str]:
    """What the way back into a thing leads to, at any distance: those are cut before it."""
    seen, edge = {thing}, [thing]
    while edge:
        here = field.known.things.get(edge.pop())
        for target in here.recovery_to if here else ():
            if target not in seen:
                seen.add(target)
                edge.append(target)
                yield target
