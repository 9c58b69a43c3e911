"""A file of answers becomes a situation, or is refused with a sentence for each fault."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from safelight.knowledge.answer import Answer
from safelight.knowledge.catalogue import catalogue
from safelight.knowledge.questions import footprint_questions
from safelight.planning.answers_file import load_answers
from safelight.planning.checking import faults_of
from safelight.planning.refused import AnswersRefused
from safelight.planning.situation import Situation

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "answers.yaml"


def written(text: str) -> Situation:
    return load_answers(f"begun: 2026-11-27T09:00:00Z\n{text}".encode())


def faults(situation: Situation) -> str:
    return " ".join(faults_of(situation, catalogue(), footprint_questions()))


def test_the_example_of_the_docs_is_sound():
    assert faults(load_answers(EXAMPLE)) == ""


def test_yes_and_no_stay_words_of_the_form():
    situation = written(
        "footprint: {answers: {has_phone: yes, has_car: no, followed: not sure, has_bank: not_asked},\n"
        "  things: [{id: a, kind: email, could_get_in: no, links_read: yes}]}"
    )
    answers = situation.footprint.answers
    assert [answers[one] for one in ("has_phone", "has_car", "followed", "has_bank")] == list(Answer)
    thing = situation.footprint.things[0]
    assert thing.links_read
    assert thing.could_get_in is Answer.NO


def test_json_and_yaml_say_the_same():
    text = '{"begun": "2026-11-27T09:00:00Z", "footprint": {"answers": {"has_phone": true, "has_car": "no"}}}'
    plain = yaml.safe_dump({"begun": "2026-11-27T09:00:00Z", "footprint": json.loads(text)["footprint"]})
    assert load_answers(text.encode()) == load_answers(plain.encode())


def test_a_file_with_nothing_but_its_beginning_is_enough():
    assert written("") == Situation(begun=datetime(2026, 11, 27, 9, tzinfo=UTC))


def test_a_footprint_alone_is_planned_from_as_at_the_moment():
    begun = datetime(2026, 11, 27, 9, tzinfo=UTC)
    found = load_answers(b"answers: {has_phone: 'yes'}\nthings: [{id: a, kind: phone}]", begun=begun)
    assert found.begun == begun
    assert found.footprint.answers == {"has_phone": Answer.YES}
    assert [one.kind for one in found.footprint.things] == ["phone"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("footprint: {answers: {has_phone: maybe}}", "“maybe” is no answer; write one of yes, no, not_sure"),
        ("footprint: {things: [{id: a}]}", "missing required field `kind`"),
        ("footprint: {things: [{id: a, kind: email, colour: red}]}", "unknown field `colour`"),
        ("window: {begins: tomorrow}", "window, begins"),
        ("done: [{measure: safe-contact, checked_by: A}]", "done, row 1"),
    ],
)
def test_a_wrong_form_is_refused_in_a_sentence(text, sentence):
    with pytest.raises(AnswersRefused) as refused:
        written(text)
    assert sentence in str(refused.value)
    assert "Nothing was planned or changed" in str(refused.value)


@pytest.mark.parametrize(
    "data", [b"", b"- a list", b"\xff\xfe\x00", b"a: &x b\nc: *x", b"{", b"begun: [[[[[[[[[[1]]]]]]]]]]"]
)
def test_what_is_no_form_is_refused(data):
    with pytest.raises(AnswersRefused, match="was not used"):
        load_answers(data)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("footprint: {answers: {has_fone: yes}}", "do you mean “has_phone”?"),
        (
            "footprint: {things: [{id: a, kind: e-mail}]}",
            "of a kind “e-mail” that is not known; do you mean “email”?",
        ),
        ("footprint: {things: [{id: a, kind: email}, {id: a, kind: email}]}", "“a” stands twice"),
        ("footprint: {things: [{id: a, kind: email, recovery_to: [b]}]}", "leads by recovery_to to “b”"),
        ("footprint: {things: [{id: a, kind: email, answers: {passes_out: yes}}]}", "do you mean “passes_on”?"),
        ("sealed: [{what: session_lists}]", "do you mean “session_list”?"),
        ("sealed: [{what: session_list, thing: b}]", "Something is said about “b”, which is no thing"),
        ("overrides: [{name: A, role: officer, reason: x, at: 2026-11-27T09:00:00Z, measures: [cut]}]", "“cut”"),
        ("window: {begins: 2026-11-27T09:00:00}", "has no zone; write it like 2026-11-27T09:00:00+00:00"),
    ],
)
def test_what_no_pack_knows_is_said_in_a_sentence(text, sentence):
    assert sentence in faults(written(text))
