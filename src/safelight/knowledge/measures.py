"""The measures: what can be done, by whom, when it applies, who would notice, and what must be kept first.

A measure is a row of a pack. The plan engine (``safelight.planning``) chooses, orders and holds back; it knows no
measure by name.
"""

from datetime import date
from enum import IntEnum, StrEnum

import msgspec

from safelight.knowledge.condition import ALWAYS, Condition
from safelight.knowledge.offences import Mark


class Phase(StrEnum):
    """The seven parts of a plan, in their order."""

    GATE = "gate"
    QUIET_LOOK = "quiet_look"
    SAFE_WORLD = "safe_world"
    CUT = "cut"
    CONTACT_AND_CONTENT = "contact_and_content"
    ACTION = "action"
    REVIEW = "review"

    @property
    def rank(self) -> int:
        """The place in the order, from nought."""
        return list(Phase).index(self)


class Role(StrEnum):
    """Who does a measure. The advisor is the independent domestic violence advisor or stalking advocate."""

    VICTIM = "victim"
    ADVISOR = "advisor"
    INVESTIGATOR = "investigator"
    OFFICER = "officer"
    PLATFORM = "platform"
    SCHOOL = "school"


class Notice(IntEnum):
    """What the other side can learn from a measure being done."""

    NOTHING = 0
    ONLY_BY_LOOKING = 1
    AN_ALERT = 2
    TOLD_DIRECTLY = 3


class Channel(StrEnum):
    """Where word of a change may go. The engine resolves each to things of the footprint, one after the other."""

    ACCOUNT = "account"
    """A notice inside the account, seen on whatever is signed in to it."""
    ALERT_ADDRESS = "alert_address"
    """The address or number on file for alerts."""
    RECOVERY = "recovery"
    """The recovery address or number on file."""
    SECOND_FACTOR = "second_factor"
    """The device or number that gets the codes."""
    FAMILY_GROUP = "family_group"
    """The organiser or parent of the family group."""
    CONTRACT_HOLDER = "contract_holder"
    """Whoever the contract, the bank account or the title is in the name of."""
    MEMBERS = "members"
    """Other people who share it or are members of it."""
    OTHER_SIDE = "other_side"
    """The other side itself: told, or left without something that worked before."""


class Timing(StrEnum):
    """How a measure stands to the window: the planned hours in which access is cut."""

    ANY = "any"
    IN_WINDOW = "in_window"
    AFTER_WINDOW = "after_window"


class When(StrEnum):
    """What the time for a measure counts from."""

    START = "start"
    """The start of the plan; within ``hours``."""
    WINDOW = "window"
    """The window; within ``hours`` of its beginning."""
    EVENT = "event"
    """As soon as what it is for happens."""
    AGREED = "agreed"
    """A time that is agreed in the plan."""
    CLOSING = "closing"
    """When the case is closed."""


class HowSoon(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The time for a measure. ``hours`` is set where it counts from the start or the window."""

    counted_from: When
    hours: int | None = None


class Reversible(StrEnum):
    """Whether a measure can be taken back."""

    YES = "yes"
    IN_PART = "in_part"
    NO = "no"


class Preserve(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that must be sealed, or declined by the victim on record, before a measure is done."""

    what: str
    """One of the pack's ``materials``: for example ``session_list``."""
    of_household: bool = False
    """Kept once for the whole household; otherwise once for each thing the measure is done to."""


class Texts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to do, for each reader. ``{thing}`` stands for what the victim calls the thing.

    ``victim`` is in plain words that a child of nine to eleven can read.
    """

    victim: str
    advisor: str
    officer: str


VICTIM_TEXT = "measures.victim"
"""What packs of translations call the victim's texts."""


class Measure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing that can be done. See the fields; the wording is ours."""

    id: str
    title: str
    domains: tuple[str, ...]
    phase: Phase
    for_each: tuple[str, ...] = ()
    """The kinds of thing it is done to, once for each; empty: once for the whole household."""
    applies_when: Condition = ALWAYS
    who: tuple[Role, ...]
    """The first one owns it; the others help."""
    decided_by: Role = Role.VICTIM
    """Whose yes it needs where the other side could notice. The police decide their own acts, and tell first."""
    how_soon: HowSoon
    notifies: Notice
    """The most that the other side can learn from it."""
    notifies_at_least: Notice = Notice.NOTHING
    alert_to: tuple[Channel, ...] = ()
    """Where word of it may go, where no platform fact says better; every alert has at least one."""
    event: str = ""
    """What the platform sees happen; platform facts say for each platform where it sends word of that."""
    looks_up: tuple[str, ...] = ()
    """Events of platform facts that say where something is: ``session_list``, ``download``, ``log_out_others``."""
    meant_to_be_noticed: bool = False
    """The other side is meant to learn of it: a term of bail, a clear “do not contact me”."""
    starts_all: bool = False
    """Nothing outside the gate phase begins before it is done."""
    danger: str
    """What can go wrong by doing it; said to officers and advisors."""
    preserve_first: tuple[Preserve, ...] = ()
    after: tuple[str, ...] = ()
    """Measures that come first where they apply, on the same thing or for the household."""
    timing: Timing = Timing.ANY
    done_when: str
    """The check that makes it done. Doing it without the check is not done."""
    reversible: Reversible
    texts: Texts
    sources: tuple[str, ...]
    verified_on: date
    """The day somebody last compared it with its sources."""
    mark: Mark
    """How sure it is."""

    @property
    def owner(self) -> Role:
        """Who is answerable for it."""
        return self.who[0]

    @property
    def alerts(self) -> bool:
        """Whether word of it may go out."""
        return self.notifies >= Notice.AN_ALERT
