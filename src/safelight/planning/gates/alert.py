"""No word of a measure reaches the other side too early."""

from safelight.knowledge.measures import Timing
from safelight.planning.candidate import Candidate
from safelight.planning.field import Field
from safelight.planning.gates.window import window_gate
from safelight.planning.plan import Gate, GateKind, Landing

_LOOKED_UP = "The places it would go to are looked up, and are out of the other side's reach"


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
    return Gate(
        kind=GateKind.ALERT,
        is_open=False,
        says="Too early: " + " ".join(each.says for each in one.unsafe),
        opens_with=(*dict.fromkeys(_opens(each, field) for each in one.unsafe), _LOOKED_UP),
    )


def _by_window(one: Candidate, field: Field) -> Gate:
    window = window_gate(one, field)
    is_open = window is not None and window.is_open
    where = " ".join(each.says for each in one.unsafe)
    says = f"Word of it will be noticed, and the window is made for that. {where}"
    return Gate(kind=GateKind.ALERT, is_open=is_open, says=says, opens_with=window.opens_with if window else ())


def _opens(landing: Landing, field: Field) -> str:
    last = field.known.things.get(landing.path[-1]) if landing.path else None
    name = f"“{last.called}”" if last else "it"
    return f"It is done without word of it going there, or {name} is out of the other side's reach"
