"""``safelight plan``: a plan in words or as JSON; what cannot be used is said in a sentence."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from safelight.cli import app
from safelight.knowledge.measures import Phase
from safelight.planning.telling import PHASES

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "answers.yaml"
AT = "2026-11-27T12:00:00Z"


def ran(*asked: str):
    return CliRunner().invoke(app, ["plan", *asked])


@pytest.fixture(scope="module")
def told():
    result = ran("--answers", str(EXAMPLE), "--as-at", AT)
    assert result.exit_code == 0
    return result.stdout


def test_every_phase_is_told_in_its_order(told):
    places = [told.index(f"{PHASES[phase].upper()} (") for phase in Phase]
    assert places == sorted(places)


def test_it_says_where_word_lands_what_holds_and_what_to_ask(told):
    assert "Word to the recovery address or number lands at “the old family mail”." in told
    assert "[not yet: it would alert the other side]" in told
    assert "Before it can be opened: A day and hour for the window are agreed." in told
    assert "TO ASK NEXT" in told
    assert "Done when: " in told


def test_it_is_the_same_every_time(told):
    assert ran("--answers", str(EXAMPLE), "--as-at", AT).stdout == told


def test_json_holds_the_whole_plan():
    plan = json.loads(ran("--answers", str(EXAMPLE), "--as-at", AT, "--json").stdout)
    assert len(plan["placings"]) > 50
    assert {"measure", "gates", "landings", "why", "state"} <= plan["placings"][0].keys()
    assert plan["to_ask"][0]["waits"]


@pytest.mark.parametrize(
    ("text", "asked", "sentence"),
    [
        ("begun: 2026-11-27T09:00:00Z\nfootprint: {answers: {has_fone: yes}}", AT, "do you mean “has_phone”?"),
        ("begun: [", AT, "It is not YAML or JSON that can be read"),
        ("answers: {has_phone: perhaps}", AT, "“perhaps” is no answer"),
        ("answers: {}", "yesterday", "“yesterday” is no moment"),
        ("answers: {}", "2026-11-27T12:00:00", "has no zone"),
    ],
)
def test_what_cannot_be_used_is_said_in_a_sentence(tmp_path, text, asked, sentence):
    (tmp_path / "answers.yaml").write_text(text, encoding="utf-8")
    result = ran("--answers", str(tmp_path / "answers.yaml"), "--as-at", asked)
    assert result.exit_code == 2
    assert sentence in " ".join(result.stderr.split())
    assert result.stdout == ""
