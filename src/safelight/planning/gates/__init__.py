"""The gates. Each is a rule of its own in a file of its own; ``gates_of`` asks them all."""

import msgspec

from safelight.planning.candidate import Candidate
from safelight.planning.field import Field
from safelight.planning.gates.alert import alert_gate
from safelight.planning.gates.decision import decision_gate
from safelight.planning.gates.kept import kept_gate
from safelight.planning.gates.order import order_gate
from safelight.planning.gates.start import start_gate
from safelight.planning.gates.window import lacks_of_window, window_gate
from safelight.planning.plan import Gate, GateKind

__all__ = ["gates_of", "lacks_of_window"]

GATES = (start_gate, kept_gate, order_gate, alert_gate, window_gate, decision_gate)
NEVER_OVERRIDDEN = frozenset({GateKind.DECISION})
"""What stays closed even in imminent danger: nobody says yes for somebody else."""


def gates_of(one: Candidate, field: Field) -> tuple[Gate, ...]:
    """Every gate a candidate goes through, open or held; those that danger opens say who opened them."""
    found = [gate for ask in GATES if (gate := ask(one, field))]
    return tuple(_in_danger(gate, one, field) for gate in found)


def _in_danger(gate: Gate, one: Candidate, field: Field) -> Gate:
    override = field.override_for(one.measure.id)
    if gate.is_open or override is None or gate.kind in NEVER_OVERRIDDEN:
        return gate
    reason = override.reason.strip().rstrip(".")
    says = f"Opened by {override.name} because of imminent danger: {reason}. Held before: {gate.says}"
    return msgspec.structs.replace(gate, is_open=True, says=says, overridden_by=override.name)
