"""Contact from people of concern on the days of an order."""

import re
from collections.abc import Iterator
from datetime import date

from safelight.signals.context import Order
from safelight.signals.finding import Finding, OffencePointer, Severity
from safelight.signals.pursuit.after_boundary import days_of
from safelight.signals.pursuit.course import Event
from safelight.signals.pursuit.draft import Draft, finding_of
from safelight.signals.pursuit.pointers import not_yet_known, pointer, supported
from safelight.signals.pursuit.scene import Scene
from safelight.signals.pursuit.wording import contacts_appear, counted

_NO_CONTACT = re.compile(r"contact|communicat|messag|approach|telephone|correspond|social media", re.IGNORECASE)
_CHILDREN = re.compile(r"child|except|save for|other than|unless|contact centre|solicitor", re.IGNORECASE)
_BREACHES = (
    (re.compile(r"stalking|\bspo\b", re.IGNORECASE), ("spa-2019-s8",)),
    (re.compile(r"restrain", re.IGNORECASE), ("pha-1997-s5-to-2020", "sc-2020-s363")),
    (re.compile(r"non.?molest", re.IGNORECASE), ("fla-1996-s42a",)),
)


def during_orders(who: str, events: list[Event], scene: Scene) -> Iterator[Finding]:
    """One finding for each order during which a person of concern made contact."""
    for order in scene.orders:
        inside = tuple(event for event in events if event.incoming and _covers(order, scene, event))
        if inside:
            finding = finding_of(_draft(who, order, inside, scene))
            if finding:
                yield finding


def _covers(order: Order, scene: Scene, event: Event) -> bool:
    day = scene.clock.local(event.at).date()
    return (order.starts or date.min) <= day <= (order.ends or date.max)


def _draft(who: str, order: Order, inside: tuple[Event, ...], scene: Scene) -> Draft:
    forbids = _forbids_contact(order)
    return Draft(
        kind="order_contact",
        who=f"{who}\n{order.kind}\n{order.starts}",
        words={"contacts": contacts_appear(len(inside), scene.label(who)), "order": order.kind},
        features={
            "conditions_name_contact": float(forbids),
            "dates_known": float(order.starts is not None),
            "times_certain": float(not any(event.uncertain for event in inside)),
            "several": float(len(inside) > 1),
        },
        severity=Severity.HIGH if forbids or not order.conditions else Severity.MEDIUM,
        events=inside,
        reasons=tuple(_reasons(order, inside, scene)),
        offences=_offences(order, inside, scene),
        flags=("order_breached", *scene.lively_flags(inside)) if forbids or not order.conditions else (),
        limits=scene.limits(who),
    )


def _forbids_contact(order: Order) -> bool:
    return any(_NO_CONTACT.search(condition) for condition in order.conditions)


def _reasons(order: Order, inside: tuple[Event, ...], scene: Scene) -> Iterator[str]:
    clock = scene.clock
    start = f"from {order.starts.day} {order.starts:%B %Y}" if order.starts else "from a day not told to us"
    end = f"to {order.ends.day} {order.ends:%B %Y}" if order.ends else "and still in force as far as we were told"
    yield f"Officers noted this order: {order.kind}, {start} {end}."
    for condition in order.conditions:
        yield f"Condition as noted: “{condition}”."
    if not order.conditions:
        yield "No condition was noted, so what the order forbids has to be looked up."
    yield (
        f"{counted(len(inside), 'contact')} came in that time, the first on {clock.moment(inside[0].at)}, the "
        f"last on {clock.moment(inside[-1].at)}."
    )
    if any(_CHILDREN.search(condition) for condition in order.conditions):
        yield "Against it: a condition seems to allow some contact; each contact has to be held against its words."


def _offences(order: Order, inside: tuple[Event, ...], scene: Scene) -> tuple[OffencePointer, ...]:
    records = tuple(event.record for event in inside)
    in_force = supported("order-in-force", "Officers noted the order; it and its service were not seen.")
    act = (
        supported("prohibited-act", "A noted condition speaks of contact, and contact came.", records)
        if _forbids_contact(order)
        else not_yet_known("prohibited-act", "The noted conditions do not say that contact is forbidden.")
    )
    known = {point.id: point for point in (in_force, act)}
    days = days_of(inside, scene)
    named = [offence for kind, offences in _BREACHES if kind.search(order.kind) for offence in offences]
    return tuple(one for offence in named for one in pointer(offence, days, known))
