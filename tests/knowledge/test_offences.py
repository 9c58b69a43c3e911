"""The offence that was law on the day of the act is the one that applies."""

from datetime import date, timedelta

import pytest

from safelight.knowledge.jurisdiction import Jurisdiction
from safelight.knowledge.offences import Mark, Mode, offences
from safelight.knowledge.time_limits import TimeLimit


def ids(day):
    return {offence.id for offence in offences().in_force(day)}


def test_threatening_communications_start_on_their_first_day():
    assert "osa-2023-s181" not in ids(date(2024, 1, 30))
    assert "osa-2023-s181" in ids(date(2024, 1, 31))


def test_the_threat_limb_of_malicious_communications_ends_the_day_before():
    assert "mca-1988-s1-to-2024" in ids(date(2024, 1, 30))
    assert "mca-1988-s1-to-2024" not in ids(date(2024, 1, 31))
    assert "mca-1988-s1" in ids(date(2024, 1, 31))


def test_stalking_is_not_retrospective():
    assert not {"pha-1997-s2a", "pha-1997-s4a", "pha-1997-s4a-to-2017"} & ids(date(2012, 11, 24))


def test_one_limb_of_each_section_applies_on_any_day():
    sections = [(offence.act, offence.section) for offence in offences().in_force(date(2026, 6, 1))]
    assert len(sections) == len(set(sections))


def test_a_long_standing_offence_needs_no_first_day():
    assert "oapa-1861-s16" in ids(date(1990, 1, 1))


def test_every_offence_says_how_it_is_known():
    for offence in offences().offences:
        has_limit = offence.time_limit is not TimeLimit.NONE
        assert set(offence.marks) == {"points", "penalty", "dates", *(["limit"] if has_limit else [])}
        assert offence.sources
        assert offence.jurisdiction == "England and Wales"


def test_what_is_only_remembered_is_not_settled_law():
    assert not offences().get("cda-1971-s2").is_settled_law
    assert offences().get("cda-1971-s2").marks["points"] is Mark.MEMORY
    assert offences().get("cjpoa-1994-s51-1").is_settled_law


def test_an_unknown_offence_is_not_guessed():
    with pytest.raises(KeyError):
        offences().get("no-such-act")


def test_the_offences_of_the_fact_base_are_there():
    assert len(offences().offences) >= 55
    listed = {corpus_id for offence in offences().offences for corpus_id in offence.corpus_ids}
    assert {"EW-PHA-4A", "EW-OSA-179", "EW-SOA-66B4", "EW-SOA-15A", "EW-PCA-1", "EW-TA-21", "EW-CMA-3A"} <= listed


@pytest.mark.parametrize(
    ("before", "after", "first"),
    [
        ("cjca-2015-s33-disclosing", "soa-2003-s66b-2", date(2024, 1, 31)),
        ("cjca-2015-s33-threatening", "soa-2003-s66b-4", date(2024, 1, 31)),
        ("mca-1988-s1-to-2015", "mca-1988-s1-to-2024", date(2015, 4, 13)),
        ("ca-2003-s127-2ab-to-2024", "osa-2023-s179", date(2024, 1, 31)),
        ("soa-2003-s15-to-2015", "soa-2003-s15", date(2015, 4, 13)),
        ("cda-1998-s32-1b-to-2017", "cda-1998-s32-1b", date(2017, 4, 3)),
    ],
)
def test_what_was_replaced_ends_the_day_before(before, after, first):
    day_before = first - timedelta(days=1)
    assert before in ids(day_before)
    assert after not in ids(day_before)
    assert after in ids(first)
    assert before not in ids(first)
    assert before in offences().get(after).replaces


def test_what_was_not_found_to_have_started_is_law_on_no_day():
    not_started = [offence for offence in offences().offences if not offence.commenced]
    assert {"soa-2003-s46a", "cpa-2026-s99"} <= {offence.id for offence in not_started}
    assert not any(offence.was_law_on(date(2030, 1, 1)) for offence in not_started)


def test_a_row_that_is_unsure_says_of_what_and_why():
    assert offences().get("cjpoa-1994-s51-1").check_this == ""
    said = offences().get("soa-2003-s66b-1").check_this
    assert said.startswith("Check this before you rely on it: the maximum")
    assert "the time limit (read in a secondary source)" in said


def test_whatever_is_summary_only_must_be_charged_in_time():
    summary = [offence for offence in offences().offences if offence.mode is Mode.SUMMARY]
    assert len(summary) > 15
    assert all(offence.time_limit is not TimeLimit.NONE for offence in summary)


def test_what_makes_an_offence_graver():
    stalking = {one.id for one in offences().aggravations_of("pha-1997-s2a")}
    assert {"hostility", "race-or-religion", "technology"} <= stalking
    assert "technology" not in {one.id for one in offences().aggravations_of("ta-1968-s21")}


@pytest.mark.parametrize("elsewhere", [Jurisdiction.SCOTLAND, Jurisdiction.NORTHERN_IRELAND])
def test_an_empty_pack_says_that_it_is_empty(elsewhere):
    assert offences(elsewhere).offences == ()
    assert elsewhere in offences(elsewhere).empty_because
    assert offences().empty_because == ""
