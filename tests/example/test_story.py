"""The story of the worked example stands in the records at its times, and the signals find it."""

from datetime import date, datetime, timedelta

import pytest

from safelight.examining.paths import examine
from safelight.example import write_example
from safelight.signals.finding import Strength

KEY_LINES = (
    ("2026-03-12 20:28", "Rhys Calder", "it's over for me"),
    ("2026-03-29 21:14", "Rhys Calder", "Please stop messaging me now Rhys. I need you to leave me alone."),
    ("2026-04-02 02:32", "Rhys Calder", "you'd have me on your conscience"),
    ("2026-04-06 09:31", "Rhys Calder", "You blocked this contact"),
    ("2026-04-19 22:31", "+447700900412", "New phone"),
    ("2026-04-19 22:42", "+447700900412", "You always walk back the same way"),
    ("2026-04-26 18:29", "+447700900412", "Would be a shame if Biscuit got out again"),
    ("2026-06-21 21:37", "north-lane-87", "Larch Court suits you. Blue door."),
    ("2026-07-01 15:34", "Hannah", "Non-molestation order"),
    ("2026-07-14 23:52", "+447700900468", "two weeks without a word"),
    ("2026-07-23 22:48", "+447700900468", "you and Hannah are sorry"),
)


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    return write_example(tmp_path_factory.mktemp("example"))


@pytest.fixture(scope="module")
def examined(example):
    return examine(*example.files, context=example.context)


@pytest.fixture(scope="module")
def by_id(examined):
    return {row["record_id"]: row for row in examined.table.iter_rows(named=True)}


@pytest.mark.parametrize(("local", "thread", "words"), KEY_LINES)
def test_key_lines_stand_at_their_local_times(examined, local, thread, words):
    table = examined.table.filter(
        (examined.table["thread"] == thread)
        & examined.table["text"].fill_null("").str.contains(words, literal=True)
    )
    (at,) = table["at"].dt.convert_time_zone("Europe/London")
    assert abs(at.replace(tzinfo=None) - datetime.fromisoformat(local)) < timedelta(minutes=3)


def test_the_context_knows_only_what_was_known_on_the_first_day(example):
    context = example.context
    assert context.concern_accounts == {"Rhys Calder", "+447700900118", "rhys.calder@example.com"}
    assert [f"{one.at:%d %b %H:%M}" for one in context.boundaries] == ["29 Mar 20:14", "06 Apr 08:31"]
    assert [(one.kind, one.starts) for one in context.orders] == [("non-molestation order", date(2026, 7, 1))]


def findings(examined, by_id, signal, words):
    return [
        [by_id[record] for record in finding.records]
        for finding in examined.examination.findings
        if finding.signal == signal and words in finding.claim
    ]


def test_contact_after_the_boundary_is_found(examined, by_id):
    found = findings(examined, by_id, "pursuit", "Rhys Calder appear to have come unasked")
    assert any(len(records) > 60 for records in found)


def test_the_order_is_seen_to_be_breached(examined):
    flags = {flag for finding in examined.examination.findings for flag in finding.flags}
    assert "order_breached" in flags


def test_nights_are_found(examined, by_id):
    assert findings(examined, by_id, "pursuit", "between midnight and 05:00")


def test_a_burst_against_the_usual_is_found(examined, by_id):
    assert findings(examined, by_id, "pursuit", "from Rhys Calder came within")


def test_a_place_known_without_being_told_is_found(examined, by_id):
    (records,) = findings(examined, by_id, "exposure", "knows where the owner can be found")
    assert [one["thread"] for one in records] == ["north-lane-87"]


def test_the_new_number_is_set_beside_the_old_account(examined):
    claims = [finding.claim for finding in examined.examination.findings if finding.signal == "pursuit"]
    assert any("+447700900412 first wrote" in claim and "Rhys Calder" in claim for claim in claims)


@pytest.mark.parametrize(
    "words",
    ["Would be a shame if Biscuit got out again", "You always walk back the same way", "you and Hannah are sorry"],
)
def test_veiled_and_conditional_threats_are_found(examined, by_id, words):
    texts = [
        by_id[record]["text"] or ""
        for finding in examined.examination.findings
        if finding.signal == "threats"
        for record in finding.records
    ]
    assert any(words in text for text in texts)


def test_self_pity_used_as_leverage_is_found(examined, by_id):
    texts = [
        by_id[record]["text"] or ""
        for finding in examined.examination.findings
        if "suicide_risk" in finding.flags
        for record in finding.records
    ]
    assert any("on your conscience" in text for text in texts)


HIS_KEY_LINES = tuple(words for _, thread, words in KEY_LINES if thread not in ("Hannah",))[2:]
MOST_FALSE_ALARMS = 1
"""Findings that rest on talk among friends alone. Lower it as the signals learn; never raise it."""
HIS_MAIL = {"rhys.calder@example.com", "northlane-rc@example.org"}
HIS_THREADS = {
    "Rhys Calder",
    "",
    "+447700900118",
    "+447700900412",
    "+447700900437",
    "+447700900468",
    "north-lane-87",
}


@pytest.mark.parametrize("words", [words for words in HIS_KEY_LINES if "blocked" not in words])
def test_every_key_line_of_his_is_laid_before_the_reader(examined, by_id, words):
    resting_on = {record for finding in examined.examination.findings for record in finding.records}
    assert any(words in (by_id[record]["text"] or "") for record in resting_on)


def alarms_among_friends(examined, by_id):
    return [
        finding
        for finding in examined.examination.findings
        if not any(
            by_id[record]["thread"] in HIS_THREADS or by_id[record]["sender"] in HIS_MAIL
            for record in finding.records
        )
    ]


def test_friends_are_hardly_ever_taken_for_a_danger(examined, by_id):
    assert len(alarms_among_friends(examined, by_id)) <= MOST_FALSE_ALARMS


def test_ordinary_life_is_never_more_than_a_weak_finding(examined, by_id):
    assert {finding.strength for finding in alarms_among_friends(examined, by_id)} <= {Strength.WEAK}


def test_there_is_banter_that_could_be_taken_for_a_threat(examined):
    friends = examined.table.filter(examined.table["thread"].is_in(["Hannah", "Priya"]))["text"].fill_null("")
    assert friends.str.contains(r"(?i)kill you|murder|killing me|dead man|throttle|smashed").sum() > 20
