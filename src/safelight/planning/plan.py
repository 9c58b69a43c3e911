"""A plan: every measure that applies, where it stands and why, and what holds it."""

from datetime import date, datetime
from enum import StrEnum

import msgspec

from safelight.knowledge.measures import Channel, Notice, Phase, Role
from safelight.planning.situation import OnCall, Override


class Reach(StrEnum):
    """Whether the other side can read or use a thing, itself or by way of what it depends on."""

    OTHER_SIDE = "other_side"
    MAYBE = "maybe"
    """Somebody was asked and is not sure: a risk."""
    NOT_KNOWN = "not_known"
    """Nobody has looked yet: treated as a risk, and said so."""
    SAFE = "safe"

    @property
    def is_safe(self) -> bool:
        """Whether word may go there."""
        return self is Reach.SAFE


class Landing(msgspec.Struct, frozen=True, kw_only=True):
    """Where word of a measure would land, and how it would get into the wrong hands."""

    channel: Channel
    at: str
    """The id of the thing it lands at; empty where that is not known or is no thing."""
    reach: Reach
    path: tuple[str, ...]
    """The ids it goes by, from where it lands to what the other side can use."""
    says: str


class GateKind(StrEnum):
    """The gates. Each is a rule of its own; ``planning.gates`` has them."""

    START = "start"
    """Safe contact and the danger are settled before anything else is begun."""
    KEPT = "kept"
    """What a measure destroys or changes is sealed first, or keeping it was declined on record."""
    ORDER = "order"
    """What must come first has been done."""
    ALERT = "alert"
    """No word of it reaches the other side too early."""
    WINDOW = "window"
    """A cut is made in one planned window with people on call and a place to be."""
    DECISION = "decision"
    """Whoever decides has said yes."""


class Gate(msgspec.Struct, frozen=True, kw_only=True):
    """One gate a measure goes through, and why it is open or held."""

    kind: GateKind
    is_open: bool
    says: str
    """Why it is open, or what holds it."""
    opens_with: tuple[str, ...] = ()
    """What would open it, in sentences."""
    overridden_by: str = ""
    """The name of whoever opened it in imminent danger."""


class State(StrEnum):
    """How a placing stands."""

    READY = "ready"
    """No gate holds it: it may be done now, and a cut from its ``not_before`` on."""
    HELD = "held"
    """Waits for a gate that the plan itself can open."""
    REFUSED = "refused"
    """Would alert the other side too early, and nothing that is planned before it changes that."""
    DONE = "done"
    DECLINED = "declined"
    """The victim decided against it; nobody does it, and it may be asked about again."""


class Placing(msgspec.Struct, frozen=True, kw_only=True):
    """One measure in the plan, for one thing or (``thing`` empty) for the whole household."""

    measure: str
    thing: str
    title: str
    phase: Phase
    order: int
    """The place in the plan, from 1."""
    owner: Role
    helpers: tuple[Role, ...]
    due: datetime | None
    """When it is due; ``None`` where that is agreed in the plan or hangs on something that has not happened."""
    due_says: str
    not_before: datetime | None = None
    """The beginning of the window, for a cut whose window is planned."""
    notifies: Notice
    state: State
    why: tuple[str, ...]
    """Why it is in the plan and why here."""
    gates: tuple[Gate, ...]
    landings: tuple[Landing, ...]
    in_window: bool
    facts: tuple[str, ...] = ()
    """The platform facts it rests on."""
    old_facts: tuple[str, ...] = ()
    """Those of them that should have been looked at again; the worst was assumed."""

    @property
    def key(self) -> tuple[str, str]:
        """What a task for it is known by: the measure and the thing."""
        return self.measure, self.thing

    @property
    def held_by(self) -> tuple[Gate, ...]:
        """The gates that hold it."""
        return tuple(gate for gate in self.gates if not gate.is_open)


class CutWindow(msgspec.Struct, frozen=True, kw_only=True):
    """The one window in which access is cut, in the order in which it is done."""

    begins: datetime | None
    on_call: tuple[OnCall, ...]
    placings: tuple[tuple[str, str], ...]
    """Keys of the placings, in order."""
    groups: tuple[tuple[str, ...], ...]
    """Ids of things that hang together and so are cut together, in order."""
    lacks: tuple[str, ...]
    """What it needs before it can be opened, in sentences."""


class ToAsk(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is not known and should be asked next."""

    question: str
    """The id of the question in the footprint pack."""
    thing: str
    was: str
    """``not_asked`` or ``not_sure``."""
    why: str
    waits: tuple[str, ...]
    """Measures that hang on the answer."""


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What to do, in order, with reasons. It decides nothing: people do."""

    as_at: datetime
    placings: tuple[Placing, ...]
    window: CutWindow | None
    overrides: tuple[Override, ...]
    to_ask: tuple[ToAsk, ...]
    warnings: tuple[str, ...]
    """What whoever reads the plan must know first: old facts, imminent danger, an override in force."""
    catalogue_as_at: date
    facts_as_at: date

    def of_phase(self, phase: Phase) -> tuple[Placing, ...]:
        """The placings of a phase, in order."""
        return tuple(one for one in self.placings if one.phase is phase)

    def in_state(self, *states: State) -> tuple[Placing, ...]:
        """The placings in some states, in order."""
        return tuple(one for one in self.placings if one.state in states)

    def placing(self, measure: str, thing: str = "") -> Placing | None:
        """The placing of a measure for a thing."""
        return next((one for one in self.placings if one.key == (measure, thing)), None)
