"""The taught encoder as it ships, and what stands for it while learning from the corpus."""

import numpy as np
import polars as pl
import pytest
from tests.signals.heads.lessons import corpus

from safelight.signals.context import CaseContext
from safelight.signals.heads import message_scores
from safelight.signals.heads.readable import readable
from safelight.signals.heads.scores import shipped_model
from safelight.signals.heads.semantic.encoder import WITHOUT, EncoderRefused
from safelight.signals.heads.semantic.tuned import ANSWERED, DUE, tuned_installed
from safelight.signals.heads.talk import Talk
from safelight.signals.heads.talk_of import talk_of
from safelight.signals.heads.training.answers import NAME, answers_for, arrays_of
from safelight.signals.heads.weights_file import packed
from safelight.signals.labelled import table_with

MENACE = (
    (False, "why arent you answering me"), (True, "I've told you it's over. Please stop messaging"),
    (False, "you dont get to just leave me"), (False, "I know where you live. you'll be sorry you ever met me"),
)  # fmt: skip
EXTORTION = (
    (False, "I have your video and your contact list"), (True, "what? who are you"),
    (False, "Send 500 pounds in gift cards or I send it to all your friends"), (True, "please dont"),
    (False, "you have 1 hour"),
)  # fmt: skip
ORDINARY = (
    (False, "did you get bread"), (True, "yes and milk"), (False, "great see you at 6"), (True, "ok love you"),
    (False, "love you too x"),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _allowed(monkeypatch):
    monkeypatch.delenv(WITHOUT)


@pytest.fixture
def tuned():
    return tuned_installed()


@pytest.fixture
def talk():
    return talk_of(table_with(corpus(2)), CaseContext())[0]


def test_it_is_the_one_that_the_shipped_weights_were_learned_with(tuned):
    assert shipped_model()[0].semantic.encoder == tuned.version


def test_what_it_answers_of_a_message_does_not_hang_on_what_else_is_asked(tuned, talk):
    places = np.arange(len(talk))
    together = tuned(talk, places)
    assert together.shape == (len(talk), len(ANSWERED))
    assert all(isinstance(key, int) for key in tuned._kept)  # no words outlive their case
    tuned._kept.clear()
    assert np.array_equal(tuned(talk, places[[30, 5]]), together[[30, 5]])
    assert tuned(talk, places[:0]).shape == (0, len(ANSWERED))


@pytest.mark.parametrize("turned", [MENACE, EXTORTION])
def test_an_alert_is_due_sooner_where_a_conversation_turns_than_where_nothing_happens(tuned, turned):
    told = [
        tuned(talk_with(each), np.arange(len(each)))[:, ANSWERED.index(DUE)].max() for each in (turned, ORDINARY)
    ]
    assert told[0] > told[1] + 1


def talk_with(said):
    """Messages in turn of somebody and (``True``) the owner."""
    by_owner = np.array([owner for owner, _ in said])
    nothing = np.zeros(len(said))
    return Talk(
        texts=readable(pl.Series([text for _, text in said])),
        thread=np.zeros(len(said), dtype=np.int64),
        sender=by_owner.astype(np.int64),
        owner=by_owner.astype(np.float32),
        hours=nothing, clock=nothing, company=nothing,
    )  # fmt: skip


def test_scores_say_that_it_looked_and_warn_by_its_thresholds(tuned):
    table = table_with(corpus(2))
    scores, alone = message_scores(table, CaseContext()), message_scores(table, CaseContext(), encoded=False)
    assert (scores.encoder, scores.without) == (tuned.version, "")
    assert scores.begins == shipped_model()[0].semantic.warning.begins != alone.begins
    assert scores.passages.keys() == alone.passages.keys()


def test_what_the_corpus_holds_is_answered_from_its_file_and_the_rest_by_the_encoder(tuned, talk, tmp_path):
    places = np.arange(len(talk))
    known = tuned.windows(talk, places[:20])
    kept = np.full((20, len(ANSWERED)), 7.0, np.float32)
    (tmp_path / NAME).write_bytes(packed(arrays_of(known, kept, tuned.version)))
    told, asked = answers_for([tmp_path], tuned)(talk, places), tuned(talk, places)
    is_known = np.array([one in set(known) for one in tuned.windows(talk, places)])
    assert (told[is_known] == 7.0).all()
    assert np.array_equal(told[~is_known], asked[~is_known])
    assert 0 < is_known.sum() < len(talk)


def test_without_a_file_the_encoder_answers_everything(tuned, tmp_path):
    assert answers_for([tmp_path], tuned) is tuned


def test_a_file_of_another_encoder_is_refused_in_a_sentence(tuned, talk, tmp_path):
    known = tuned.windows(talk, np.arange(3))
    (tmp_path / NAME).write_bytes(packed(arrays_of(known, np.zeros((3, len(ANSWERED)), np.float32), "other")))
    with pytest.raises(EncoderRefused, match="are of another sentence encoder"):
        answers_for([tmp_path], tuned)


def test_the_corpus_that_ships_has_answers_for_the_encoder_that_ships(tuned, pytestconfig):
    with np.load(pytestconfig.rootpath / "corpus" / "training" / NAME) as arrays:
        assert arrays["encoder"].tolist() == [tuned.version]
        assert len(arrays["answers"]) == len(set(arrays["keys"].tolist())) > 20_000
