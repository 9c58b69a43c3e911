"""To show the owner knowledge of a protected place is the finding; to talk of it as friends do is not."""

from datetime import timedelta

import polars as pl
import pytest
from tests.signals.frames import START, frame

from safelight.signals.context import AccountOfConcern, Boundary, CaseContext, Owner, ProtectedIdentity
from safelight.signals.exposure import examine
from safelight.signals.exposure.identities import identity_patterns
from safelight.signals.finding import Strength

DAY = 1440.0
PLACE = ProtectedIdentity(name="12 Larch Court", aliases=("Larch Court", "the Larches"))
CASE = CaseContext(
    owner=Owner(name="Morgan", accounts=("me", "morgan_87")),
    concern=(AccountOfConcern(name="graham"),),
    boundaries=(Boundary(at=START + timedelta(days=3), account="graham"),),
    protected=(PLACE,),
)
SUITS = "Larch Court suits you. Blue door."
SMALL_TALK = [(n * 10.0, ("pat", "me")[n % 2], "lovely day") for n in range(40)]


def knowing(messages, **more):
    return [one for one in examine(frame(messages, **more), CASE) if "where the owner can be found" in one.claim]


@pytest.mark.parametrize("sender", ["graham", "new-87"])
@pytest.mark.parametrize(
    "said", [SUITS, "how are the Larches treating you", "larchcourt is nice this time of year"]
)
def test_knowledge_of_a_protected_place_is_found(sender, said):
    (found,) = knowing([(DAY * 5, sender, "hello"), (DAY * 5 + 5, sender, said)])
    assert found.strength is not Strength.WEAK
    assert found.records == ("chat-00001",)


def test_an_ordinary_talk_with_a_friend_who_speaks_of_it_is_none():
    assert not knowing([*SMALL_TALK, (DAY * 5, "pat", "back at Larch Court by six, the Larches need milk")])


def test_a_place_that_the_owner_named_to_them_counts_for_less():
    told = [(DAY * 4, "me", "I'm at Larch Court now"), (DAY * 5, "new-87", SUITS)]
    (untold,) = knowing(told[1:])
    assert all(one.probability < untold.probability for one in knowing(told))


def test_before_the_boundary_the_one_of_concern_speaks_of_it_as_others_do():
    talk = [(at, {"pat": "graham"}.get(who, who), text) for at, who, text in SMALL_TALK]
    assert not knowing([*talk, (DAY, "graham", "see you at Larch Court")])
    assert knowing([*talk, (DAY * 5, "graham", "see you at Larch Court")])


def test_the_owners_own_account_named_to_them_is_no_place():
    assert not list(examine(frame([(DAY * 5, "graham", "morgan_87 answer me")]), CASE))


def test_aliases_follow_their_entry():
    people = ProtectedIdentity(name="Catherine Ashdown", aliases=("Cathy", "Larkmoor Primary", "14 Elm Road"))
    kinds = [name.partition(":")[0] for name in identity_patterns(CaseContext(protected=(PLACE, people)))]
    assert kinds.count("place") == 5
    assert kinds.count("person") == 2


def test_shuffled_rows_make_the_same_findings():
    table = pl.concat([frame(SMALL_TALK), frame([(DAY * 5, "new-87", SUITS)], thread="new")])
    straight = {one.id for one in examine(table, CASE)}
    assert straight == {one.id for one in examine(table.sample(fraction=1, shuffle=True, seed=5), CASE)}
    assert straight
