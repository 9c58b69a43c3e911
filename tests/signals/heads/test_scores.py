"""What the heads say does not depend on the order of the table, on how long it is, or on who asks first."""

import numpy as np
import polars as pl
import pytest
from tests.signals.frames import frame
from tests.signals.heads.lessons import corpus

from safelight.signals.context import CaseContext
from safelight.signals.heads import message_scores
from safelight.signals.heads import model as whole
from safelight.signals.heads.families import FAMILIES, SCORED
from safelight.signals.heads.scores import shipped_model
from safelight.signals.heads.talk_of import talk_of
from safelight.signals.labelled import table_with
from safelight.signals.scene import Scene
from safelight.signals.threats.signs import ENGINE

TALK = frame(
    [
        (0, "x", "hello, got home all right?"),
        (1, "me", "yes thanks"),
        (60, "x", "why were you out so late, who were you with"),
        (62, "me", "please stop messaging me. leave me alone"),
        (300, "x", "you will regret this. i will find you and k i l l you"),
        (301, "x", "i am outside your house"),
    ]
)


def test_every_message_has_a_probability_for_every_family():
    scores = message_scores(TALK, CaseContext())
    assert len(scores) == 6
    assert scores.chances.shape == (6, len(SCORED))
    assert ((scores.chances > 0) & (scores.chances < 1)).all()
    assert list(scores.threads) == [("whatsapp", "chat")]
    assert set(FAMILIES) < set(SCORED)


def test_a_threat_ranks_above_small_talk_and_a_boundary_is_heard():
    scores = message_scores(TALK, CaseContext())
    assert scores.at(4, "threats") > 5 * scores.at(0, "threats")
    assert scores.at(3, "boundary") == scores.column("boundary").max()
    assert scores.above(scores.at(4), "any")[0] in {4, 5}


def test_rows_fit_the_places_of_a_scene_and_records_find_their_own():
    scene = Scene(TALK, CaseContext(), ENGINE)
    scores = message_scores(TALK, CaseContext())
    assert scores.records == tuple(scene.records)
    assert scores.of(scene.records[4], "threats") == scores.at(4, "threats")
    assert scores.of("nowhere") == 0.0


def test_the_order_of_the_table_does_not_matter():
    shuffled = message_scores(TALK.sample(fraction=1.0, shuffle=True, seed=3), CaseContext())
    assert np.array_equal(shuffled.chances, message_scores(TALK, CaseContext()).chances)


def test_a_disguise_changes_little():
    open_words = TALK.with_columns(pl.col("text").str.replace("k i l l", "kill", literal=True))
    assert message_scores(open_words, CaseContext()).at(4, "threats") == message_scores(TALK, CaseContext()).at(
        4, "threats"
    )


def test_a_long_case_is_read_in_windows_that_do_not_show(monkeypatch):
    talk, _ = talk_of(table_with(corpus(30)).with_columns(thread=pl.lit("one")), CaseContext())
    model, _ = shipped_model()
    at_once = model.scores(talk)
    monkeypatch.setattr(whole, "AT_ONCE", 130)
    in_windows = model.scores(talk)
    assert np.allclose(at_once[0], in_windows[0], atol=1e-5)
    assert np.allclose(at_once[1], in_windows[1], atol=1e-5)


@pytest.mark.parametrize("rows", [0, 1, 2])
def test_very_little_is_scored_too(rows):
    assert len(message_scores(TALK.head(rows), CaseContext())) == rows


def test_an_unknown_owner_lies_between_the_two_readings():
    unknown = frame([(0, "a", "i will find you"), (1, "b", "stop")], owner=None)
    assert 0 < message_scores(unknown, CaseContext()).at(0, "any") < 1


def test_texts_without_a_letter_or_with_any_are_survived():
    odd = frame([(0, "a", "…"), (1, "b", " "), (3, "b", "x" * 5000), (4, "a", "😀" * 90)])
    assert len(message_scores(odd, CaseContext())) == 4
