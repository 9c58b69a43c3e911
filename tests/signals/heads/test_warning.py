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
    CLOSER_SIGNS,
    IN_A_ROW,
    SHARES,
    SIGNS,
    UNASKED,
    EarlyWarning,
    Heard,
    signs_at_the_end,
    signs_up_to_each,
)
from safelight.signals.labelled import table_with


@pytest.fixture(scope="module")
def case():
    talk, _ = talk_of(table_with(corpus(3)), CaseContext())
    _, first, odds = shipped_model()[0].looks(talk)
    return Heard(talk, first, odds)


@pytest.fixture(scope="module")
def closer(case):
    """The same after the taught encoder has looked at every third message."""
    besides = np.random.Generator(np.random.PCG64(3)).normal(-2.0, 2.0, (len(case.talk), 3))
    besides[np.arange(len(besides)) % 3 > 0] = UNASKED
    return msgspec.structs.replace(case, besides=np.maximum(besides, UNASKED))


@pytest.fixture(params=["case", "closer"])
def heard(request):
    return request.getfixturevalue(request.param)


def warning_for(heard):
    model, _ = shipped_model()
    return model.warning if heard.besides is None else model.semantic.warning


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
    talk, first, odds, _ = msgspec.structs.astuple(case)
    last = last_of_each(talk.thread)
    signs = dict(zip(SIGNS, signs_at_the_end(case, last)[0], strict=True))
    others = (talk.thread == talk.thread[0]) & (talk.owner < 1)
    likeliest = np.sort(odds[others, SCORED.index("any")])[::-1]
    assert signs["gravest"] == pytest.approx(likeliest[0])
    assert signs["three_gravest"] == pytest.approx(likeliest[:3].mean())
    tone = np.where(others, first[:, ASKED.index("case")], 0)[: last.ends[0]]
    sums = [tone[max(0, end - IN_A_ROW) : end].sum() / IN_A_ROW for end in range(1, len(tone) + 1)]
    assert signs["last_others"] == pytest.approx(sums[-1], abs=1e-5)
    assert signs["highest_others"] == pytest.approx(max(sums), abs=1e-5)


def test_after_a_closer_look_signs_are_those_of_its_answers(closer):
    talk, last = closer.talk, last_of_each(closer.talk.thread)
    signs = dict(zip(CLOSER_SIGNS, signs_at_the_end(closer, last)[0], strict=True))
    here = talk.thread == talk.thread[0]
    by_others = closer.besides[here & (talk.owner < 1)]
    for place, name in enumerate(("account", "case", "due")):
        assert signs[name] == pytest.approx(by_others[:, place].max())
        assert signs[f"three_{name}"] == pytest.approx(np.sort(by_others[:, place])[-3:].mean())
    assert signs["due_by_owner"] == pytest.approx(closer.besides[here & (talk.owner > 0), 2].max())


def test_the_sign_up_to_a_message_is_that_of_a_passage_which_ends_there(heard):
    whole = last_of_each(heard.talk.thread)[:1]
    each = signs_up_to_each(heard, whole)[0]
    for count in range(1, int(whole.sizes[0]) + 1):
        part = msgspec.structs.replace(whole, ends=whole.begins + count)
        assert signs_at_the_end(heard, part)[0] == pytest.approx(each[count - 1])


def test_what_is_likelier_never_lowers_it(heard):
    warning = warning_for(heard)
    before = warning.heaviest(heard).sums
    assert (warning.heaviest(msgspec.structs.replace(heard, odds=heard.odds + 0.5)).sums >= before).all()
    louder = msgspec.structs.replace(heard, first=heard.first + 0.5)
    if heard.besides is not None:
        louder = msgspec.structs.replace(heard, besides=heard.besides + 0.5)
    assert (warning.heaviest(louder).sums > before).all()


def test_years_of_the_same_do_not_add_up(heard):
    one = np.flatnonzero(heard.talk.thread == heard.talk.thread[0])
    told = [
        warning_for(heard).heaviest(again(heard, np.tile(one, times))).sums for times in (40, 2 + LONG // len(one))
    ]
    assert told[0] == pytest.approx(told[1])


def test_how_many_passages_a_thread_has_is_told(case):
    places = np.arange(np.count_nonzero(case.talk.thread == case.talk.thread[0]))
    long = again(case, np.tile(places, 1 + 3 * LONG // len(places)))
    assert warning_for(case).heaviest(long).of.tolist() == [len(passages_of(long.talk.thread))]
    assert warning_for(case).heaviest(case).of.tolist() == [1] * 6


def again(heard, places):
    """Messages of one thread as often as they are named."""
    talk = msgspec.structs.replace(
        heard.talk,
        thread=np.zeros(len(places), dtype=np.int64),
        owner=heard.talk.owner[places],
        sender=heard.talk.sender[places],
    )
    besides = None if heard.besides is None else heard.besides[places]
    return Heard(talk, heard.first[places], heard.odds[places], besides)


def test_the_shipped_ones_have_a_threshold_for_each_share_and_no_weight_below_nothing(heard):
    warning = warning_for(heard)
    assert [one.share for one in warning.begins] == list(SHARES)
    assert sorted(one.least for one in warning.begins)[::-1] == [one.least for one in warning.begins]
    assert tuple(warning.weights) == heard.signs
    assert min(warning.weights.values()) >= 0


def test_no_more_than_the_share_is_warned_of_wrongly_and_harm_that_is_due_is():
    rolls = np.random.Generator(np.random.PCG64(5))
    harmful = np.arange(80) % 2 == 0
    signs = [np.maximum.accumulate(rolls.normal(3.0 * bad, 1.0, (12, len(SIGNS))), axis=0) for bad in harmful]
    last = np.where(harmful, 9, 11)
    learned = weighed(Beginnings(signs, last, np.where(harmful, 4, 0), harmful, np.arange(80) % 5), SIGNS)
    sums = np.array([learned.of(one[: end + 1], SIGNS).max() for one, end in zip(signs, last, strict=True)])
    warned = sums >= learned.begins[0].least
    assert warned[~harmful].mean() <= 0.1
    assert warned[harmful].mean() > 0.9
    assert learned.begins[0].soon > 0.9


def test_it_comes_back_from_a_record():
    warning = shipped_model()[0].warning
    assert msgspec.convert(msgspec.to_builtins(warning), EarlyWarning) == warning
