"""Examines a case for pursuit: one cheap pass over every contact, a close reading of the few in question."""

from collections.abc import Iterator

import polars as pl

from safelight.signals.conduct.findings import examine_family
from safelight.signals.context import CaseContext
from safelight.signals.finding import Finding
from safelight.signals.pursuit import bursts, night, one_sided
from safelight.signals.pursuit.after_boundary import after_boundary
from safelight.signals.pursuit.boundaries import Set, found_boundaries, joined, noted_boundaries
from safelight.signals.pursuit.contacts import contacts
from safelight.signals.pursuit.course import Event, course_after
from safelight.signals.pursuit.events import MOST_EVENTS, events_with, like_pursuit
from safelight.signals.pursuit.features import reads_like_a_machine
from safelight.signals.pursuit.following.family import FAMILY
from safelight.signals.pursuit.new_accounts import meetings, new_accounts
from safelight.signals.pursuit.orders import during_orders
from safelight.signals.pursuit.parties import Parties
from safelight.signals.pursuit.persistence import persistence
from safelight.signals.pursuit.scene import Scene


def examine(records: pl.DataFrame, context: CaseContext) -> Iterator[Finding]:
    """Findings on unwanted contact in the records of a case; none depends on the order of the rows."""
    yield from _over_contacts(records, context)
    yield from examine_family(FAMILY, records, context)


def _over_contacts(records: pl.DataFrame, context: CaseContext) -> Iterator[Finding]:
    parties = Parties(context)
    seen = contacts(records, parties)
    if seen.is_empty():
        return
    scene = Scene(seen, context, parties)
    told = joined(noted_boundaries(context, parties), found_boundaries(seen))
    runs = bursts.candidates(seen, told)
    nightly = night.candidates(seen, scene.clock)
    lopsided = one_sided.candidates(seen)
    met = meetings(seen, told)
    chosen = {*told, *runs["who"], *nightly, *lopsided, *parties.concern, *(one.new for one in met)}
    events = events_with(seen, chosen, like_pursuit(records, context))
    scene.was_cut = sum(map(len, events.values())) == MOST_EVENTS
    events = {who: each for who, each in events.items() if not reads_like_a_machine(each)}
    for who in sorted(events):
        yield from _over_time(who, events[who], told.get(who, ()), scene)
    for run in runs.iter_rows(named=True):
        yield from bursts.burst(run, events.get(run["who"], []), told.get(run["who"], ()), scene)
    for who in nightly:
        yield from night.night(who, events.get(who, []), told.get(who, ()), scene)
    for who in lopsided:
        yield from one_sided.one_sided(who, events.get(who, []), told.get(who, ()), scene)
    yield from new_accounts(met, events, told, scene)


def _over_time(who: str, events: list[Event], told: tuple[Set, ...], scene: Scene) -> Iterator[Finding]:
    course = course_after(events, told)
    if course is not None:
        yield from after_boundary(who, course, scene)
        yield from persistence(who, course, scene)
    if who in scene.parties.concern:
        yield from during_orders(who, events, scene)
