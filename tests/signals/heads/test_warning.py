"""An early warning grows with what is said, and is learned so that few harmless conversations raise one."""

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.signals.heads.lessons import corpus

from safelight.signals.context import CaseContext
from safelight.signals.heads.families import ASKED, SCORED
from safelight.signals.heads.passages import LONG, STEP, last_of_each, passages_of
from safelight.signals.heads.scores import shipped_model
from safelight.signals.heads.talk_of import talk_of
from safelight.signals.heads.training.warning import Beginnings, weighed
from safelight.signals.heads.warning import (
    IN_A_ROW,
    SHARES,
    SIGNS,
    EarlyWarning,
    signs_at_the_end,
    signs_up_to_each,
)
from safelight.signals.labelled import table_with


@pytest.fixture(scope="module")
def case():
    talk, _ = talk_of(table_with(corpus(3)), CaseContext())
    _, first, odds = shipped_model()[0].looks(talk)
    return talk, first, odds


@given(st.lists(st.integers(1, 200), max_size=6))
def test_every_message_is_in_a_passage_of_its_own_thread(sizes):
    thread = np.repeat(np.arange(len(sizes)), sizes)
    passages = passages_of(thread)
    covered = np.zeros(len(thread), dtype=bool)
    for begin, end in zip(passages.begins.tolist(), passages.ends.tolist(), strict=True):
        assert 0 < end - begin <= LONG
        assert thread[begin] == thread[end - 1]
        covered[begin:end] = True
    assert covered.all()
    assert len(passages) <= len(sizes) + sum(size // STEP for size in sizes)
    last = last_of_each(thread)
    assert last.ends.tolist() == np.cumsum(sizes).tolist()
    assert last.sizes.tolist() == [min(size, LONG) for size in sizes]


def test_signs_are_those_of_the_gravest_messages_and_of_the_tone(case):
    talk, first, odds = case
    last = last_of_each(talk.thread)
    signs = dict(zip(SIGNS, signs_at_the_end(talk, first, odds, last)[0], strict=True))
    others = (talk.thread == talk.thread[0]) & (talk.owner < 1)
    likeliest = np.sort(odds[others, SCORED.index("any")])[::-1]
    assert signs["gravest"] == pytest.approx(likeliest[0])
    assert signs["three_gravest"] == pytest.approx(likeliest[:3].mean())
    tone = np.where(others, first[:, ASKED.index("case")], 0)[: last.ends[0]]
    sums = [tone[max(0, end - IN_A_ROW) : end].sum() / IN_A_ROW for end in range(1, len(tone) + 1)]
    assert signs["last_others"] == pytest.approx(sums[-1], abs=1e-5)
    assert signs["highest_others"] == pytest.approx(max(sums), abs=1e-5)


def test_the_sign_up_to_a_message_is_that_of_a_passage_which_ends_there(case):
    talk, first, odds = case
    whole = last_of_each(talk.thread)[:1]
    each = signs_up_to_each(talk, first, odds, whole)[0]
    for count in range(1, int(whole.sizes[0]) + 1):
        part = msgspec.structs.replace(whole, ends=whole.begins + count)
        assert signs_at_the_end(talk, first, odds, part)[0] == pytest.approx(each[count - 1])


def test_what_is_likelier_never_lowers_it(case):
    talk, first, odds = case
    warning = shipped_model()[0].warning
    before = warning.heaviest(talk, first, odds).sums
    assert (warning.heaviest(talk, first, odds + 0.5).sums >= before).all()
    assert (warning.heaviest(talk, first + 0.5, odds).sums > before).all()


def test_years_of_the_same_do_not_add_up(case):
    talk, first, odds = case
    warning = shipped_model()[0].warning
    one = np.flatnonzero(talk.thread == talk.thread[0])
    often = np.tile(one, 40)
    long = msgspec.structs.replace(
        talk.part(0, len(one)),
        thread=np.zeros(len(often), dtype=np.int64),
        owner=talk.owner[often],
        sender=talk.sender[often],
    )
    twice = np.tile(one, 2 + LONG // len(one))
    short = msgspec.structs.replace(long, thread=long.thread[: len(twice)], owner=talk.owner[twice])
    told = warning.heaviest(long, first[often], odds[often]).sums
    assert told == pytest.approx(warning.heaviest(short, first[twice], odds[twice]).sums)


def test_the_shipped_one_has_a_threshold_for_each_share_and_no_weight_below_nothing():
    warning = shipped_model()[0].warning
    assert [one.share for one in warning.begins] == list(SHARES)
    assert sorted(one.least for one in warning.begins)[::-1] == [one.least for one in warning.begins]
    assert set(warning.weights) == set(SIGNS)
    assert min(warning.weights.values()) >= 0


def test_no_more_than_the_share_is_warned_of_wrongly_and_harm_that_is_due_is():
    rolls = np.random.Generator(np.random.PCG64(5))
    harmful = np.arange(80) % 2 == 0
    signs = [np.maximum.accumulate(rolls.normal(3.0 * bad, 1.0, (12, len(SIGNS))), axis=0) for bad in harmful]
    last = np.where(harmful, 9, 11)
    learned = weighed(Beginnings(signs, last, np.where(harmful, 4, 0), harmful, np.arange(80) % 5))
    sums = np.array([learned.of(one[: end + 1]).max() for one, end in zip(signs, last, strict=True)])
    warned = sums >= learned.begins[0].least
    assert warned[~harmful].mean() <= 0.1
    assert warned[harmful].mean() > 0.9
    assert learned.begins[0].soon > 0.9


def test_it_comes_back_from_a_record():
    warning = shipped_model()[0].warning
    assert msgspec.convert(msgspec.to_builtins(warning), EarlyWarning) == warning
