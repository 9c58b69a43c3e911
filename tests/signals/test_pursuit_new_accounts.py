"""New accounts are compared with people of concern who were told to stop, and with accounts linked to these."""

import polars as pl
from tests.signals.frames import START, frame

from safelight.signals import pursuit
from safelight.signals.context import AccountOfConcern, Boundary, CaseContext

DAY = 1440.0
RHYS = (AccountOfConcern(name="Graham", accounts=("graham",)),)
TOLD = CaseContext(timezone="Europe/London", concern=RHYS, boundaries=(Boundary(at=START, account="graham"),))
HIS = frame(
    [(-10.0, "graham", "morning"), (-5.0, "me", "hi"), (DAY, "graham", "please answer me")], thread="graham"
)
FRIEND = frame(
    [(0.0, "pat", "cake again"), (DAY * 8, "me", "stop it please, I said no"), (DAY * 8 + 1, "pat", "never")],
    thread="pat",
)
NEWS = ["blocking me is so childish, it's me", "why won't you answer me", "I saw you at the bus stop"]
HIDDEN = [(DAY * 10 + n, "new-1", text) for n, text in enumerate(NEWS)]


def leads(*tables, context=TOLD):
    return [one.claim for one in pursuit.examine(pl.concat(tables), context) if "worth comparing" in one.claim]


def test_a_friend_told_to_stop_in_play_is_never_compared_with():
    (lead,) = leads(HIS, FRIEND, frame(HIDDEN, thread="new-1"))
    assert "after Graham was told to stop" in lead


def test_where_only_a_friend_was_told_lately_nothing_is_compared():
    late = frame([(DAY * 30 + at, who, text) for at, who, text in HIDDEN], thread="new-1")
    lately = frame(
        [(DAY * 39, "pat", "cake"), (DAY * 39 + 1, "me", "stop it please, I said no")], thread="pat"
    ).with_columns(record_id="later-" + pl.col("record_id"))
    assert not leads(HIS, FRIEND, lately, late)
    assert leads(FRIEND, lately, late, context=CaseContext(timezone="Europe/London"))


def test_an_account_linked_before_is_compared_with_in_its_turn():
    first = [*HIDDEN, (DAY * 11, "me", "Leave me alone. Stop messaging me")]
    second = [(DAY * 36 + n, "new-2", text) for n, text in enumerate(NEWS)]
    found = leads(HIS, frame(first, thread="new-1"), frame(second, thread="new-2"))
    assert any(one.startswith("new-2 first wrote") and "after new-1 was told" in one for one in found)


def test_a_newsletter_with_one_such_word_months_later_is_no_lead():
    notices = [(DAY * (2 + 7 * n), "library", f"Knit and natter on Sunday, notice {n}") for n in range(12)]
    chance = [*notices, (DAY * 90, "library", "your light was on late, please collect the lost torch")]
    his = pl.concat([HIS, frame([(DAY * 95, "graham", "hello")], thread="graham2")])
    assert not leads(his, frame(chance, thread="library"))
    assert leads(his, frame([(DAY * 1.5, "library", "your light was on late"), *notices], thread="library"))
