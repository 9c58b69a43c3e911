"""A plan as it is sealed: what it was made from, and what the engine made of it."""

import msgspec

from safelight.planning.plan import Placing, Plan, State
from safelight.planning.situation import Situation


class Drafted(msgspec.Struct, frozen=True, kw_only=True):
    """One version of the plan, whole."""

    situation: Situation
    plan: Plan

    @property
    def placed(self) -> int:
        """How many measures are in it."""
        return len(self.plan.placings)

    @property
    def held(self) -> int:
        """How many of them wait, or are refused for now."""
        return len(self.plan.in_state(State.HELD, State.REFUSED))

    def name_of(self, thing: str) -> str:
        """What the victim calls a thing; empty where the measure is for the whole household."""
        found = self.situation.footprint.thing(thing) if thing else None
        return found.called if found else ""

    def titled(self, placing: Placing) -> str:
        """The measure and the thing it is for."""
        name = self.name_of(placing.thing)
        return f"{placing.title}: {name}" if name and name not in placing.title else placing.title
