"""The sentence encoder helps where it is installed and unchanged; everything works without it and says so."""

from hashlib import sha256
from types import SimpleNamespace

import msgspec
import numpy as np
import pytest
from tests.signals.heads.lessons import corpus
from tests.signals.heads.made_encoder import MadeAnswers

from safelight.signals.context import CaseContext
from safelight.signals.heads import message_scores
from safelight.signals.heads.alerts import Alerts
from safelight.signals.heads.families import SCORED
from safelight.signals.heads.semantic import encoder as installed
from safelight.signals.heads.semantic import tuned
from safelight.signals.heads.semantic.encoder import EncoderRefused, Part, checked
from safelight.signals.heads.semantic.head import SemanticHead, candidates
from safelight.signals.heads.semantic.word_pieces import LONGEST, WordPieces
from safelight.signals.heads.talk_of import talk_of
from safelight.signals.heads.training.alerts import unfolded
from safelight.signals.heads.training.boosting import Growing
from safelight.signals.heads.training.semantic import SHARES
from safelight.signals.heads.training.train import train
from safelight.signals.heads.warning import CLOSER_SIGNS, UNASKED
from safelight.signals.heads.weights_file import RECORD, SEMANTIC, HeadsRefused, model_in
from safelight.signals.labelled import table_with

QUICK = Growing(trees=3)
LIKELY, UNLIKELY = 2.0, -9.0


@pytest.fixture
def talk():
    return talk_of(table_with(corpus(2)), CaseContext())[0]


@pytest.fixture(scope="module")
def made(folder_of_lessons, tmp_path_factory):
    out = tmp_path_factory.mktemp("weights")
    return train([folder_of_lessons], out, lambda _: None, QUICK, MadeAnswers()), out


@pytest.fixture
def allowed(monkeypatch):
    monkeypatch.delenv(installed.WITHOUT)
    monkeypatch.setattr(installed, "_made", installed._made.__wrapped__)
    monkeypatch.setattr(tuned, "_made", tuned._made.__wrapped__)


def head():
    return SemanticHead(np.array([[0.0], [1.0], [1.0]] * np.ones(len(SCORED))), np.zeros(6))


def test_learning_with_an_encoder_gives_the_same_bytes_twice(folder_of_lessons, made, tmp_path):
    train([folder_of_lessons], tmp_path, lambda _: None, QUICK, MadeAnswers())
    for name in (SEMANTIC, RECORD):
        assert (tmp_path / name).read_bytes() == (made[1] / name).read_bytes()


def test_the_record_says_what_was_used_and_how_much_it_counts(folder_of_lessons, made, tmp_path):
    record = made[0]
    assert record.semantic.encoder == "made"
    assert record.semantic.share in SHARES
    without = train([folder_of_lessons], tmp_path, lambda _: None, QUICK)
    assert without.semantic is None
    assert without.version == record.version
    assert not (tmp_path / SEMANTIC).exists()


def test_what_was_learned_comes_back_and_anothers_is_refused(made, tmp_path):
    model, _ = model_in(made[1])
    assert model.alerts == made[0].alerts
    assert model.semantic.alerts == made[0].semantic.alerts
    assert model.semantic.warning == made[0].semantic.warning
    assert set(model.semantic.warning.weights) == set(CLOSER_SIGNS)
    for name in (path.name for path in made[1].iterdir()):
        (tmp_path / name).write_bytes((made[1] / name).read_bytes() + b"\n" * (name == SEMANTIC))
    with pytest.raises(HeadsRefused, match=r"for the sentence encoder .* not the ones of their record"):
        model_in(tmp_path)


def test_without_the_extra_the_scores_are_those_of_the_heads_and_say_why(allowed, monkeypatch):
    monkeypatch.setattr(installed, "find_spec", lambda _: None)
    table = table_with(corpus(2))
    scores = message_scores(table, CaseContext())
    assert scores.encoder == ""
    assert "is not installed" in scores.without
    assert "“semantic”" in scores.without
    assert np.array_equal(scores.chances, message_scores(table, CaseContext(), encoded=False).chances)


def test_a_changed_file_is_refused_in_a_sentence_and_nothing_breaks(allowed, monkeypatch, tmp_path):
    for part in (installed.WEIGHTS, installed.PIECES):
        (tmp_path / part.path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / part.path).write_bytes(b"other")
    monkeypatch.setattr(
        installed, "find_spec", lambda _: SimpleNamespace(submodule_search_locations=[str(tmp_path)])
    )
    with pytest.raises(EncoderRefused, match=r"model\.onnx .* not the one this version was made with"):
        checked(installed.WEIGHTS)
    assert checked(Part("made", "model.onnx", sha256(b"other").hexdigest())) == b"other"
    with pytest.raises(EncoderRefused, match="cannot be read"):
        checked(Part("made", "nowhere.onnx", ""))
    assert "SHA-256" in message_scores(table_with(corpus(2)), CaseContext()).without


def test_only_the_likeliest_are_looked_at(talk):
    odds = np.full((len(talk), len(SCORED)), UNLIKELY)
    odds[[7, 20]] = LIKELY
    odds[20] += 1
    answers = MadeAnswers()
    closer = head().closer(talk, odds, answers, None)
    assert np.flatnonzero((closer.odds != odds).any(axis=1)).tolist() == [7, 20]
    assert np.flatnonzero((closer.besides != UNASKED).any(axis=1)).tolist() == [7, 20]
    assert answers.asked == [7, 20]
    assert candidates(odds, 1).tolist() == [20]
    assert np.array_equal(head().closer(talk, odds[:0], answers, None).odds, odds[:0])


def test_a_conversation_is_read_as_it_grows(talk):
    one = unfolded(talk.part(12, 24))
    assert len(one) == 78
    assert np.bincount(one.thread).tolist() == list(range(1, 13))
    assert one.texts.to_list()[-12:] == talk.texts.to_list()[12:24]


def test_alerts_are_chosen_so_that_few_harmless_conversations_raise_one(made):
    assert 0 < made[0].alerts.conversation <= 1
    assert made[0].alerts != Alerts()


def test_words_are_cut_into_their_longest_known_pieces():
    known = ["[CLS]", "[SEP]", "[UNK]", "un", "##able", "##afford", "cafe", "."]
    pieces = WordPieces(msgspec.json.encode({"model": {"vocab": {word: at for at, word in enumerate(known)}}}))
    assert pieces("unaffordable .") == [0, 3, 5, 4, 7, 1]
    assert pieces("café ☺") == [0, 6, 2, 1]
    assert pieces("x" * 101) == [0, 2, 1]
    assert len(pieces("un " * 200)) == LONGEST
