"""A cut is made in one planned window, with people on call and a place to be; what follows waits for it."""

from datetime import timedelta

from safelight.knowledge.condition import RISK
from safelight.knowledge.measures import Role, Timing
from safelight.planning.candidate import Candidate
from safelight.planning.field import Field
from safelight.planning.plan import Gate, GateKind
from safelight.planning.situation import WindowPlan

MOST_NAMED = 5
LASTS = timedelta(hours=24)
"""How long after its beginning a window counts: the people on call and the place were agreed for that night."""


def window_gate(one: Candidate, field: Field) -> Gate | None:
    """For a cut: closed until the window is whole. For what comes after: closed until the cut is made."""
    if one.measure.timing is Timing.IN_WINDOW:
        return _of_cut(field)
    return _of_what_follows(field) if one.measure.timing is Timing.AFTER_WINDOW else None


def lacks_of_window(field: Field) -> tuple[str, ...]:
    """What the window needs before it can be opened, in sentences."""
    window = field.known.situation.window
    arrest_planned = field.known.footprint.answer("arrest_planned") in RISK
    passed = window is not None and window.begins + LASTS < field.as_at and bool(field.cuts_outstanding)
    needed = {
        "A day and hour for the window are agreed": window is not None,
        "A new day is agreed for what was not cut, because the window has passed": not passed,
        "The victim has a place to be safe that night": window is not None and window.place_agreed,
        "An advisor is on call while it lasts": window is not None and _advisor_is_on_call(window),
        "The victim says yes to the window": window is not None and window.agreed_by_victim,
        "The police say that the window warns nobody before the arrest or search": (
            not arrest_planned or (window is not None and window.agreed_with_police)
        ),
    }
    return tuple(says for says, there in needed.items() if not there)


def _advisor_is_on_call(window: WindowPlan) -> bool:
    return any(one.role is Role.ADVISOR for one in window.on_call)


def _of_cut(field: Field) -> Gate:
    lacks = lacks_of_window(field)
    if lacks:
        says = "A cut is made in one planned window, and the window is not whole yet."
        return Gate(kind=GateKind.WINDOW, is_open=False, says=says, opens_with=lacks)
    window = field.known.situation.window
    assert window is not None
    names = ", ".join(sorted(one.name for one in window.on_call))
    says = f"The window begins {window.begins:%d %B %Y at %H:%M} ({window.begins.tzname()}); on call: {names}."
    return Gate(kind=GateKind.WINDOW, is_open=True, says=says)


def _of_what_follows(field: Field) -> Gate:
    left = field.cuts_outstanding
    if not left:
        says = "The cut is made." if field.cuts else "No cut is planned that it would have to wait for."
        return Gate(kind=GateKind.WINDOW, is_open=True, says=says)
    titles = [*dict.fromkeys(one.measure.title for one in left)]
    more = [f"and {len(titles) - MOST_NAMED} more"] if len(titles) > MOST_NAMED else []
    return Gate(
        kind=GateKind.WINDOW,
        is_open=False,
        says="It waits until the cut is made.",
        opens_with=(f"The cuts are made or declined: {'; '.join(titles[:MOST_NAMED] + more)}",),
    )
