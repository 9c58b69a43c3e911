"""The gates written a second time, without the engine, as its tests hold it to them.

Each takes a plan and the situation it was made from and gives the placings that would break the gate.
"""

from collections.abc import Iterator
from datetime import timedelta

from tests.planning.situations import MEASURES, NOW, QUESTIONS

from safelight.knowledge.answer import Answer
from safelight.knowledge.measures import Phase, Role, Timing
from safelight.planning.footprint import Footprint, Thing, Who
from safelight.planning.plan import GateKind, Placing, Plan, Reach, State
from safelight.planning.situation import Choice, Situation

OPENED_BY = ("recovery_to", "shown_on", "forwards_to")


def ready(plan: Plan, *, but_for: GateKind) -> Iterator[Placing]:
    """What may be done now, without what somebody opened because of imminent danger."""
    for one in plan.in_state(State.READY):
        if not any(gate.kind is but_for and gate.overridden_by for gate in one.gates):
            yield one


def settled(measure: str, thing: str, situation: Situation) -> bool:
    return done(measure, thing, situation) or declined(measure, thing, situation)


def done(measure: str, thing: str, situation: Situation) -> bool:
    return any(one.measure == measure and one.thing in (thing, "") for one in situation.done)


def declined(measure: str, thing: str, situation: Situation) -> bool:
    theirs = MEASURES.by_id[measure].decided_by is Role.VICTIM
    return theirs and chosen(measure, thing, Role.VICTIM, situation) is Choice.DECLINED


def chosen(measure: str, thing: str, by: Role, situation: Situation) -> Choice | None:
    made = [one for one in situation.decisions if (one.measure, one.by) == (measure, by)]
    for at in (thing, ""):
        here = [one for one in made if one.thing == at]
        if here:
            last = max(one.at for one in here)
            careful = [Choice.AGREED, Choice.LATER, Choice.DECLINED]
            return max((one.choice for one in here if one.at == last), key=careful.index)
    return None


def begun_too_early(plan: Plan, situation: Situation) -> list[Placing]:
    starts = [one.id for one in MEASURES.measures if one.starts_all]
    is_begun = all(settled(one, "", situation) for one in starts)
    later = [one for one in ready(plan, but_for=GateKind.START) if one.phase is not Phase.GATE]
    return [] if is_begun else later


def changed_before_kept(plan: Plan, situation: Situation) -> list[Placing]:
    kept = {(one.what, one.thing) for one in situation.sealed}
    refused = {(one.what, one.thing) for one in situation.declined_keeping}
    broken = []
    for one in ready(plan, but_for=GateKind.KEPT):
        for wanted in MEASURES.by_id[one.measure].preserve_first:
            at = "" if wanted.of_household else one.thing
            if (wanted.what, at) not in kept and not {(wanted.what, at), (wanted.what, "")} & refused:
                broken.append(one)
    return broken


def out_of_order(plan: Plan, situation: Situation) -> list[Placing]:
    places = {one.key: one for one in plan.placings}
    broken = []
    for one in plan.placings:
        for name in MEASURES.by_id[one.measure].after:
            before = places.get((name, one.thing)) or places.get((name, ""))
            if before is None:
                continue
            if before.order > one.order:
                broken.append(one)
            overridden = any(gate.kind is GateKind.ORDER and gate.overridden_by for gate in one.gates)
            free = before.state in (State.DONE, State.DECLINED) or (
                before.state is State.READY and before.in_window and one.in_window
            )
            if one.state is State.READY and not overridden and not free:
                broken.append(one)
    phases = [one.phase.rank for one in plan.placings]
    return broken if phases == sorted(phases) else list(plan.placings)


def whole(situation: Situation) -> bool:
    window = situation.window
    if window is None or not window.place_agreed or not window.agreed_by_victim:
        return False
    if NOW - window.begins > timedelta(hours=24):
        return False
    arrest = situation.footprint.answers.get("arrest_planned") in (Answer.YES, Answer.NOT_SURE)
    return any(one.role is Role.ADVISOR for one in window.on_call) and (window.agreed_with_police or not arrest)


def outside_the_window(plan: Plan, situation: Situation) -> list[Placing]:
    cuts_left = [one for one in plan.placings if one.in_window and not settled(*one.key, situation)]
    broken = []
    for one in ready(plan, but_for=GateKind.WINDOW):
        timing = MEASURES.by_id[one.measure].timing
        if (timing is Timing.IN_WINDOW and not whole(situation)) or (timing is Timing.AFTER_WINDOW and cuts_left):
            broken.append(one)
    return broken


def alerting_too_early(plan: Plan, situation: Situation) -> list[Placing]:
    within = within_reach(situation.footprint)
    broken = []
    for one in ready(plan, but_for=GateKind.ALERT):
        measure = MEASURES.by_id[one.measure]
        lands = [each for each in one.landings if not each.reach.is_safe or each.at in within]
        if not lands or measure.meant_to_be_noticed or measure.timing is not Timing.ANY:
            continue
        broken.append(one)
    return broken


def called_safe_but_within_reach(plan: Plan, situation: Situation) -> list[Placing]:
    within = within_reach(situation.footprint)
    landings = [(one, each) for one in plan.placings for each in one.landings]
    return [one for one, each in landings if each.reach is Reach.SAFE and (not each.at or each.at in within)]


def undecided(plan: Plan, situation: Situation) -> list[Placing]:
    broken = []
    for one in plan.in_state(State.READY):
        measure = MEASURES.by_id[one.measure]
        yes = chosen(one.measure, one.thing, measure.decided_by, situation) is Choice.AGREED
        if measure.decided_by is Role.VICTIM:
            window = situation.window
            no_word = chosen(one.measure, one.thing, Role.VICTIM, situation) is None
            yes |= no_word and one.in_window and window is not None and window.agreed_by_victim
        if one.notifies >= 1 and not yes:
            broken.append(one)
    return broken


def against_the_victims_word(plan: Plan, situation: Situation) -> list[Placing]:
    return [one for one in plan.in_state(State.READY, State.HELD, State.REFUSED) if declined(*one.key, situation)]


def opened_without_name_or_reason(plan: Plan, situation: Situation) -> list[Placing]:
    good = {one.name for one in situation.overrides if one.name.strip() and one.reason.strip() and one.at <= NOW}
    return [
        one for one in plan.placings for gate in one.gates if gate.overridden_by and gate.overridden_by not in good
    ]


def within_reach(footprint: Footprint) -> set[str]:
    """Everything the other side may read, by following every link until nothing more is added."""
    found = {one.id for one in footprint.things if _held(one)}
    while True:
        more = {one.id for one in footprint.things if any(set(getattr(one, link)) & found for link in OPENED_BY)}
        if more <= found:
            return found
        found |= more


def _held(thing: Thing) -> bool:
    kind = QUESTIONS.kind(thing.kind)
    assert kind is not None
    unread = "recovery_to" in kind.links and not thing.links_read
    kept = bool(kind.kept_by_other) and thing.answers.get(kind.kept_by_other) is not Answer.NO
    a_sign = thing.seems_in in (Answer.YES, Answer.NOT_SURE)
    theirs = thing.set_up_by is Who.OTHER_SIDE and thing.could_get_in is not Answer.NO
    return unread or kept or a_sign or theirs or thing.could_get_in is not Answer.NO


GATES = (
    begun_too_early,
    changed_before_kept,
    out_of_order,
    outside_the_window,
    alerting_too_early,
    called_safe_but_within_reach,
    undecided,
    against_the_victims_word,
    opened_without_name_or_reason,
)
