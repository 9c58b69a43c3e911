"""Where alerts land: by the links on file, by what platforms do, and with old facts at their worst."""

from datetime import timedelta

import msgspec
import pytest
from tests.planning.situations import BEGUN, MEASURES, NOW, QUESTIONS

from safelight.knowledge.answer import Answer
from safelight.knowledge.measures import Channel, Notice
from safelight.knowledge.platform_facts import platform_facts
from safelight.planning.footprint import Footprint, Thing, Who
from safelight.planning.plan import GateKind, Placing, Reach, State
from safelight.planning.planner import plan_of
from safelight.planning.reach import ReachMap
from safelight.planning.situation import Choice, Decision, Done, Situation

FACTS = platform_facts()
LOOK = "look-at-sessions"


def mail(name: str, **fields) -> Thing:
    given = {"platform": "google", "could_get_in": Answer.NO, "links_read": True} | fields
    return Thing(id=name, kind="email", **given)


def looked(*things: Thing, at: str = "mail", on=NOW) -> Placing:
    """The step of looking at who is signed in, with all that comes before it done and agreed."""
    done = [Done(measure=one, checked_by="A", at=BEGUN) for one in ("safe-contact", "danger-now", "read-recovery")]
    situation = Situation(
        begun=BEGUN,
        footprint=Footprint(things=things),
        done=tuple(done),
        decisions=(Decision(measure=LOOK, choice=Choice.AGREED, at=BEGUN),),
    )
    found = plan_of(situation, MEASURES, FACTS, as_at=on).placing(LOOK, at)
    assert found
    return found


def test_it_is_ready_where_every_alert_lands_safely():
    assert looked(mail("mail", recovery_to=("spare",)), mail("spare")).state is State.READY


def test_it_is_refused_where_the_recovery_address_is_the_other_sides():
    step = looked(mail("mail", recovery_to=("old",)), mail("old", could_get_in=Answer.YES))
    assert step.state is State.REFUSED
    held = next(gate for gate in step.held_by if gate.kind is GateKind.ALERT)
    assert held.says == "Too early: word of it could reach the other side by way of “old”."
    assert held.opens_with == ("Word of it goes elsewhere, or “old” is out of the other side's reach",)


def test_the_way_is_followed_through_mailboxes_and_devices():
    step = looked(
        mail("mail", recovery_to=("second",)),
        mail("second", forwards_to=("third",)),
        mail("third", shown_on=("tablet",)),
        Thing(id="tablet", kind="tablet", could_get_in=Answer.YES),
    )
    landing = next(one for one in step.landings if one.channel is Channel.RECOVERY)
    assert landing.path == ("second", "third", "tablet")
    assert landing.reach is Reach.OTHER_SIDE
    assert "“second” passes a copy on to “third”. “third” is shown on “tablet”." in landing.says


@pytest.mark.parametrize(
    ("fields", "reach"),
    [
        ({}, Reach.SAFE),
        ({"could_get_in": Answer.YES}, Reach.OTHER_SIDE),
        ({"could_get_in": Answer.NOT_SURE}, Reach.MAYBE),
        ({"could_get_in": Answer.NOT_ASKED}, Reach.NOT_KNOWN),
        ({"seems_in": Answer.YES}, Reach.OTHER_SIDE),
        ({"seems_in": Answer.NOT_SURE}, Reach.MAYBE),
        ({"seems_in": Answer.NO}, Reach.SAFE),
        ({"links_read": False}, Reach.NOT_KNOWN),
        ({"set_up_by": Who.OTHER_SIDE}, Reach.SAFE),
        ({"set_up_by": Who.OTHER_SIDE, "could_get_in": Answer.NOT_ASKED}, Reach.OTHER_SIDE),
        ({"recovery_to": ("mail",)}, Reach.SAFE),
        ({"recovery_to": ("nobody knows",)}, Reach.NOT_KNOWN),
    ],
)
def test_how_far_a_thing_is_within_reach(fields, reach):
    assert ReachMap(Footprint(things=(mail("mail", **fields),)), QUESTIONS).of("mail").reach is reach


def test_mailboxes_that_lead_back_into_each_other_end():
    things = (mail("mail", recovery_to=("b",)), mail("b", recovery_to=("mail",), could_get_in=Answer.NOT_SURE))
    reach = ReachMap(Footprint(things=things), QUESTIONS)
    assert reach.of("mail").reach is reach.of("b").reach is Reach.MAYBE


def test_whoever_runs_a_group_is_told_without_any_password():
    group = Thing(
        id="group", kind="family_group", could_get_in=Answer.NO, answers={"organiser_is_other": Answer.YES}
    )
    assert ReachMap(Footprint(things=(group,)), QUESTIONS).of("group").reach is Reach.OTHER_SIDE


def test_a_fact_past_its_day_is_said_and_the_worst_is_assumed():
    chat = Thing(id="chat", kind="messenger", platform="whatsapp", answers={"contact_here": Answer.YES})
    situation = Situation(begun=BEGUN, footprint=Footprint(things=(chat,)))
    worst = tuple(
        msgspec.structs.replace(one, notifies=Notice.TOLD_DIRECTLY, alert_to=(Channel.OTHER_SIDE,))
        if one.id == "report-in-chat-app"
        else one
        for one in MEASURES.measures
    )
    measures = msgspec.structs.replace(MEASURES, measures=worst)
    fresh = plan_of(situation, measures, FACTS, as_at=NOW)
    old = plan_of(situation, measures, FACTS, as_at=NOW + timedelta(days=200))
    now, later = (plan.placing("report-in-chat-app", "chat") for plan in (fresh, old))
    assert now
    assert later
    assert (now.notifies, now.old_facts) == (Notice.NOTHING, ())
    assert (later.notifies, later.old_facts) == (Notice.TOLD_DIRECTLY, ("whatsapp-report",))
    assert any("WhatsApp should have been looked at again" in one for one in old.warnings)
    assert any("The measures should have been looked at again" in one for one in old.warnings)
    assert fresh.warnings == ()
