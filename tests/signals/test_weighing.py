"""The model is plain sums: every sign can be read out, and no sign can be smuggled in."""

import math

from hypothesis import given
from hypothesis import strategies as st

from safelight.signals.finding import Strength
from safelight.signals.weighing import MOST, Sign, Weights

MODEL = Weights(
    start=-2.0,
    weak_from=0.25,
    moderate_from=0.5,
    strong_from=0.75,
    most_unknown=0.7,
    signs={
        "shouts": Sign("somebody shouts", 3.0),
        "laughs": Sign("somebody laughs", -1.5),
        "quiet": Sign("nothing", 0.0),
    },
)
NAMES = st.lists(st.sampled_from([*MODEL.signs, "unknown"]))


def test_weights_add_up():
    assert MODEL.probability(["shouts"]) == round(1 / (1 + math.exp(-1.0)), 3)


@given(NAMES)
def test_order_repetition_and_unknown_signs_change_nothing(names):
    plain = {name for name in names if name in MODEL.signs}
    assert MODEL.probability(names) == MODEL.probability(plain) == MODEL.probability([*reversed(names), *names])


def test_a_program_is_never_nearly_certain():
    certain = Weights(start=50.0, weak_from=0.2, moderate_from=0.5, strong_from=0.8, most_unknown=0.7, signs={})
    assert certain.probability([]) == MOST


def test_too_little_is_not_said():
    assert MODEL.strength(0.2) is None
    assert [MODEL.strength(each) for each in (0.25, 0.5, 0.75)] == list(Strength)


def test_reasons_say_for_and_against_the_weightiest_first():
    assert MODEL.reasons(["laughs", "quiet", "shouts"]) == (
        "Speaks for: somebody shouts.",
        "Speaks against: somebody laughs.",
    )
