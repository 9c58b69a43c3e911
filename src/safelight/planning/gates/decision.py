"""Whoever decides has said yes."""

from safelight.knowledge.measures import Notice, Role
from safelight.planning.candidate import Candidate
from safelight.planning.field import Field
from safelight.planning.plan import Gate, GateKind
from safelight.planning.situation import Choice

ROLES = {
    Role.VICTIM: "The victim",
    Role.ADVISOR: "The advisor",
    Role.INVESTIGATOR: "The digital media investigator",
    Role.OFFICER: "The officer in the case",
    Role.PLATFORM: "The platform",
    Role.SCHOOL: "The school",
}


def decision_gate(one: Candidate, field: Field) -> Gate | None:
    """Closed for whatever could be noticed until whoever decides says yes; *later* closes it again."""
    decides = one.measure.decided_by
    return _victim(one, field) if decides is Role.VICTIM else _other(one, field, decides)


def _victim(one: Candidate, field: Field) -> Gate | None:
    choice = field.known.choice(one.measure.id, one.at, by=Role.VICTIM)
    if choice is Choice.LATER:
        return _held("The victim wants to decide about this later.")
    if choice is Choice.AGREED:
        return Gate(kind=GateKind.DECISION, is_open=True, says="The victim said yes to it.")
    if one.notifies < Notice.ONLY_BY_LOOKING:
        return _unnoticed(one)
    window = field.known.situation.window
    if one.in_window and window is not None and window.agreed_by_victim:
        return Gate(kind=GateKind.DECISION, is_open=True, says="The victim said yes to the window it is part of.")
    return _held("It could be noticed, so it waits for the victim's yes.")


def _other(one: Candidate, field: Field, decides: Role) -> Gate | None:
    if field.known.choice(one.measure.id, one.at, by=decides) is Choice.AGREED:
        return Gate(kind=GateKind.DECISION, is_open=True, says=f"{ROLES[decides]} decided it.")
    wish = field.known.choice(one.measure.id, one.at, by=Role.VICTIM)
    if wish in (Choice.DECLINED, Choice.LATER):
        says = "The victim asked that it not be done now."
    elif one.notifies >= Notice.ONLY_BY_LOOKING:
        says = f"It could be noticed. {ROLES[decides]} decides it and tells the victim first."
    else:
        return _unnoticed(one)
    opens = f"{ROLES[decides]} records the decision and that the victim was told"
    return Gate(kind=GateKind.DECISION, is_open=False, says=says, opens_with=(opens,))


def _unnoticed(one: Candidate) -> Gate | None:
    """No yes is needed; said only where the pack says that it might be noticed elsewhere."""
    if one.measure.notifies < Notice.ONLY_BY_LOOKING:
        return None
    says = "By what is known of the platform, the other side learns nothing from it."
    return Gate(kind=GateKind.DECISION, is_open=True, says=says)


def _held(says: str) -> Gate:
    return Gate(kind=GateKind.DECISION, is_open=False, says=says, opens_with=("The victim says yes, on record",))
