"""Priority: nothing found can lower a case, floors hold, and every point has its sentence."""

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.signals.context import CaseContext, Child, Order, Owner
from safelight.signals.finding import Finding, OffencePointer, Severity, Strength
from safelight.triage.level import Level
from safelight.triage.priority import REPORTED, weigh

FLOOR_FLAGS = ("threat_to_life", "child_at_risk", "order_breached", "suicide_risk", "suicide_pressure")
FLAGS = (*FLOOR_FLAGS, "imminent", "escalating", "ongoing", "night", "unheard_of")
NOBODY = CaseContext()


def finding(identity: str = "f1", **changes: object) -> Finding:
    plain = Finding(
        id=identity,
        signal="pursuit",
        version="1",
        harm="pursuit",
        claim="Contact appears to have gone on.",
        severity=Severity.MEDIUM,
        strength=Strength.MODERATE,
        probability=0.6,
        records=("r1",),
    )
    return msgspec.structs.replace(plain, **changes)


FINDINGS = st.builds(
    finding,
    st.uuids().map(str),
    signal=st.sampled_from(["pursuit", REPORTED]),
    harm=st.sampled_from(["threats", "pursuit", "control", "exposure", "something new"]),
    severity=st.sampled_from(Severity),
    strength=st.sampled_from(Strength),
    probability=st.floats(0, 1),
    flags=st.lists(st.sampled_from(FLAGS), max_size=3, unique=True).map(tuple),
    offences=st.sampled_from([(), (OffencePointer("pha-1997-s2a", ()),), (OffencePointer("ta-1968-s21", ()),)]),
)
CONTEXTS = st.builds(
    CaseContext,
    owner=st.builds(Owner, age=st.none() | st.integers(0, 90)),
    children=st.lists(st.just(Child(name="A")), max_size=2).map(tuple),
    orders=st.lists(st.just(Order(kind="bail", starts=date(2026, 1, 1))), max_size=2).map(tuple),
)
WAITING = st.none() | st.timedeltas(timedelta(0), timedelta(days=40))


@given(st.lists(FINDINGS, max_size=5), FINDINGS, CONTEXTS, WAITING)
def test_one_more_finding_never_lowers(findings, further, context, waiting):
    before = weigh(findings, context, waiting=waiting)
    after = weigh([*findings, further], context, waiting=waiting)
    assert after.score >= before.score
    assert after.level.rank >= before.level.rank


@given(st.lists(FINDINGS, max_size=5), CONTEXTS, WAITING, st.randoms())
def test_the_order_of_findings_and_repeats_do_not_matter(findings, context, waiting, chance):
    shuffled = [*findings, *findings]
    chance.shuffle(shuffled)
    assert weigh(shuffled, context, waiting=waiting) == weigh(findings, context, waiting=waiting)


@given(st.lists(FINDINGS, min_size=1, max_size=4), st.text(max_size=60), CONTEXTS)
def test_no_text_can_move_a_case(findings, text, context):
    told = [
        msgspec.structs.replace(one, claim=text, reasons=(text,), limits=(text,), records=(text,))
        for one in findings
    ]
    moved, before = weigh(told, context, waiting=None), weigh(findings, context, waiting=None)
    assert (moved.level, moved.score) == (before.level, before.score)
    assert [term.points for term in moved.terms] == [term.points for term in before.terms]
    assert [floor.level for floor in moved.floors] == [floor.level for floor in before.floors]


@given(st.lists(FINDINGS, max_size=4), CONTEXTS, WAITING)
def test_the_score_is_the_sum_of_its_terms_and_each_has_a_sentence(findings, context, waiting):
    priority = weigh(findings, context, waiting=waiting)
    assert priority.score == pytest.approx(sum(term.points for term in priority.terms), abs=0.05)
    assert all(term.points >= 0 for term in priority.terms)
    assert all(reason.endswith(".") for reason in priority.reasons)
    assert not any("points" in reason for reason in priority.reasons)
    assert all(term.arithmetic.endswith(".") for term in priority.terms)
    known = {one.id for one in findings}
    assert all(set(part.findings) <= known for part in (*priority.terms, *priority.floors))


@given(st.lists(FINDINGS, max_size=3), CONTEXTS, st.timedeltas(timedelta(0), timedelta(days=40)))
def test_waiting_longer_never_lowers(findings, context, waiting):
    now = weigh(findings, context, waiting=waiting)
    later = weigh(findings, context, waiting=waiting + timedelta(days=1))
    assert later.score >= now.score


@given(st.lists(FINDINGS, max_size=3), st.sampled_from(FLOOR_FLAGS))
def test_a_floor_holds_whatever_else_there_is(findings, flag):
    faint = finding("faint", severity=Severity.LOW, strength=Strength.MODERATE, harm="links", flags=(flag,))
    priority = weigh([*findings, faint], NOBODY, waiting=None)
    assert priority.level.rank >= Level.HIGH.rank
    assert any("faint" in floor.findings for floor in priority.floors)


@pytest.mark.parametrize("flag", ["threat_to_life", "suicide_risk", "child_at_risk"])
def test_a_danger_to_life_or_a_child_well_borne_out_is_immediate(flag):
    strong = finding(flags=(flag,), strength=Strength.STRONG)
    assert weigh([strong], NOBODY, waiting=None).level is Level.IMMEDIATE


@pytest.mark.parametrize("flag", FLOOR_FLAGS)
def test_weak_signs_lift_a_case_and_never_make_it_immediate(flag):
    weak = finding(strength=Strength.WEAK, severity=Severity.LOW, flags=(flag,))
    priority = weigh([weak], NOBODY, waiting=None)
    assert priority.level is Level.MEDIUM
    assert priority.reasons[0].startswith("On weak signs only")


def test_very_grave_stalking_well_borne_out_is_high_by_itself():
    stalking = finding(severity=Severity.VERY_HIGH, strength=Strength.STRONG, flags=("night",))
    priority = weigh([stalking], NOBODY, waiting=None)
    assert priority.level is Level.HIGH
    assert priority.reasons[0].startswith(stalking.claim)


def test_nothing_found_is_none_and_says_it_is_no_proof():
    priority = weigh([], CaseContext(owner=Owner(age=9)), waiting=timedelta(days=90))
    assert priority.level is Level.NONE
    assert priority.score == 0
    assert "not proof" in priority.reasons[0]


def test_a_child_weighs_more_than_an_adult():
    scores = [weigh([finding()], CaseContext(owner=Owner(age=age)), waiting=None).score for age in (40, 16, 10)]
    assert scores == sorted(set(scores))


def test_the_published_index_is_a_small_term_and_cannot_bury_stalking():
    stalking = finding(
        severity=Severity.HIGH, strength=Strength.STRONG, offences=(OffencePointer("pha-1997-s2a", ()),)
    )
    priority = weigh([stalking], NOBODY, waiting=None)
    index = next(term for term in priority.terms if term.name == "index")
    assert index.points < 0.1 * priority.score


COURSE = ("pursuit", "control", "extortion", "intrusion")


@pytest.mark.parametrize("family", COURSE)
def test_threats_in_a_course_of_conduct_are_immediate(family):
    threat, course = finding("threat", harm="threats"), finding("course", harm=family)
    assert weigh([threat], NOBODY, waiting=None).level.rank < Level.IMMEDIATE.rank
    priority = weigh([threat, course], NOBODY, waiting=None)
    assert priority.level is Level.IMMEDIATE
    assert priority.floors[0].findings == ("course", "threat")


@pytest.mark.parametrize("faint", ["threats", "pursuit"])
def test_a_weak_threat_or_a_weak_course_makes_nothing_immediate(faint):
    both = [
        finding(harm, harm=harm, strength=Strength.WEAK if harm == faint else Strength.STRONG)
        for harm in ("threats", "pursuit")
    ]
    priority = weigh(both, NOBODY, waiting=None)
    assert not priority.floors
    assert priority.level.rank < Level.IMMEDIATE.rank


def test_what_was_only_reported_makes_no_course():
    both = [finding("threat", harm="threats"), finding("told", signal=REPORTED, records=())]
    assert not weigh(both, NOBODY, waiting=None).floors


def test_many_kinds_of_harm_without_a_danger_are_high_and_not_immediate():
    kinds = [finding(harm, harm=harm, severity=Severity.HIGH) for harm in ("control", "fraud", "pursuit")]
    priority = weigh(kinds, NOBODY, waiting=None)
    assert priority.score > 50
    assert priority.level is Level.HIGH


def test_self_harm_that_may_press_names_the_writer_and_stands_after_the_threats():
    pressed = finding("p", harm="threats", flags=("suicide_risk", "suicide_pressure"))
    priority = weigh([pressed, finding("course")], NOBODY, waiting=None)
    assert [floor.flag for floor in priority.floors] == ["threats_in_a_course", "suicide_pressure"]
    assert priority.reasons[1].startswith("The person who writes may be at risk")
    alone = weigh([pressed], NOBODY, waiting=None)
    assert alone.level is Level.IMMEDIATE
    spoken = weigh([pressed, finding("s", harm="suicide_risk", flags=("suicide_risk",))], NOBODY, waiting=None)
    assert [floor.flag for floor in spoken.floors] == ["suicide_risk", "suicide_pressure"]


@pytest.mark.parametrize(("strength", "level"), [(Strength.WEAK, Level.MEDIUM), (Strength.MODERATE, Level.HIGH)])
def test_a_childs_age_beside_weak_signs_alone_makes_no_case_high(strength, level):
    child = CaseContext(owner=Owner(age=14))
    found = finding(harm="threats", severity=Severity.HIGH, strength=strength)
    assert weigh([found], child, waiting=None).level is level
