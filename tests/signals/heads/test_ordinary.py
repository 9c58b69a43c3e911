"""Ordinary messages that stand alone: their words are learned from, half of them are left for measuring."""

import numpy as np
import pytest
from tests.signals.heads.lessons import corpus

from safelight.evaluating.ordinary_talk import TOGETHER, ordinary_talk
from safelight.signals.heads.families import SCORED
from safelight.signals.heads.training.boosting import Growing
from safelight.signals.heads.training.learning import learned
from safelight.signals.heads.training.lesson import lesson_of
from safelight.signals.heads.training.ordinary import alone_of, ordinary_in, to_learn_from
from safelight.signals.heads.training.train import train
from safelight.signals.labelled import LabelledRefused

PHONES = [
    f"soz luv {one} l8r, nobody leaves 2nite" for one in ("bus", "train", "work", "class", "gym", "pub", "shop")
]


@pytest.fixture
def file(tmp_path):
    place = tmp_path / "messages.tsv"
    lines = [
        *(f"ham\tC u at {hour} by the shop no {hour}" for hour in range(90)),
        "spam\tWIN a prize",
        "no mark",
        "",
    ]
    place.write_text("\n".join(lines), encoding="utf-8")
    return place


def test_only_what_is_marked_as_ordinary_is_taken_and_once(file):
    found = ordinary_in(file)
    assert len(found) == 90
    assert "WIN a prize" not in found
    file.write_text(file.read_text(encoding="utf-8") * 2, encoding="utf-8")
    assert ordinary_in(file) == found


def test_a_file_without_any_is_refused_in_words(tmp_path):
    (tmp_path / "none.tsv").write_text("spam\tWIN", encoding="utf-8")
    with pytest.raises(LabelledRefused, match="no ordinary message"):
        ordinary_in(tmp_path / "none.tsv")


def test_which_half_a_message_belongs_to_hangs_on_itself_alone(file):
    every = ordinary_in(file)
    half = to_learn_from(every)
    assert 30 < len(half) < 60
    assert [one for one in every if to_learn_from([one])] == half


def test_what_is_learned_from_as_ordinary_is_less_likely_to_be_harm():
    def told(ordinary: list[str]) -> float:
        lesson = lesson_of(corpus(), ordinary)
        model = learned(lesson, lesson.fold, lambda _: None, Growing(trees=3)).model
        return float(np.median(model.looks(alone_of(PHONES[-2:]))[2][:, SCORED.index("any")]))

    assert told(PHONES[:-2]) < told([])


def test_the_record_counts_them(folder_of_lessons, file, tmp_path):
    record = train([folder_of_lessons], tmp_path / "out", lambda _: None, Growing(trees=3), ordinary=file)
    assert record.ordinary == len(to_learn_from(ordinary_in(file)))
    assert len(record.ordinary_sha256) == 64
    assert record.messages == 480


def test_only_the_other_half_is_measured_on(file):
    every = ordinary_in(file)
    left = len(every) - len(to_learn_from(every))
    told = ordinary_talk(file)
    assert (told.of_all.messages, told.of_all.conversations) == (left, -(-left // TOGETHER))
    assert told.of_all.found + told.of_all.listed <= told.of_all.conversations
    assert all(one.strongly <= one.found <= told.of_all.found for one in told.by_signal.values())
