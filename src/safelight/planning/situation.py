"""What a plan is made from: the footprint, what is sealed, what was decided, and who is on call."""

from datetime import datetime
from enum import StrEnum

import msgspec

from safelight.knowledge.measures import Role
from safelight.planning.footprint import Footprint


class Sealed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that is kept: a material, of a thing or (``thing`` empty) of the whole household."""

    what: str
    thing: str = ""
    exhibit: str = ""
    """The reference of the exhibit it is in, for example ``AB/1``."""


class Choice(StrEnum):
    """What the victim decided."""

    AGREED = "agreed"
    DECLINED = "declined"
    LATER = "later"


class Decision(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was decided about a measure. ``thing`` empty: for everything the measure would be done to.

    A decision about one thing stands over one about all. The same measure and thing decided twice: the later
    ``at`` counts, and of two at the same moment the more careful one.
    """

    measure: str
    thing: str = ""
    choice: Choice
    by: Role = Role.VICTIM
    words: str = ""
    """In the victim's own words. Content."""
    recorded_by: str = ""
    at: datetime


class DeclinedKeeping(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The victim decided that something is not to be kept before it changes. That is theirs to decide."""

    what: str
    thing: str = ""
    words: str = ""
    recorded_by: str
    at: datetime


class Done(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A measure whose check was made. ``found_nothing`` records a look that found nothing: a result too."""

    measure: str
    thing: str = ""
    checked_by: str
    at: datetime
    found_nothing: bool = False


class OnCall(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody who can be reached while access is cut."""

    name: str
    role: Role


class WindowPlan(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The planned hours of the cut. It is open only where every field says so."""

    begins: datetime
    place_agreed: bool = False
    """Whether the victim has a place to be safe that night; the place itself stands nowhere here."""
    on_call: tuple[OnCall, ...] = ()
    agreed_by_victim: bool = False
    agreed_with_police: bool = False
    """Asked for where an arrest or a search is planned: the cut must not warn anybody before it."""


class Override(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Imminent danger to life: somebody with a name opens gates, for a reason, on record.

    ``measures`` empty: all. It never opens what the victim declined or has not agreed to.
    """

    name: str
    role: Role
    reason: str
    at: datetime
    measures: tuple[str, ...] = ()


class Situation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All of it. The order within each list means nothing to the plan."""

    footprint: Footprint = Footprint()
    begun: datetime
    """When the plan was begun (aware)."""
    sealed: tuple[Sealed, ...] = ()
    declined_keeping: tuple[DeclinedKeeping, ...] = ()
    decisions: tuple[Decision, ...] = ()
    done: tuple[Done, ...] = ()
    flags: tuple[str, ...] = ()
    """Flags of findings that a person accepted, and of the risk assessment: ``threat_to_life`` …"""
    orders: tuple[str, ...] = ()
    """Orders and bail in force, in words."""
    window: WindowPlan | None = None
    overrides: tuple[Override, ...] = ()
