"""The one window in which access is cut, and what is cut together."""

from collections.abc import Iterable

from safelight.planning.field import Field
from safelight.planning.footprint import LINKS, Thing
from safelight.planning.gates import lacks_of_window
from safelight.planning.plan import CutWindow, Placing


def window_of(placings: Iterable[Placing], field: Field) -> CutWindow | None:
    """The window over every cut of a plan; ``None`` where nothing is to be cut."""
    cuts = [one for one in placings if one.in_window]
    if not cuts:
        return None
    planned = field.known.situation.window
    on_call = sorted(planned.on_call, key=lambda one: (one.role, one.name)) if planned else ()
    return CutWindow(
        begins=planned.begins if planned else None,
        on_call=tuple(on_call),
        placings=tuple(one.key for one in cuts),
        groups=_groups([*dict.fromkeys(one.thing for one in cuts if one.thing)], field.known.things),
        lacks=lacks_of_window(field),
    )


def _groups(ids: list[str], things: dict[str, Thing]) -> tuple[tuple[str, ...], ...]:
    """The things of the window that hang together, by way of any other thing, in the order of the window."""
    heads = {one: one for one in things}

    def head(one: str) -> str:
        while heads[one] != one:
            one = heads[one]
        return one

    for thing in things.values():
        for other in (target for link in LINKS for target in getattr(thing, link)):
            if other in heads:
                heads[head(thing.id)] = head(other)
    groups: dict[str, list[str]] = {}
    for one in ids:
        groups.setdefault(head(one), []).append(one)
    return tuple(tuple(each) for each in groups.values())
