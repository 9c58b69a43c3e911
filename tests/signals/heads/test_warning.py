"""An early warning grows with what is said and found, and is learned so that few harmless conversations raise one."""

import msgspec
import numpy as np
import pytest
from tests.signals.heads.lessons import corpus

from safelight.signals.context import CaseContext
from safelight.signals.finding import Finding, Severity, Strength
from safelight.signals.heads import message_scores
from safelight.signals.heads.families import SCORED
from safelight.signals.heads.scores import shipped_model
from safelight.signals.heads.talk_of import talk_of
from safelight.signals.heads.training.warning import Beginnings, weighed
from safelight.signals.heads.warning import FOUND, SAID, SHARES, EarlyWarning, signs_of, steps_of
from safelight.signals.labelled import table_with


def finding(strength: Strength) -> Finding:
    return Finding(
        id="f", signal="threats", version="1", harm="threats", claim="It appears so.", severity=Severity.HIGH,
        strength=strength, probability=0.5, records=("r",),
    )  # fmt: skip


@pytest.fixture(scope="module")
def case():
    table = table_with(corpus(3))
    return talk_of(table, CaseContext())[0], message_scores(table, CaseContext()).chances


def test_every_thread_has_its_signs(case):
    talk, chances = case
    signs = signs_of(talk, chances)
    assert signs.shape == (6, len(SAID))
    first = (talk.thread == talk.thread[0]) & (talk.owner < 1)
    likeliest = np.sort(chances[first, SCORED.index("any")])[::-1]
    assert signs[0, 0] == pytest.approx(np.log(likeliest[0] / (1 - likeliest[0])))
    assert signs[0, 1] == pytest.approx(np.log(likeliest[:3] / (1 - likeliest[:3])).mean())
    assert signs_of(talk.part(0, 0), chances[:0]).shape == (0, len(SAID))


def test_a_likelier_message_or_one_more_never_lowers_it(case):
    talk, chances = case
    warning = shipped_model()[0].warning
    found = np.zeros((6, len(FOUND)))
    before = warning.of(signs_of(talk, chances), found)
    assert (warning.of(signs_of(talk, np.minimum(chances * 1.5, 0.97)), found) >= before).all()
    assert (warning.of(signs_of(talk, chances), found + 1) > before).all()


def test_what_was_found_counts_by_its_strength():
    assert steps_of([]) == steps_of([finding(Strength.WEAK)]) == (0.0, 0.0)
    assert steps_of([finding(Strength.WEAK), finding(Strength.MODERATE)]) == (1.0, 0.0)
    assert steps_of([finding(Strength.STRONG)]) == (1.0, 1.0)


def test_the_shipped_one_has_a_threshold_for_each_share_and_no_weight_below_nothing():
    warning = shipped_model()[0].warning
    assert [one.share for one in warning.begins] == list(SHARES)
    assert sorted(one.least for one in warning.begins)[::-1] == [one.least for one in warning.begins]
    assert set(warning.weights) == {*SAID, *FOUND}
    assert min(warning.weights.values()) >= 0


def test_no_more_than_the_share_is_warned_of_wrongly_and_harm_that_is_due_is():
    rolls = np.random.Generator(np.random.PCG64(5))
    harmful = np.arange(80) % 2 == 0
    said = [np.maximum.accumulate(rolls.normal(3.0 * bad, 1.0, (12, len(SAID))), axis=0) for bad in harmful]
    last = np.where(harmful, 9, 11)
    learned = weighed(
        Beginnings(said, np.zeros((80, len(FOUND))), last, np.where(harmful, 4, 0), harmful, np.arange(80) % 5)
    )
    sums = np.array(
        [learned.of(one[: end + 1], np.zeros((end + 1, 2))).max() for one, end in zip(said, last, strict=True)]
    )
    warned = sums >= learned.begins[0].least
    assert warned[~harmful].mean() <= 0.1
    assert warned[harmful].mean() > 0.9
    assert learned.begins[0].soon > 0.9


def test_it_comes_back_from_a_record():
    warning = shipped_model()[0].warning
    assert msgspec.convert(msgspec.to_builtins(warning), EarlyWarning) == warning
