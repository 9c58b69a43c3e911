"""The plan of the worked example: a first talk written down in part, a plan drafted, nothing signed yet."""

from typing import Any

import msgspec
from django.utils import timezone

from safelight.desk.cases.models import Case
from safelight.desk.footprint.actions import keep
from safelight.desk.footprint.kept import KeptFootprint, Said, Whose
from safelight.desk.looks import event_of
from safelight.desk.people.models import Person
from safelight.desk.plans import actions
from safelight.desk.plans.models import Deed
from safelight.desk.plans.notes import Note
from safelight.desk.plans.opened import draft_of
from safelight.evidence.audit import Act
from safelight.planning.footprint import Footprint
from safelight.records.moment import now

PURPOSE = (
    "I want to sleep. I want to keep my number, because my sister and work have it. I do not want him to know "
    "that I am doing this before I am ready."
)
AGREED = "Yes. A word only Ines and I know is good."
LATER = "Not the phone yet. It is the only one my sister rings."


def write_plan(case: Case, advisor: Person, investigator: Person, written: Any) -> None:
    """Keep the answers, say who leads, and draft. ``written`` is the example's footprint as it was read."""
    footprint = msgspec.convert(written, Footprint)
    said = Said(whose=Whose.VICTIM, by=advisor.name, at=now())
    keys = (*footprint.answers, *(one.id for one in footprint.things))
    kept = KeptFootprint(footprint=footprint, said=dict.fromkeys(keys, said), things_ever=len(footprint.things))
    keep(case, advisor, kept, domain="people", seen=0)
    actions.lead(case, advisor, advisor)
    actions.allocate(case, advisor, investigator)
    actions.say_purpose(case, advisor, Note(words=PURPOSE, whose="victim"))
    drafted, number = draft_of(case, audit=event_of(investigator, Act.LOOKED_AT_PLAN, case=case.key, what="draft"))
    actions.draft(case, investigator, drafted, footprint=number, seen=0)
    first = drafted.plan.placings[0]
    actions.decide(case, advisor, first.key, Deed.AGREED, Note(words=AGREED, whose="victim"))
    for placing in drafted.plan.placings[:4]:
        due = timezone.localdate(placing.due) if placing.due else None
        actions.give(case, advisor, placing.key, advisor, due)
