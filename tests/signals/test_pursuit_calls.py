"""A missed call that names nobody, as Android writes it, makes no third person and is a contact of the other."""

from tests.signals.frames import frame

from safelight.signals import pursuit
from safelight.signals.context import AccountOfConcern, CaseContext
from safelight.signals.pursuit.contacts import contacts
from safelight.signals.pursuit.parties import Parties

LONDON = CaseContext(timezone="Europe/London")
CALLS = [
    (0.0, "her", "hiya"),
    (1.0, "me", "morning"),
    *((1440.0 + n, None, "Missed voice call") for n in range(6)),
]


def test_a_missed_call_that_names_nobody_makes_no_group_and_is_the_others():
    seen = contacts(frame(CALLS), Parties(LONDON))
    assert not seen["group"].any()
    assert set(seen["who"]) == {"her"}
    assert seen.filter("call")["incoming"].all()


def test_among_several_people_nobody_is_guessed():
    table = frame([*CALLS, (3000.0, "him", "hello all")])
    seen = contacts(table, Parties(LONDON)).filter("call")
    assert not set(seen["who"]) & {"her", "him"}


def test_without_a_known_owner_a_missed_call_beside_an_account_of_concern_came_in():
    context = CaseContext(timezone="Europe/London", concern=(AccountOfConcern(name="her"),))
    seen = contacts(frame(CALLS, owner=None), Parties(context))
    assert seen.filter("call")["incoming"].all()
    assert seen.filter("call")["who"].unique().to_list() == ["concern:1"]


def test_a_burst_of_missed_calls_is_found():
    calm = [(1440.0 * n + m, who, "ok") for n in range(20) for m, who in ((0, "her"), (1, "me"))]
    storm = [(1440.0 * 30 + n, None, "Missed voice call") for n in range(12)]
    assert any(
        "12 contacts from her came within" in one.claim for one in pursuit.examine(frame([*calm, *storm]), LONDON)
    )
