"""Learning is the same every time, says what it learned from, and refuses what it cannot learn from."""

import msgspec
import numpy as np
import pytest
from tests.signals.heads.lessons import corpus

from safelight.signals.context import CaseContext
from safelight.signals.heads import message_scores
from safelight.signals.heads.scores import scored_by
from safelight.signals.heads.training.boosting import Growing
from safelight.signals.heads.training.train import train
from safelight.signals.heads.weights_file import RECORD, WEIGHTS, HeadsRefused, bytes_of, model_in
from safelight.signals.labelled import LabelledRefused, conversations_in, table_with

QUICK = Growing(trees=3)


@pytest.fixture(scope="module")
def made(folder_of_lessons, tmp_path_factory):
    out = tmp_path_factory.mktemp("weights")
    return train([folder_of_lessons], out, lambda _: None, QUICK), out


def test_the_same_folder_gives_the_same_weights_bit_for_bit(folder_of_lessons, made, tmp_path):
    train([folder_of_lessons], tmp_path, lambda _: None, QUICK)
    assert (tmp_path / WEIGHTS).read_bytes() == (made[1] / WEIGHTS).read_bytes()
    assert (tmp_path / RECORD).read_bytes() == (made[1] / RECORD).read_bytes()


def test_the_record_says_what_was_learned_from_and_how_well(made):
    record = made[0]
    assert (record.learned_from, record.with_harm, record.messages) == (40, 20, 480)
    assert record.left_out["threats"].labelled == 160
    assert record.left_out["threats"].average_precision > 0.9
    assert record.left_out["fraud"].average_precision is None


def test_what_was_learned_comes_back_from_its_bytes(made):
    model, version = model_in(made[1])
    assert version == made[0].version
    assert bytes_of(model) == (made[1] / WEIGHTS).read_bytes()
    assert np.isfinite(model.conversation).all()


def test_signals_can_be_asked_as_if_the_heads_had_learned_something_else(made):
    table = table_with(corpus(1))
    before = message_scores(table, CaseContext())
    with scored_by(model_in(made[1])[0], "without this conversation"):
        meanwhile = message_scores(table, CaseContext())
    assert meanwhile.version == "without this conversation"
    assert not np.array_equal(meanwhile.chances, before.chances)
    assert np.array_equal(message_scores(table, CaseContext()).chances, before.chances)


def test_weights_that_are_not_those_of_the_record_are_refused(made, tmp_path):
    (tmp_path / WEIGHTS).write_bytes((made[1] / WEIGHTS).read_bytes() + b"x")
    (tmp_path / RECORD).write_bytes((made[1] / RECORD).read_bytes())
    with pytest.raises(HeadsRefused, match="not the ones of their record"):
        model_in(tmp_path)
    with pytest.raises(HeadsRefused, match="cannot be read"):
        model_in(tmp_path / "nowhere")


def test_too_few_or_the_same_twice_are_refused_in_words(folder_of_lessons, tmp_path):
    with pytest.raises(LabelledRefused, match="is there twice"):
        train([folder_of_lessons, folder_of_lessons], tmp_path, lambda _: None, QUICK)
    few = tmp_path / "few"
    few.mkdir()
    (few / "one.json").write_bytes(msgspec.json.encode(corpus()[0]))
    with pytest.raises(LabelledRefused, match="nothing was learned"):
        train([few], tmp_path, lambda _: None, QUICK)


def test_a_file_of_another_kind_is_refused_by_name(tmp_path):
    (tmp_path / "other.json").write_text("{}")
    with pytest.raises(LabelledRefused, match=r"other\.json"):
        conversations_in(tmp_path)
    (tmp_path / "other.json").unlink()
    with pytest.raises(LabelledRefused, match="no labelled conversation"):
        conversations_in(tmp_path)
