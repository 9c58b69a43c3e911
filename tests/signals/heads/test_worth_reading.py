"""Worth reading early: no more than weak findings, the loudest first, with messages to begin with."""

import msgspec
import polars as pl
import pytest
from tests.signals.heads.lessons import conversation, corpus

from safelight.signals.finding import Finding, Severity, Strength
from safelight.signals.heads import message_scores
from safelight.signals.heads.scores import Passage, scored_by, shipped_model
from safelight.signals.heads.warning import Begins
from safelight.signals.heads.worth_reading import CLOSER_SHARE, SHARE, is_worth_reading, worth_reading
from safelight.signals.labelled import context_of, table_with

TABLE, CONTEXT = table_with(corpus(4)), context_of(conversation(0, harmful=False))


def finding(record: str, strength: Strength) -> Finding:
    return Finding(
        id="f", signal="threats", version="1", harm="threats", claim="It appears so.", severity=Severity.HIGH,
        strength=strength, probability=0.5, records=(record,),
    )  # fmt: skip


@pytest.fixture(autouse=True)
def _every_tone_counts():
    model, _ = shipped_model()
    warning = msgspec.structs.replace(model.warning, begins=(Begins(SHARE, -99.0, 0.0),))
    with scored_by(msgspec.structs.replace(model, warning=warning), "every tone counts"):
        yield


def in_every_thread(strength: Strength) -> list[Finding]:
    return [finding(record, strength) for record in TABLE.group_by("thread").first()["record_id"]]


def test_the_loudest_stands_first_and_begins_with_messages_of_others():
    listed = worth_reading(TABLE, CONTEXT, in_every_thread(Strength.WEAK))
    sums = message_scores(TABLE, CONTEXT).passages
    assert len(listed) == len(sums) == 8
    told = [sums[one.platform, one.thread].warned for one in listed]
    assert told == sorted(told, reverse=True)
    by_others = TABLE.filter(pl.col("direction") == "towards_owner")["record_id"].to_list()
    for one in listed:
        assert set(one.begin_with) <= set(by_others)
        assert 1 <= len(one.begin_with) <= 3
        assert list(one.begin_with) == [record for record in by_others if record in one.begin_with]


@pytest.mark.parametrize(("strength", "left"), [(Strength.WEAK, 8), (Strength.MODERATE, 7), (Strength.STRONG, 7)])
def test_where_more_than_a_weak_finding_rests_it_is_not_listed_again(strength, left):
    found = [*in_every_thread(Strength.WEAK), finding(TABLE["record_id"][0], strength)]
    assert len(worth_reading(TABLE, CONTEXT, found)) == left


def test_without_the_encoder_no_conversation_stands_there_without_a_finding():
    assert worth_reading(TABLE, CONTEXT, []) == ()
    one = finding(TABLE["record_id"][0], Strength.WEAK)
    (listed,) = worth_reading(TABLE, CONTEXT, [one])
    assert listed.findings == (one.id,)


@pytest.mark.parametrize(
    ("encoder", "has_weak", "share", "listed"),
    [
        ("", True, SHARE, True), ("", False, SHARE, False), ("", True, CLOSER_SHARE, False),
        ("", False, CLOSER_SHARE, False), ("made", True, CLOSER_SHARE, True), ("made", False, CLOSER_SHARE, True),
        ("made", True, SHARE, False), ("made", False, SHARE, False),
    ],
)  # fmt: skip
def test_what_lists_a_conversation_hangs_on_the_encoder_and_on_a_weak_finding(encoder, has_weak, share, listed):
    scores = message_scores(TABLE, CONTEXT)
    scores = msgspec.structs.replace(scores, encoder=encoder, begins=(Begins(share, 1.0, 0.0),))
    assert is_worth_reading(TABLE, CONTEXT, scores, Passage(0, 3, 1.5), has_weak=has_weak) is listed
    assert not is_worth_reading(TABLE, CONTEXT, scores, Passage(0, 3, 0.5), has_weak=has_weak)


def test_one_passage_of_many_in_a_thread_without_findings_must_be_louder():
    scores = msgspec.structs.replace(
        message_scores(TABLE, CONTEXT), encoder="made", begins=(Begins(CLOSER_SHARE, 1.0, 0.0),)
    )
    assert is_worth_reading(TABLE, CONTEXT, scores, Passage(0, 60, 1.5, of=1), has_weak=False)
    assert not is_worth_reading(TABLE, CONTEXT, scores, Passage(0, 60, 1.5, of=20), has_weak=False)
    assert is_worth_reading(TABLE, CONTEXT, scores, Passage(0, 60, 4.1, of=20), has_weak=False)
    assert is_worth_reading(TABLE, CONTEXT, scores, Passage(0, 60, 1.5, of=20), has_weak=True)


def test_what_a_machine_sends_is_not_listed_without_a_finding():
    notices = ("Your parcel is on its way", "Your order 0 has left us", "Reply STOP to opt out") * 4
    said = conversation(0, harmful=False)
    messages = [
        msgspec.structs.replace(one, text=notices[place], sender="p2") for place, one in enumerate(said.messages)
    ]
    sent = msgspec.structs.replace(said, messages=tuple(messages))
    for one, listed in ((said, True), (sent, False)):
        table, context = table_with([one]), context_of(one)
        scores = msgspec.structs.replace(
            message_scores(table, context), encoder="made", begins=(Begins(CLOSER_SHARE, -99.0, 0.0),)
        )
        (passage,) = scores.passages.values()
        assert is_worth_reading(table, context, scores, passage, has_weak=False) is listed
        assert is_worth_reading(table, context, scores, passage, has_weak=True)


def test_a_quiet_tone_is_not_listed():
    model, _ = shipped_model()
    warning = msgspec.structs.replace(model.warning, begins=(Begins(SHARE, 99.0, 0.0),))
    with scored_by(msgspec.structs.replace(model, warning=warning), "no tone counts"):
        assert worth_reading(TABLE, CONTEXT, in_every_thread(Strength.WEAK)) == ()


def test_without_messages_nothing_is():
    assert worth_reading(TABLE.clear(), CONTEXT, []) == ()
