"""Sign-ins that do not fit, and places somebody of concern names: weak by themselves, never strong."""

import json
from datetime import timedelta

import polars as pl
import pytest
from tests.signals.frames import START, frame

from safelight.signals.context import AccountOfConcern, Boundary, CaseContext
from safelight.signals.finding import Strength
from safelight.signals.intrusion import examine

DAY = 1440.0
HOME, OTHER = "192.0.2.7", "203.0.113.40"
TOLD = CaseContext(boundaries=(Boundary(at=START + timedelta(days=10)),))


def sign_ins(*addresses, first_day=0, device="Phone A"):
    table = frame(
        [((first_day + number) * DAY, None, None) for number in range(len(addresses))],
        kind="sign_in",
        thread="Sign-ins",
        platform="mail",
    )
    said = [json.dumps({"IP Address": address, "Device": device}, separators=(",", ":")) for address in addresses]
    return table.with_columns(extra=pl.Series(said))


def of_sign_ins(table, context=TOLD):
    return [one for one in examine(table, context) if "sign-in" in one.claim.lower()]


def test_a_new_address_near_a_boundary_is_told_and_never_strong():
    (finding,) = of_sign_ins(sign_ins(*[HOME] * 8, OTHER, OTHER, HOME))
    assert finding.records == ("Sign-ins-00008",)
    assert finding.strength is not Strength.STRONG
    assert finding.missing


def test_the_usual_address_is_nothing():
    assert not of_sign_ins(sign_ins(*[HOME] * 12))


def test_without_a_habit_nothing_is_new():
    assert not of_sign_ins(sign_ins(HOME, OTHER, first_day=9))


def test_far_from_everything_it_is_travel():
    assert not of_sign_ins(sign_ins(*[HOME] * 5, OTHER), CaseContext())
    assert not of_sign_ins(sign_ins(*[HOME] * 30, OTHER))


def test_words_about_the_account_nearby_raise_it():
    words = frame(
        [
            (9 * DAY, "x", "i logged into your email. i know your password"),
            (9 * DAY + 1, "me", "how do you know that? i changed my password"),
            (9 * DAY + 2, "x", "i read your messages. just a guess"),
            (9 * DAY + 3, "me", "have you been reading my messages"),
        ]
    )
    alone = of_sign_ins(sign_ins(*[HOME] * 8, OTHER))
    both = of_sign_ins(pl.concat([sign_ins(*[HOME] * 8, OTHER), words]))
    assert both[0].probability > alone[0].probability


def test_the_order_of_rows_changes_nothing_in_sign_ins():
    table = sign_ins(*[HOME] * 8, OTHER)
    assert of_sign_ins(table) == of_sign_ins(table.sample(fraction=1, shuffle=True, seed=5))


CONCERN = CaseContext(
    concern=(AccountOfConcern(name="x"),), boundaries=(Boundary(at=START - timedelta(days=1), account="x"),)
)


def of_places(messages, context=CONCERN):
    return [
        one
        for one in examine(frame(messages), context)
        if "names a place" in one.claim or "name places" in one.claim
    ]


def test_places_nobody_had_named_count_only_from_somebody_of_concern_after_a_boundary():
    said = [
        (0, "x", "hope you had fun at Brindle Lodge"),
        (1, "me", "how do you know that"),
        (DAY, "x", "you looked cold outside Marlow Court"),
        (2 * DAY, "x", "saw you leaving Hollin Baths"),
    ]
    (finding,) = of_places(said)
    assert len(finding.records) == 3
    assert finding.strength is Strength.MODERATE
    assert not of_places(said, CaseContext())


@pytest.mark.parametrize(
    "said",
    [
        [(0, "x", "you were at Brindle Lodge")],
        [(0, "me", "going to Brindle Lodge later"), (1, "x", "enjoy it, you love it at Brindle Lodge")],
        [(0, "x", "are you still at Marlow Court?"), (1, "x", "I am at Hollin Baths")],
    ],
)
def test_one_place_a_place_named_before_or_a_question_is_nothing(said):
    assert not of_places(said)
