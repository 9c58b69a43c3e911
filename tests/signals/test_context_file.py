"""The context file: friendly where it can be, plain about what is wrong, and safe with hostile files."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from safelight.knowledge.jurisdiction import Jurisdiction
from safelight.signals.context import AccountOfConcern, CaseContext, Child, Order, Owner, ProtectedIdentity
from safelight.signals.context_file import load
from safelight.signals.context_refused import ContextRefused

FULL = b"""
timezone: Europe/London
owner: {name: Helen, accounts: ["+447700900817"], age: 46}
concern:
  - name: Graham
    accounts: [07700100123, graham-hill]
boundaries:
  - at: 2025-07-20 18:30
    account: 07700100123
orders:
  - kind: non-molestation order
    from: 2025-08-01
    to:
    conditions: [no contact by any means]
protected:
  - name: Helen Marsh
    aliases: [Nell]
children:
  - {name: Ada, age: 9}
"""


def test_the_jurisdiction_may_be_said_and_is_not_guessed():
    assert load(b"jurisdiction: scotland").jurisdiction is Jurisdiction.SCOTLAND
    assert load(b"").jurisdiction is Jurisdiction.ENGLAND_AND_WALES
    assert "England and Wales, Scotland, Northern Ireland" in refusal(b"jurisdiction: France")


def refusal(data: bytes) -> str:
    with pytest.raises(ContextRefused) as refused:
        load(data)
    return str(refused.value)


def test_every_key_is_read():
    context = load(FULL)
    assert context.timezone == "Europe/London"
    assert context.owner == Owner(name="Helen", accounts=("+447700900817",), age=46)
    assert context.concern == (AccountOfConcern(name="Graham", accounts=("07700100123", "graham-hill")),)
    assert context.boundaries[0].at == datetime(2025, 7, 20, 17, 30, tzinfo=UTC)
    assert context.orders == (
        Order(kind="non-molestation order", starts=date(2025, 8, 1), conditions=("no contact by any means",)),
    )
    assert context.protected == (ProtectedIdentity(name="Helen Marsh", aliases=("Nell",)),)
    assert context.children == (Child(name="Ada", age=9),)


def test_a_number_that_yaml_would_take_for_octal_stays_as_written():
    assert load(FULL).concern[0].accounts[0] == "07700100123"


def test_a_file_on_disk_reads_like_its_bytes(tmp_path: Path):
    (tmp_path / "context.yaml").write_bytes(FULL)
    assert load(tmp_path / "context.yaml") == load(FULL)


@pytest.mark.parametrize("data", [b"", b"{}", b"# nothing yet\n", b"owner:\nconcern:\n", b"\xef\xbb\xbf{}"])
def test_every_key_is_optional(data: bytes):
    assert load(data) == CaseContext()


def test_json_means_the_same_and_numbers_keep_their_digits():
    data = b'{"concern": [{"accounts": [447700900074, "x"]}], "owner": {"age": 15}, "children": null}'
    context = load(data)
    assert context.concern[0].accounts == ("447700900074", "x")
    assert context.owner.age == 15


def test_one_mapping_may_stand_for_a_list_of_one():
    assert load(b"concern: {name: Graham, accounts: graham-hill}").concern[0].accounts == ("graham-hill",)


def test_an_unknown_key_is_refused_with_the_nearest_known_one():
    sentence = refusal(b"concern:\n - {name: a, acounts: [b]}")
    assert "“concern”, entry 1, has the key “acounts”" in sentence
    assert "did you mean “accounts”?" in sentence
    assert "did you mean “boundaries”?" in refusal(b"boundarys: []")


def test_all_faults_are_told_at_once():
    with pytest.raises(ContextRefused) as refused:
        load(b"owner: {age: old}\nboundaries: [{account: x}]\norders: [{from: 3 May}]\nprotected: [{}]")
    assert len(refused.value.problems) == 5


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"boundaries: [{at: 2025-07-20 18:30}]", "has no zone"),
        (b"timezone: BST", "for example Europe/London"),
        (b"timezone: ../../etc/passwd", "not a zone"),
        (b"timezone: Europe/London\nboundaries: [{at: 2025-10-26 01:30}]", "happened twice"),
        (b"timezone: Europe/London\nboundaries: [{at: 2025-03-30 01:30}]", "never happened"),
        (b"boundaries: [{at: 03/05/2025}]", "write it like"),
        (b"timezone: Europe/London\nboundaries: [{at: 0001-01-01}]", "outside the years"),
        (b"boundaries: [{at: 0001-01-01T00:00+14:00}]", "outside the years"),
        (b"orders: [{kind: bail, from: 2025-05-03, to: 2025-05-01}]", "before it starts"),
        (b"orders: [{kind: bail, from: 2025-02-30}]", "is not a day"),
        (b"owner: {age: 200}", "whole years"),
        (b"owner: {age: -1}", "whole years"),
        (b"owner: {name: [a]}", "one piece of text"),
        (b"concern: [{accounts: [[a]]}]", "a list of texts"),
        (b"concern: [{}]", "names nobody"),
        (b"owner: Helen", "must be keys with values"),
        (b"- a\n- b", "must be keys with values"),
        (b"owner: {name: a}\nowner: {name: b}", "written twice"),
        (b'{"owner": {}, "owner": {}}', "written twice"),
        (b"owner: [", "can be read (line "),
        (b"? [a]\n: b", "a key must be a word"),
        (b"\xff\x00\xff", "cannot be read"),
        (b"owner: {name: \xff}", "not text in UTF-8"),
        (b'{"owner": {"name": "\\ud800"}}', "lone surrogate"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(data: bytes, says: str):
    assert says in refusal(data)


def test_a_day_without_an_hour_counts_from_its_end():
    context = load(b"timezone: Europe/London\nboundaries: [{at: 2025-07-20}]")
    assert context.boundaries[0].at == datetime(2025, 7, 20, 22, 59, 59, 999999, tzinfo=UTC)


@pytest.mark.parametrize(
    "data",
    [
        b"a: &a [x,x]\nb: &b [*a,*a]\nowner: {name: *b}",
        b"owner: !!python/object/apply:os.system [ls]",
        b"[" * 900_000,
        b'{"a":' * 200_000,
        b"{a: " * 200_000,
        b"owner: {name: '" + b"x" * 2_000_000 + b"'}",
    ],
)
def test_hostile_files_are_refused_in_words(data: bytes):
    assert refusal(data).startswith("The context file was not used.")


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_no_bytes_make_it_fall_over(data: bytes):
    try:
        outcome: CaseContext | ContextRefused = load(data)
    except ContextRefused as refused:
        outcome = refused
    assert isinstance(outcome, CaseContext) or all(sentence.endswith(".") for sentence in outcome.problems)


ACCOUNT = st.text(st.characters(codec="utf-8"), min_size=1).map(str.strip).filter(bool)


@given(st.lists(ACCOUNT, max_size=4, unique=True))
def test_accounts_come_back_exactly_as_written_in_json(accounts: list[str]):
    data = json.dumps({"owner": {"accounts": accounts}}).encode()
    assert load(data).owner.accounts == tuple(accounts)


@given(st.datetimes(), st.sampled_from(["Asia/Kolkata", "UTC", "Europe/London"]))
def test_a_naive_time_is_the_local_time_of_the_case(moment: datetime, zone: str):
    data = json.dumps({"timezone": zone, "boundaries": [{"at": moment.isoformat()}]}).encode()
    try:
        at = load(data).boundaries[0].at
    except ContextRefused as refused:
        assume(not any(word in str(refused) for word in ("clocks", "outside the years")))
        raise
    assert at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == moment
