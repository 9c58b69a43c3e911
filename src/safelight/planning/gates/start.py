"""Safe contact and the danger come first."""

from safelight.knowledge.measures import Phase
from safelight.planning.candidate import Candidate
from safelight.planning.field import Field
from safelight.planning.plan import Gate, GateKind


def start_gate(one: Candidate, field: Field) -> Gate | None:
    """Nothing outside the gate phase begins before what starts all plans is done or declined."""
    if one.measure.phase is Phase.GATE:
        return None
    missing = field.starts_outstanding
    if not missing:
        return Gate(kind=GateKind.START, is_open=True, says="Safe contact and the danger were settled first.")
    return Gate(
        kind=GateKind.START,
        is_open=False,
        says="Nothing is begun before safe contact and the danger are settled.",
        opens_with=tuple(f"“{each.measure.title}” is done: {each.measure.done_when}" for each in missing),
    )
