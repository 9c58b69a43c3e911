"""What must come first has come first."""

from safelight.planning.candidate import Candidate, Key
from safelight.planning.field import Field
from safelight.planning.plan import Gate, GateKind, State


def order_gate(one: Candidate, field: Field) -> Gate | None:
    """Closed while a measure that comes first is neither done, nor declined without harm, nor ready just before.

    Measures of one window wait for each other by their order in it: the one before must itself be free to be done.
    """
    if not one.measure.after:
        return None
    before, unsettled = field.before(one), field.unsettled_before(one)
    opens = [f"“{_title(key, field)}” is done" for key in before if not _is_open(key, one, field)]
    opens += [f"It is asked whether “{field.catalogue.by_id[name].title}” is needed first" for name in unsettled]
    if opens:
        says = "Something else comes first."
        return Gate(kind=GateKind.ORDER, is_open=False, says=says, opens_with=tuple(opens))
    if not before:
        return Gate(kind=GateKind.ORDER, is_open=True, says="Nothing that would have to come first applies here.")
    says = "What comes first is settled: " + "; ".join(_settled(key, field) for key in before) + "."
    return Gate(kind=GateKind.ORDER, is_open=True, says=says)


def _is_open(key: Key, one: Candidate, field: Field) -> bool:
    state = field.states.get(key)
    if state is State.DECLINED:
        return not (one.alerts and one.unsafe)
    return state is State.DONE or (state is State.READY and _same_window(key, one, field))


def _same_window(key: Key, one: Candidate, field: Field) -> bool:
    return one.in_window and field.candidates[key].in_window


def _settled(key: Key, field: Field) -> str:
    how = {State.DONE: "done", State.DECLINED: "declined"}.get(
        field.states[key], "just before it in the same window"
    )
    return f"“{_title(key, field)}” ({how})"


def _title(key: Key, field: Field) -> str:
    title, thing = field.candidates[key].measure.title, field.candidates[key].thing
    return f"{title}: {thing.called}" if thing else title
