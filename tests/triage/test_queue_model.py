"""The simulation of a force: what it must hold to before its figures may be believed."""

import copy
import math
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safelight.knowledge.pack import PACKS, PackRefused, load
from safelight.triage.level import Level
from safelight.triage.queue_model.disciplines import FirstCome, HarmFirst, KnowsAll, Limit, ThreeBands
from safelight.triage.queue_model.force import Force
from safelight.triage.queue_model.incoming import SimulatedCase, incoming, mean_hours, moments_of
from safelight.triage.queue_model.parameters import WEEK_HOURS, Number, QueueModel, queue_model
from safelight.triage.queue_model.trial import outcome_of, trials

MODEL = queue_model()
DOUBLES = MODEL.points_that_double_harm.value
EVERY = [FirstCome(), ThreeBands(), HarmFirst(), KnowsAll(doubles=DOUBLES), Limit(doubles=DOUBLES)]
SEEDS = st.integers(0, 10_000)
FEW = settings(max_examples=15, deadline=None)


def worked(discipline, cases, staff=MODEL.staff, handover_hours=0.25):
    force = Force(staff, discipline, harm_doubles=DOUBLES, handover_hours=handover_hours)
    own = [copy.copy(case) for case in cases]
    force.work_through(own)
    return own, force


def a_week(seed: int, load: float = 0.9) -> list[SimulatedCase]:
    return incoming(MODEL, Random(seed), load=load, weeks=1)


@pytest.mark.parametrize("discipline", EVERY, ids=lambda one: one.name)
@FEW
@given(seed=SEEDS, load=st.floats(0.5, 1.3))
def test_every_case_is_done_once_and_none_before_it_came(discipline, seed, load):
    cases = a_week(seed, load)
    done, force = worked(discipline, cases)
    assert len(done) == len(cases)
    assert all(case.came <= case.begun <= case.done < math.inf for case in done)
    assert all(case.done - case.begun >= case.hours - 1e-6 for case in done)
    assert all(harm >= 0 for harm in force.harm.values())


@FEW
@given(seed=SEEDS)
def test_never_more_people_are_busy_than_are_at_work(seed):
    done, _ = worked(Limit(doubles=DOUBLES), a_week(seed), handover_hours=0)
    worked_hours = sum(case.hours for case in done)
    hours = max(case.done for case in done) - min(case.came for case in done)
    assert worked_hours <= hours * max(MODEL.staff)


@FEW
@given(seed=SEEDS)
def test_first_come_is_first_served(seed):
    done, _ = worked(FirstCome(), a_week(seed))
    begun = [case.begun for case in sorted(done, key=lambda case: case.came)]
    assert begun == sorted(begun)


@FEW
@given(seed=SEEDS, load=st.floats(0.6, 1.1))
def test_nobody_does_better_than_the_limit(seed, load):
    cases = a_week(seed, load)
    harms = [sum(worked(one, cases)[1].harm.values()) for one in EVERY]
    assert harms[-1] <= min(harms) * 1.000001


def test_the_same_seed_gives_the_same_run():
    [once], [again] = (trials(MODEL, [HarmFirst()], range(2), load=0.9) for _ in range(2))
    assert once == again


def test_disciplines_leave_the_cases_as_they_are():
    cases = a_week(1)
    before = [(case.came, case.points, case.begun) for case in cases]
    outcome_of(MODEL, HarmFirst(), cases)
    assert [(case.came, case.points, case.begun) for case in cases] == before


def test_a_queue_without_kinds_waits_as_erlang_says():
    """Poisson arrivals, exponential handling, c people, first come: the mean wait is C(c, a) / (c/s - rate)."""
    people, hours, load = 5, 1.0, 0.85
    random = Random(7)
    flat = tuple([1 / WEEK_HOURS] * WEEK_HOURS)
    rate = load * people / hours
    moments = moments_of(flat, rate * WEEK_HOURS, random, 60)
    cases = [SimulatedCase(came, random.expovariate(1 / hours), 0.0, 0.0) for came in moments]
    done, _ = worked(FirstCome(), cases, staff=[people] * WEEK_HOURS)
    waited = sum(case.begun - case.came for case in done) / len(done)
    assert waited == pytest.approx(erlang_c(people, rate * hours) / (people / hours - rate), rel=0.1)


def erlang_c(people: int, offered: float) -> float:
    """The share of arrivals that wait at all (Erlang, 1917)."""
    busy = offered**people / math.factorial(people) * people / (people - offered)
    return busy / (sum(offered**n / math.factorial(n) for n in range(people)) + busy)


def test_arrivals_follow_the_hours_of_the_week_and_the_load():
    cases = incoming(MODEL, Random(3), load=0.9, weeks=40)
    expected = 0.9 * sum(MODEL.staff) / sum(kind.share * mean_hours(kind) for kind in MODEL.kinds)
    assert len(cases) / 40 == pytest.approx(expected, rel=0.03)
    by_hour = [sum(int(case.came) % 24 == hour for case in cases) for hour in range(24)]
    assert max(by_hour[2:5]) < min(by_hour[9:12]) / 4
    assert sum(case.hours for case in cases) == pytest.approx(0.9 * 40 * sum(MODEL.staff), rel=0.05)


def test_getting_worse_is_heard_of_and_starts_its_own_target():
    case = SimulatedCase(0.0, 1.0, 13.0, 13.0)
    case.worse_at, case.worse_floor, case.worse_heard, case.grows = 5.0, True, True, 12.0
    blocking = [SimulatedCase(-1.0, 50.0, 70.0, 70.0) for _ in range(3)]
    for one in blocking:
        one.seen_floor = Level.IMMEDIATE.rank
        one.weigh(0.0)
        one.came = 0.0
    done, _ = worked(HarmFirst(), [*blocking, case], staff=[3] * WEEK_HOURS)
    assert done[-1].rank == Level.HIGH.rank
    assert done[-1].is_held
    assert done[-1].due == 5.0 + 24
    assert done[-1].is_late


def test_the_goals_hold_at_nine_tenths_load():
    first, ours, known = trials(MODEL, [FirstCome(), HarmFirst(), KnowsAll(doubles=DOUBLES)], range(6), load=0.9)
    assert ours.harm_each_week < first.harm_each_week / 2
    assert ours.harm_each_week < known.harm_each_week * 1.35
    assert ours.runs_without_late_floor == 1.0


def test_wrong_scores_make_no_floor_late():
    wrong = msgspec.structs.replace(MODEL, score_error=number(20.0))
    [ours] = trials(wrong, [HarmFirst()], range(4), load=0.9)
    assert ours.floors_late == 0


def number(value: float) -> Number:
    return msgspec.structs.replace(MODEL.score_error, value=value)


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("share: 0.16", "share: 0.5", "do not add up"),
        ("weekday: 3, weekend: 3", "weekday: 0, weekend: 3", "nobody is at work"),
        ("source: whose-harm", "source: nowhere", "nowhere is not in the list"),
    ],
)
def test_a_pack_that_cannot_be_is_refused(tmp_path, before, after, says):
    written = (PACKS / "queue-model.yaml").read_text("utf-8")
    path = tmp_path / "queue-model.yaml"
    path.write_text(written.replace(before, after, 1), "utf-8")
    with pytest.raises(PackRefused, match=says):
        load(path, QueueModel)
