"""The packs of risk: sound, sourced, and without a word of a licensed instrument's items."""

import pytest
import yaml

from safelight.knowledge.instruments import Instruments, instruments
from safelight.knowledge.pack import PACKS, PackRefused, load
from safelight.knowledge.risk_questions import RiskQuestions, risk_questions
from safelight.knowledge.risk_reviews import RiskReviews, risk_reviews


def test_every_section_has_questions_and_none_is_long():
    pack = risk_questions()
    for section in pack.sections:
        assert 1 <= len(pack.of_section(section.id)) <= 8


def test_a_question_is_one_question_in_plain_words():
    for question in risk_questions().questions:
        assert question.ask.endswith("?")
        assert question.ask.count("?") == 1
        assert len(question.ask.split()) <= 24


def test_no_instrument_brings_its_items():
    assert not {"items", "questions", "wording"} & set(Instruments.__struct_fields__)
    assert all(one.address.startswith("https://") and one.licence for one in instruments().instruments)


def test_grades_are_looked_at_sooner_the_higher_they_are():
    days = [grade.review_days for grade in risk_reviews().grades]
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize(
    ("file", "kind", "path", "value", "said"),
    [
        ("risk-questions", RiskQuestions, ("questions", 0, "section"), "nowhere", "which there is not"),
        ("risk-questions", RiskQuestions, ("questions", 0, "sources"), ["nowhere"], "rests on no source"),
        ("risk-questions", RiskQuestions, ("questions", 0, "id"), "worse", "stands twice"),
        ("risk-questions", RiskQuestions, ("questions", 0, "suggested_by"), [{}], "does not name one"),
        ("instruments", Instruments, ("instruments", 1, "marac_at_least"), 99, "cannot reach"),
        ("instruments", Instruments, ("instruments", 1, "source"), "nowhere", "does not name"),
        ("instruments", Instruments, ("instruments", 1, "id"), "dara", "stands twice"),
        ("risk-reviews", RiskReviews, ("grades", 0, "review_days"), 0, "less than a day"),
        ("risk-reviews", RiskReviews, ("events", 0, "id"), "other", "which there is not"),
        ("risk-reviews", RiskReviews, ("events", 0, "source"), "nowhere", "does not name"),
    ],
)
def test_a_bad_pack_is_refused_in_a_sentence(tmp_path, file, kind, path, value, said):
    written = yaml.safe_load((PACKS / f"{file}.yaml").read_text("utf-8"))
    rows, number, key = path
    written[rows][number][key] = value
    (tmp_path / f"{file}.yaml").write_text(yaml.safe_dump(written, allow_unicode=True), "utf-8")
    with pytest.raises(PackRefused, match=said):
        load(tmp_path / f"{file}.yaml", kind)
