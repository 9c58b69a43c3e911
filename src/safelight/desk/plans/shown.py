"""The plan as pages show it: each placing with what people did about it, phase by phase."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone, translation
from django.utils.functional import Promise

from safelight.desk.people.models import Person
from safelight.desk.plans.drafted import Drafted
from safelight.desk.plans.engine import measure_of
from safelight.desk.plans.standing import Standing, TaskStanding
from safelight.desk.plans.words import CHANNELS, GATES, NOTICES, PHASES, ROLES, STATE_TAGS, STATES
from safelight.knowledge.measures import VICTIM_TEXT, Measure, Notice, Phase
from safelight.knowledge.translations import ENGLISH, said_in
from safelight.planning.plan import Gate, GateKind, Landing, Placing, State

HOUSEHOLD = "household"
"""Stands in addresses for no thing in particular."""


@dataclass(frozen=True)
class ShownLanding:
    """Where word of a measure would land."""

    where: Promise
    name: str
    landing: Landing

    @property
    def is_safe(self) -> bool:
        """Whether word may go there."""
        return self.landing.reach.is_safe


@dataclass(frozen=True)
class ShownGate:
    """A gate with its name."""

    name: Promise
    gate: Gate


@dataclass(frozen=True)
class ShownPlacing:
    """One measure for one thing, and what stands about it."""

    placing: Placing
    title: str
    name: str
    measure: Measure | None
    task: TaskStanding
    landings: list[ShownLanding]
    gates: list[ShownGate]

    @property
    def thing_slug(self) -> str:
        """The thing as it stands in addresses."""
        return self.placing.thing or HOUSEHOLD

    @property
    def anchor(self) -> str:
        """Its name on the page."""
        return f"{self.placing.measure}-{self.thing_slug}".lower()

    @property
    def state(self) -> Promise:
        """How it stands, in words."""
        return STATES[self.placing.state]

    @property
    def tag(self) -> str:
        """How its state looks."""
        return STATE_TAGS[self.placing.state]

    @property
    def owner(self) -> str:
        """Who does it: somebody by name, or a role nobody has taken yet."""
        return self.task.owner.name if self.task.owner else str(ROLES[self.placing.owner])

    @property
    def due(self) -> date | None:
        """The day it should be done by: as people agreed, or as the plan says."""
        return self.task.due or (timezone.localdate(self.placing.due) if self.placing.due else None)

    @property
    def notice(self) -> Promise:
        """What the other side can learn."""
        return NOTICES[self.placing.notifies]

    @property
    def is_noticed(self) -> bool:
        """Whether the other side can learn of it without looking for it."""
        return self.placing.notifies >= Notice.AN_ALERT

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do it."""
        return self.placing.state not in {State.DONE, State.DECLINED}

    @property
    def is_late(self) -> bool:
        """Whether its day has passed and nobody has done it."""
        return self.is_open and self.due is not None and self.due < timezone.localdate()

    @property
    def holding(self) -> list[ShownGate]:
        """The gates that hold it while it is open, but for the one that holds the whole plan at its start."""
        if not self.is_open:
            return []
        return [one for one in self.gates if not one.gate.is_open and one.gate.kind is not GateKind.START]

    @property
    def waits_for_start(self) -> bool:
        """Whether safe contact and the danger come before it."""
        return self.is_open and any(not one.gate.is_open and one.gate.kind is GateKind.START for one in self.gates)

    @property
    def victim_text(self) -> str:
        """What to read out, in the language of the page where it is translated."""
        if self.measure is None:
            return ""
        language = translation.get_language() or ENGLISH
        return self.said(said_in(language, VICTIM_TEXT, self.measure.id, self.measure.texts.victim).text)

    @property
    def advisor_text(self) -> str:
        """What the advisor does."""
        return self.said(self.measure.texts.advisor) if self.measure else ""

    @property
    def officer_text(self) -> str:
        """What officers do."""
        return self.said(self.measure.texts.officer) if self.measure else ""

    def said(self, text: str) -> str:
        """A text of the measure with the thing's name in it."""
        return text.replace("{thing}", self.name or "it")


@dataclass(frozen=True)
class ShownGroup:
    """One measure with every thing it is for; in the cut each stands alone, because the order is what matters."""

    placings: list[ShownPlacing]

    @property
    def first(self) -> ShownPlacing:
        """The first of them."""
        return self.placings[0]

    @property
    def is_of_several(self) -> bool:
        """Whether the measure is done to more than one thing."""
        return len(self.placings) > 1


def grouped(placings: Iterable[ShownPlacing]) -> list[ShownGroup]:
    """The placings with those of one measure together, in the order of the first of each."""
    groups: dict[object, list[ShownPlacing]] = {}
    for one in placings:
        alone = one.placing.phase is Phase.CUT or not one.placing.thing
        groups.setdefault(one.placing.key if alone else one.placing.measure, []).append(one)
    return [ShownGroup(each) for each in groups.values()]


@dataclass(frozen=True)
class ShownPhase:
    """One part of the plan."""

    phase: Phase
    title: Promise
    placings: list[ShownPlacing]

    @property
    def groups(self) -> list[ShownGroup]:
        """Its measures, each with the things it is for."""
        return grouped(self.placings)

    @property
    def open(self) -> int:
        """How many are still to be done."""
        return sum(one.is_open for one in self.placings)

    @property
    def done(self) -> int:
        """How many are done and checked."""
        return sum(one.placing.state is State.DONE for one in self.placings)


def shown_phases(drafted: Drafted, standing: Standing) -> list[ShownPhase]:
    """Every phase with something in it, in order."""
    every = list(shown_placings(drafted, standing))
    phases = (ShownPhase(one, PHASES[one], [each for each in every if each.placing.phase is one]) for one in Phase)
    return [one for one in phases if one.placings]


def shown_placings(drafted: Drafted, standing: Standing) -> Iterator[ShownPlacing]:
    """Every placing, in order."""
    for placing in drafted.plan.placings:
        yield shown_placing(drafted, placing, standing)


def shown_placing(drafted: Drafted, placing: Placing, standing: Standing) -> ShownPlacing:
    """One placing in words."""
    return ShownPlacing(
        placing=placing,
        title=drafted.titled(placing),
        name=drafted.name_of(placing.thing),
        measure=measure_of(placing.measure),
        task=standing.task(*placing.key),
        landings=[ShownLanding(CHANNELS[one.channel], drafted.name_of(one.at), one) for one in placing.landings],
        gates=[ShownGate(GATES[one.kind], one) for one in placing.gates],
    )


@dataclass(frozen=True)
class OwnersTasks:
    """What somebody, or a role nobody has taken yet, has to do; the earliest first."""

    owner: str
    is_mine: bool
    tasks: list[ShownPlacing]


def by_owner(placings: Iterator[ShownPlacing], person: Person) -> list[OwnersTasks]:
    """Open tasks by owner, one's own first."""
    owners: dict[str, list[ShownPlacing]] = {}
    for one in placings:
        if one.is_open:
            owners.setdefault(one.owner, []).append(one)
    lists = [
        OwnersTasks(owner, owner == person.name, sorted(tasks, key=_soonest)) for owner, tasks in owners.items()
    ]
    return sorted(lists, key=lambda one: (not one.is_mine, one.owner))


def _soonest(one: ShownPlacing) -> tuple[bool, date, int]:
    return (one.due is None, one.due or date.max, one.placing.order)
