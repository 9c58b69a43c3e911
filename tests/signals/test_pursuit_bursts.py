"""A burst stands out from what is usual between two people, or with the owner's other contacts."""

import polars as pl
from tests.signals.frames import START, frame

from safelight.signals import pursuit
from safelight.signals.context import Boundary, CaseContext
from safelight.signals.finding import Strength

DAY = 1440.0
TOLD = CaseContext(timezone="Europe/London", boundaries=(Boundary(at=START, account="her"),))
STORMS = [(DAY * n + m, "her", "look at this") for n in range(1, 21) for m in range(15)]
OTHERS = [
    frame([(DAY * n + m, who, "ok") for n in range(20) for m, who in ((0, other), (1, "me"))], thread=other)
    for other in ("ann", "bea", "cat")
]


def claims(tables, context):
    return [
        one for one in pursuit.examine(pl.concat(tables), context) if "which appears unlike the usual" in one.claim
    ]


def test_who_always_writes_in_bursts_stands_out_from_the_owners_other_contacts():
    (found,) = claims([frame(STORMS), *OTHERS], TOLD)
    assert "unlike the usual rhythm of the owner's other conversations" in found.claim
    assert found.strength is not Strength.WEAK
    assert any("longer runs are usual" in reason for reason in found.reasons)


def test_with_nobody_to_compare_with_nothing_is_said():
    assert not claims([frame(STORMS)], TOLD)
    assert not claims([frame(STORMS), *OTHERS[:2]], TOLD)


def test_a_friend_who_writes_a_lot_is_no_burst():
    answered = sorted([*STORMS, *((DAY * n + 20, "me", "haha brilliant") for n in range(1, 21))])
    assert not claims([frame(answered), *OTHERS], CaseContext(timezone="Europe/London"))


def test_the_burst_after_a_boundary_is_told_rather_than_a_longer_one_before():
    calm = [(DAY * n + m, who, "ok") for n in range(20) for m, who in ((0, "her"), (1, "me"))]
    before = [(DAY * 20 + n, "her", "look at this") for n in range(30)]
    after = [(DAY * 40 + n, "her", "answer me") for n in range(12)]
    context = CaseContext(boundaries=(Boundary(at=START.replace(day=30), account="her"),))
    (found,) = claims([frame([*calm, *before, *after])], context)
    assert found.claim.startswith("12 contacts")
