"""The engine with the packs that ship with this version."""

from datetime import datetime

from safelight.knowledge.catalogue import Material, catalogue
from safelight.knowledge.measures import Measure
from safelight.knowledge.platform_facts import platform_facts
from safelight.planning.plan import Plan
from safelight.planning.planner import plan_of
from safelight.planning.situation import Situation


def make_plan(situation: Situation, *, as_at: datetime) -> Plan:
    """What the engine makes of a situation."""
    return plan_of(situation, catalogue(), platform_facts(), as_at=as_at)


def measure_of(id: str) -> Measure | None:  # noqa: A002 - the pack's own word
    """The measure with this id."""
    return catalogue().by_id.get(id)


def material_of(id: str) -> Material | None:  # noqa: A002 - the pack's own word
    """The material with this id."""
    return next((one for one in catalogue().materials if one.id == id), None)
