"""No word of a measure reaches the other side too early."""

from safelight.knowledge.measures import Timing
from safelight.planning.candidate import Candidate
from safelight.planning.field import Field
from safelight.planning.gates.window import window_gate
from safelight.planning.plan import Gate, GateKind, Landing, Reach

_IN_WINDOW = {True: "The window is whole, and it is done in it", False: "The cut is made"}


def alert_gate(one: Candidate, field: Field) -> Gate | None:
    """Closed while word of it could land where the other side reads it, outside the window made for that."""
    if not (one.measure.alerts or one.alerts):
        return None
    if not one.alerts:
        says = "By what is known of the platform, no alert goes out."
        return Gate(kind=GateKind.ALERT, is_open=True, says=says)
    if not one.unsafe:
        says = "Word of it lands only where the other side cannot read it, by what was said."
        return Gate(kind=GateKind.ALERT, is_open=True, says=says)
    if one.measure.meant_to_be_noticed:
        says = "The other side is meant to learn of it; what must be kept and who decides are gates of their own."
        return Gate(kind=GateKind.ALERT, is_open=True, says=says)
    if one.measure.timing is not Timing.ANY:
        return _by_window(one, field)
    opens = [_opens(each, field) for each in one.unsafe]
    return Gate(
        kind=GateKind.ALERT,
        is_open=False,
        says=f"Too early: word of it could reach the other side {_where(one, field)}.",
        opens_with=tuple(dict.fromkeys(opens)),
    )


def _by_window(one: Candidate, field: Field) -> Gate:
    window = window_gate(one, field)
    is_open = window is not None and window.is_open
    says = f"Word of it could reach the other side {_where(one, field)}; the window is made for that."
    return Gate(kind=GateKind.ALERT, is_open=is_open, says=says, opens_with=(_IN_WINDOW[one.in_window],))


def _where(one: Candidate, field: Field) -> str:
    """The places, each once; the landings say how."""
    return " and ".join(dict.fromkeys(_place(each, field) for each in one.unsafe))


def _place(landing: Landing, field: Field) -> str:
    if landing.reach is Reach.NOT_KNOWN and not landing.path:
        return "at a place that nobody has looked up"
    return f"by way of {_named(landing, field)}" if landing.path else "itself"


def _opens(landing: Landing, field: Field) -> str:
    if landing.reach is Reach.NOT_KNOWN and not landing.path:
        return "Somebody looks up where word of it would go, and it is out of the other side's reach"
    if not landing.path:
        return "Nothing is told to the other side and nothing stops working for it"
    return f"Word of it goes elsewhere, or {_named(landing, field)} is out of the other side's reach"


def _named(landing: Landing, field: Field) -> str:
    last = field.known.things.get(landing.path[-1])
    return f"“{last.called if last else landing.path[-1]}”"
