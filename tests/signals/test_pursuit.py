"""Pursuit: what came after a boundary, how it went on, and what speaks against it."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.signals.frames import START, corpus_case, frame

from safelight.signals import pursuit
from safelight.signals.context import AccountOfConcern, Boundary, CaseContext, Order, Owner
from safelight.signals.finding import Finding, Known, Strength
from safelight.signals.pursuit.parties import account_key

DAY = 1440.0
LONDON = CaseContext(timezone="Europe/London")
STOP = "Please stop messaging me. Leave me alone."
CHAT = [
    (n * 60.0, who, text)
    for n, (who, text) in enumerate([("her", "hiya"), ("me", "morning"), ("her", "tea?"), ("me", "go on then")])
]
PRESSED = [*CHAT, (DAY, "me", STOP), *((DAY * n, "her", "thinking of you") for n in range(2, 12))]


def examined(records: pl.DataFrame, context: CaseContext = LONDON) -> list[Finding]:
    return list(pursuit.examine(records, context))


def claiming(findings: list[Finding], words: str) -> list[Finding]:
    return [one for one in findings if words in one.claim]


def said(finding: Finding) -> str:
    return " ".join(finding.reasons)


def points_of(finding: Finding, offence: str) -> dict[str, Known]:
    return {
        point.id: point.known
        for pointer in finding.offences
        if pointer.offence == offence
        for point in pointer.points
    }


def test_contact_after_a_clear_request_to_stop_is_found_with_its_records_and_reasons():
    (found,) = claiming(examined(frame(PRESSED)), "after a request to stop")[:1]
    assert found.claim == "10 contacts from her appear to have come unasked after a request to stop."
    assert found.strength is not Strength.WEAK
    assert found.records == tuple(f"chat-{n:05d}" for n in range(4, 15))
    assert "3 March 2026 at 09:00" in said(found)
    assert "10 separate approaches on 10 days" in said(found)
    assert found.spans[0].record == "chat-00004"


def test_points_to_prove_keep_three_values_and_never_infer_distress():
    found = claiming(examined(frame(PRESSED)), "after a request")[0]
    stalking = points_of(found, "pha-1997-s2a")
    assert stalking["course-of-conduct"] is Known.SUPPORTED
    assert stalking["knew-or-ought"] is Known.SUPPORTED
    assert stalking["harassment"] is Known.NOT_YET_KNOWN
    assert any("Ask them" in gap.how for gap in found.missing)


def test_the_law_of_the_day_applies():
    old = frame(PRESSED).with_columns(pl.col("at") - pl.duration(days=365 * 15))
    found = claiming(examined(old), "after a request")[0]
    assert points_of(found, "pha-1997-s2")
    assert not points_of(found, "pha-1997-s2a")


def test_contact_before_the_boundary_is_not_contact_after_it():
    before = [(DAY * n, "her", "thinking of you") for n in range(10)]
    assert not examined(frame([*before, (DAY * 11, "me", STOP)]))


def test_who_respects_the_boundary_is_not_accused():
    assert not examined(frame([*CHAT, (DAY, "me", STOP), (DAY + 1, "her", "fair enough, I'll leave you be")]))


def test_what_the_owner_asked_for_is_not_counted():
    asked = [
        *CHAT,
        (DAY, "me", STOP),
        (DAY * 3, "me", "where did you put the spare keys?"),
        (DAY * 3 + 2, "her", "in the blue pot"),
    ]
    assert not examined(frame(asked))


def test_an_owner_who_writes_first_is_told_as_a_reason_against():
    reopened = [
        *PRESSED,
        (DAY * 20, "me", "happy birthday, hope you are well"),
        *((DAY * 20 + n, "her", "thank you so much") for n in range(1, 4)),
    ]
    plain = claiming(examined(frame(PRESSED)), "after a request")[0]
    found = claiming(examined(frame(reopened)), "after a request")[0]
    assert "Against it: the owner wrote first on 22 March 2026" in said(found)
    assert found.probability < plain.probability
    assert found.claim.startswith("10 contacts")


def test_a_noted_boundary_counts_for_the_account_or_for_everybody_of_concern():
    silent = frame([(DAY * n, "+44 7700 900074", "hello again") for n in range(1, 9)])
    noted = (Boundary(at=START, account="07700900074"),)
    by_account = examined(silent, CaseContext(timezone="Europe/London", boundaries=noted))
    concern = (AccountOfConcern(name="Graham", accounts=("07700 900074",)),)
    everybody = CaseContext(timezone="Europe/London", boundaries=(Boundary(at=START),), concern=concern)
    assert claiming(by_account, "8 contacts from +44 7700 900074")
    assert claiming(examined(silent, everybody), "8 contacts from Graham")
    assert "officers noted a boundary" in said(by_account[0])


def test_without_an_owner_and_without_concern_nothing_is_claimed():
    assert not examined(frame(PRESSED, owner=None))


def test_an_owner_known_from_the_context_makes_up_for_unknown_directions():
    told = CaseContext(timezone="Europe/London", owner=Owner(name="me"))
    assert claiming(examined(frame(PRESSED, owner=None), told), "10 contacts from her")


def test_accounts_of_concern_make_up_for_an_unknown_owner_and_the_limit_is_told():
    told = CaseContext(timezone="Europe/London", concern=(AccountOfConcern(name="her"),))
    found = claiming(examined(frame(PRESSED, owner=None), told), "10 contacts from her")
    assert any("Say which account is the owner's" in limit for limit in found[0].limits)


def test_an_unknown_zone_is_told_and_no_night_is_claimed():
    night = [(DAY * n + 16 * 60, "her", "are you up") for n in range(12)]
    findings = examined(frame([*PRESSED, *night]), CaseContext())
    assert findings
    assert not claiming(findings, "between midnight")
    assert all(any("in UTC" in limit for limit in one.limits) for one in findings)


def test_contact_while_an_order_is_in_force_is_flagged_with_its_conditions():
    order = Order(kind="non-molestation order", starts=date(2026, 3, 5), conditions=("no contact by any means",))
    context = CaseContext(timezone="Europe/London", concern=(AccountOfConcern(name="her"),), orders=(order,))
    found = claiming(examined(frame(PRESSED), context), "non-molestation order")[0]
    assert "order_breached" in found.flags
    assert "no contact by any means" in said(found)
    assert len(found.records) == 9
    assert points_of(found, "fla-1996-s42a")["prohibited-act"] is Known.SUPPORTED


def test_contact_outside_the_days_of_an_order_is_not():
    order = Order(kind="non-molestation order", starts=date(2026, 5, 1), ends=date(2026, 6, 1))
    context = CaseContext(timezone="Europe/London", concern=(AccountOfConcern(name="her"),), orders=(order,))
    assert not claiming(examined(frame(PRESSED), context), "non-molestation order")


def test_weeks_of_contact_are_told():
    weekly = [*CHAT, (DAY, "me", STOP), *((DAY * 7 * n, "her", "thinking of you") for n in range(1, 7))]
    assert claiming(examined(frame(weekly)), "6 different weeks")


def test_a_burst_stands_out_only_against_the_usual_rhythm():
    calm = [(DAY * n + m, who, "ok") for n in range(20) for m, who in ((0, "her"), (1, "me"))]
    storm = [(DAY * 30 + n, "her", "Missed voice call") for n in range(20)]
    stormy = [(DAY * n + m, "her", "look at this") for n in range(20) for m in range(15)]
    banter = [(DAY * n + 30, "me", "haha brilliant") for n in range(20)]
    assert claiming(examined(frame([*calm, *storm])), "unlike the usual rhythm")
    assert not claiming(examined(frame(sorted([*stormy, *banter]))), "unlike the usual rhythm")


def test_contact_in_the_small_hours_is_measured_against_the_owners_own():
    nights = [(DAY * n + 16.5 * 60, "her", "are you awake") for n in range(20)]
    days = [(DAY * n + m, who, "ok") for n in range(20) for m, who in ((0, "her"), (1, "me"))]
    owls = [(DAY * n + 16.5 * 60 + 1, "me", "yes still up") for n in range(20)]
    assert claiming(examined(frame(sorted([*nights, *days, (DAY / 2, "me", STOP)]))), "between midnight")
    assert not claiming(examined(frame(sorted([*nights, *owls]))), "between midnight")


def test_weeks_of_unanswered_approaches_are_told_but_adverts_are_not():
    pleas = [(0.0, "me", STOP), *((DAY * 3 * n, "her", "please answer me") for n in range(1, 20))]
    adverts = [(DAY * 3 * n, "Shop", "20% off today. Reply STOP to opt out") for n in range(20)]
    assert claiming(examined(frame(pleas)), "one-sided")
    assert not examined(frame([(0.0, "me", "STOP"), *adverts[1:]]))


def test_a_new_account_after_a_block_is_a_lead_with_reasons_and_no_identification():
    after = [
        *CHAT,
        (DAY, "me", "I'm blocking you now"),
        (DAY * 2, "new-1", "blocking me is so childish, it's me"),
        (DAY * 2 + 1, "me", "how many phones have you got"),
    ]
    found = claiming(examined(frame(after)), "may be worth comparing")[0]
    assert "For it: " in said(found)
    assert any("no identification" in limit for limit in found.limits)


def test_a_business_that_writes_first_after_a_block_is_no_lead():
    after = [
        *CHAT,
        (DAY, "me", "I'm blocking you now"),
        (DAY * 20, "+441134960000", "Hello, this is Pat from the surgery about your appointment"),
    ]
    assert not claiming(examined(frame(after)), "may be worth comparing")


def test_one_conversation_handed_in_twice_counts_once():
    twice = pl.concat(
        [
            frame(PRESSED),
            frame(PRESSED).with_columns(pl.lit("CD/2").alias("exhibit"), record_id="x" + pl.col("record_id")),
        ]
    )
    assert claiming(examined(twice), "10 contacts from her")


def test_records_without_a_time_or_of_the_platform_are_left_out():
    table = frame(PRESSED)
    none = table.with_columns(at=pl.lit(None, dtype=table.schema["at"]))
    notices = table.with_columns(state=pl.lit("by_platform"))
    assert not examined(none)
    assert not examined(notices)
    assert not examined(table.head(0))


def test_a_finding_lists_some_hundreds_of_records_and_says_how_many_there_are():
    many = [*CHAT, (DAY, "me", STOP), *((DAY * 2 + n * 90, "her", "please answer") for n in range(900))]
    found = claiming(examined(frame(many)), "after a request")[0]
    assert len(found.records) <= 301
    assert "900 contacts" in said(found)


def test_no_claim_or_reason_says_more_than_the_records_do():
    forbidden = ("proves", "definitely", "no evidence of", "certainly", "guilty", "stalker")
    for one in examined(frame(PRESSED)):
        told = " ".join((one.claim, *one.reasons, *one.limits)).lower()
        assert not any(word in told for word in forbidden)
        assert one.claim.endswith(".")


@given(st.randoms())
def test_the_order_of_rows_does_not_matter(chance):
    table = frame(PRESSED)
    places = list(range(table.height))
    chance.shuffle(places)
    assert examined(table[places]) == examined(table)


@given(st.integers(-60, 60))
def test_shifting_everything_by_weeks_keeps_the_claims(weeks):
    table = frame(PRESSED)
    shifted = table.with_columns(pl.col("at") + pl.duration(days=7 * weeks))
    noted = CaseContext(timezone="UTC", boundaries=(Boundary(at=START, account="her"),))
    moved = CaseContext(
        timezone="UTC", boundaries=(Boundary(at=START + timedelta(days=7 * weeks), account="her"),)
    )
    assert [one.claim for one in examined(shifted, moved)] == [one.claim for one in examined(table, noted)]


@given(st.integers(1, 60))
def test_ordinary_chat_with_others_removes_no_finding(count):
    others = frame([(n * 7.0, ("me", "pat")[n % 2], "lovely day") for n in range(count)], thread="pat")
    ids = {one.id for one in examined(frame(PRESSED))}
    assert ids <= {one.id for one in examined(pl.concat([frame(PRESSED), others]))}


@given(
    st.lists(
        st.tuples(
            st.floats(0, 1e6), st.sampled_from(["me", "her", "him", None]), st.none() | st.text(max_size=30)
        ),
        max_size=25,
    ),
    st.sampled_from([None, "me"]),
)
def test_no_conversation_makes_it_fall_over(messages, owner):
    context = CaseContext(
        timezone="Europe/London", concern=(AccountOfConcern(name="her"),), orders=(Order(kind="bail"),)
    )
    known = set(frame(messages, owner=owner)["record_id"])
    for one in examined(frame(messages, owner=owner), context):
        assert set(one.records) <= known
        assert 0 <= one.probability <= 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("+44 7700 900074", "07700900074"), ("0044 7700 900074", "+447700900074"), ("@Her-Name", "her-name ")],
)
def test_two_spellings_of_one_account_have_one_key(one, other):
    assert account_key(one) == account_key(other)


@pytest.mark.shared
def test_it_finds_most_of_what_people_labelled_and_spares_most_of_the_rest(shared):
    should, found = [], []
    for path in sorted((shared / "corpora" / "training" / "stalking").glob("*.json")):
        table, context, labels = corpus_case(path)
        should.append(any("pursuit.unwanted_contact" in names for names in labels))
        found.append(any(one.strength is not Strength.WEAK for one in examined(table, context)))
    rightly = sum(a and b for a, b in zip(should, found, strict=True))
    wrongly = sum(b and not a for a, b in zip(should, found, strict=True))
    assert rightly >= 0.8 * sum(should)
    assert wrongly <= 0.2 * (len(should) - sum(should))
