"""The offence that was law on the day of the act is the one that applies."""

from datetime import date

import pytest

from safelight.knowledge.offences import Mark, offences


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
        assert set(offence.marks) == {"points", "penalty", "dates"}
        assert offence.sources
        assert offence.jurisdiction == "England and Wales"


def test_what_is_only_remembered_is_not_settled_law():
    assert not offences().get("cda-1971-s2").is_settled_law
    assert offences().get("cda-1971-s2").marks["points"] is Mark.MEMORY
    assert offences().get("cjpoa-1994-s51-1").is_settled_law


def test_an_unknown_offence_is_not_guessed():
    with pytest.raises(KeyError):
        offences().get("no-such-act")
