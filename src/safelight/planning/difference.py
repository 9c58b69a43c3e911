"""What changed between two plans and why, in words, for whoever owns a step."""

from collections.abc import Iterator
from enum import StrEnum

import msgspec

from safelight.knowledge.measures import Role
from safelight.planning.footprint import Footprint
from safelight.planning.plan import GateKind, Placing, Plan
from safelight.planning.telling import STATES, called, when


class ChangeKind(StrEnum):
    """What sort of change it is."""

    NEW = "new"
    GONE = "gone"
    STATE = "state"
    GATES = "gates"
    ALERTS = "alerts"
    DUE = "due"
    OWNER = "owner"
    WINDOW = "window"
    OVERRIDE = "override"
    WARNING = "warning"
    QUESTION = "question"


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One change. Where it is about the whole plan, ``measure`` is empty and ``owner`` is ``None``."""

    kind: ChangeKind
    says: str
    measure: str = ""
    thing: str = ""
    owner: Role | None = None
    questions: tuple[tuple[str, str], ...] = ()
    """Where it is about questions: each with the thing it is about."""


def changes_between(before: Plan, after: Plan, footprint: Footprint) -> tuple[Change, ...]:
    """Every change, the whole plan's first and then step by step in the order of the later plan.

    ``footprint`` is the later one; things are called by its names. Empty where nothing changed but the time.
    """
    earlier = {one.key: one for one in before.placings}
    later = {one.key: one for one in after.placings}
    changes = [*_whole(before, after)]
    for key, one in later.items():
        then = earlier.get(key)
        changes += _new(one, footprint) if then is None else _changed(then, one, footprint)
    changes += [_gone(one, footprint) for key, one in earlier.items() if key not in later]
    return tuple(changes)


def _whole(before: Plan, after: Plan) -> Iterator[Change]:
    for override in after.overrides:
        if override not in before.overrides:
            says = (
                f"{override.name} opened gates because of imminent danger: {override.reason.strip().rstrip('.')}."
            )
            yield Change(kind=ChangeKind.OVERRIDE, says=says)
    for override in before.overrides:
        if override not in after.overrides:
            yield Change(kind=ChangeKind.OVERRIDE, says=f"The override by {override.name} is no longer in force.")
    yield from (Change(kind=ChangeKind.WARNING, says=one) for one in after.warnings if one not in before.warnings)
    yield from _window(before, after)
    yield from _questions(before, after)


def _window(before: Plan, after: Plan) -> Iterator[Change]:
    then, now = before.window, after.window
    if then is None or now is None:
        if (then is None) != (now is None):
            says = "A cut is now part of the plan, so it needs a window." if now else "Nothing is left to be cut."
            yield Change(kind=ChangeKind.WINDOW, says=says)
        return
    if then.begins != now.begins:
        says = f"The window now begins {when(now.begins)}." if now.begins else "The window has no time any more."
        yield Change(kind=ChangeKind.WINDOW, says=says)
    if then.on_call != now.on_call:
        names = ", ".join(one.name for one in now.on_call) or "nobody"
        yield Change(kind=ChangeKind.WINDOW, says=f"On call for the window: {names}.")
    for lack in now.lacks:
        if lack not in then.lacks:
            yield Change(kind=ChangeKind.WINDOW, says=f"The window now lacks this: {lack}.")
    for lack in then.lacks:
        if lack not in now.lacks:
            yield Change(kind=ChangeKind.WINDOW, says=f"The window no longer lacks this: {lack}.")


def _questions(before: Plan, after: Plan) -> Iterator[Change]:
    then = {(one.question, one.thing) for one in before.to_ask}
    now = {(one.question, one.thing) for one in after.to_ask}
    for found, says in ((now - then, "to be asked"), (then - now, "no longer open")):
        if found:
            plural = "question is" if len(found) == 1 else "questions are"
            yield Change(
                kind=ChangeKind.QUESTION, says=f"{len(found)} {plural} {says}.", questions=tuple(sorted(found))
            )


def _new(one: Placing, footprint: Footprint) -> Iterator[Change]:
    yield _about(ChangeKind.NEW, one, f"{_named(one, footprint)} is new ({STATES[one.state]}). {one.why[0]}")


def _gone(one: Placing, footprint: Footprint) -> Change:
    says = f"{_named(one, footprint)} is no longer in the plan: what it was there for no longer applies."
    return _about(ChangeKind.GONE, one, says)


def _changed(then: Placing, now: Placing, footprint: Footprint) -> Iterator[Change]:
    name = _named(now, footprint)
    gates = _gates(then, now)
    if then.state is not now.state:
        says = f"{name}: it was {STATES[then.state]} and is now {STATES[now.state]}."
        yield _about(ChangeKind.STATE, now, " ".join((says, *gates)))
    elif gates:
        yield _about(ChangeKind.GATES, now, f"{name}: " + " ".join(gates))
    if _alerts(then) != _alerts(now):
        where = " ".join(each.says for each in now.landings) or "No word of it goes out any more."
        yield _about(ChangeKind.ALERTS, now, f"{name}: who could notice has changed. {where}")
    if then.due != now.due:
        due = when(now.due) if now.due else now.due_says
        yield _about(ChangeKind.DUE, now, f"{name}: it is now due {due}.")
    if then.owner is not now.owner:
        yield _about(ChangeKind.OWNER, now, f"{name}: it now belongs to the {now.owner}.")


def _gates(then: Placing, now: Placing) -> list[str]:
    """What opened and what closed, each with its reason."""
    before = {gate.kind: gate for gate in then.gates}
    says = []
    for gate in now.gates:
        was = before.get(gate.kind)
        if was is None or was.is_open != gate.is_open:
            says.append(f"{'Opened' if gate.is_open else 'Held'}: {gate.says}")
        elif was.overridden_by != gate.overridden_by:
            says.append(gate.says)
    return says + [f"The gate “{kind}” is no longer one of its own." for kind in before if _is_missing(kind, now)]


def _is_missing(kind: GateKind, placing: Placing) -> bool:
    return all(gate.kind is not kind for gate in placing.gates)


def _alerts(one: Placing) -> tuple[object, ...]:
    return (one.notifies, tuple((each.channel, each.at, each.reach, each.path) for each in one.landings))


def _about(kind: ChangeKind, one: Placing, says: str) -> Change:
    return Change(kind=kind, says=says, measure=one.measure, thing=one.thing, owner=one.owner)


def _named(one: Placing, footprint: Footprint) -> str:
    return f"“{one.title}: {called(one.thing, footprint)}”" if one.thing else f"“{one.title}”"
