"""How an account writes otherwise moves what was found between weak and moderate, and does nothing else."""

from math import exp
from types import SimpleNamespace

import numpy as np
import pytest
from tests.signals.frames import frame

from safelight.signals import likeness
from safelight.signals.context import CaseContext
from safelight.signals.episode import Candidate
from safelight.signals.heads.families import ANY
from safelight.signals.likeness import EVEN, LIKE
from safelight.signals.scene import Scene
from safelight.signals.threats.episodes import weighed_by
from safelight.signals.threats.signal import WEIGHTS
from safelight.signals.threats.signs import ENGINE, SPOKEN, candidates

MODEL = WEIGHTS["threat"]
HINT, OPEN_THREAT = frozenset({"threat.veiled"}), frozenset({"threat.kill", "fear_before"})
EVEN_CHANCE = 1 / (1 + exp(-EVEN))


def weighed(signs, like):
    return weighed_by(Candidate(0, signs, signs, (), learned=((LIKE, like),)), MODEL)


@pytest.fixture
def like_of(monkeypatch):
    """The sign of the first of some messages by one account, for chances of any harm laid down here."""

    def like(chances):
        scores = SimpleNamespace(
            column=lambda family: np.array(chances) if family == ANY else np.full(len(chances), EVEN_CHANCE)
        )
        monkeypatch.setattr(likeness, "message_scores", lambda *_: scores)
        table, context = frame([(n, "x", "accidents happen") for n in range(len(chances))]), CaseContext()
        ((name, value),) = likeness.Likeness(Scene(table, context, ENGINE, SPOKEN), table, context, "threats").of(
            0
        )
        assert name == LIKE
        return value

    return like


def test_it_lifts_a_hint_and_makes_nothing_strong():
    alone = weighed(HINT, 0.0).probability
    assert alone < MODEL.moderate_from <= weighed(HINT, 4.0).probability
    assert weighed(HINT, 40.0).probability < MODEL.strong_from


def test_what_is_looked_at_only_for_it_makes_nothing_strong():
    said = frozenset({"threat.by_others", "fear_before"})
    assert MODEL.probability(said) < MODEL.strong_from
    more = said | {"quiet.damage", "quiet.door", "quiet.consequence", "many_kinds"}
    assert weighed(said, 0.0).probability < weighed(more, 0.0).probability < MODEL.strong_from


def test_what_is_strong_is_never_weakened_and_does_not_name_it():
    kept = weighed(OPEN_THREAT, -9.0)
    assert kept.probability == MODEL.probability(OPEN_THREAT) >= MODEL.strong_from
    assert LIKE not in kept.candidate.values


def test_it_silences_nothing_that_was_pointed_at():
    pointed_at = frozenset({"threat.of_others"})
    assert MODEL.weak_from <= MODEL.probability(pointed_at)
    assert weighed(pointed_at, -9.0).probability >= MODEL.weak_from


def test_the_likeliest_of_what_is_around_count(like_of):
    calm = [0.1] * 20
    assert like_of(calm) < 0 < like_of([*calm, 0.8, 0.8, 0.8])
    assert like_of([*calm, *[0.1] * 20, 0.8, 0.8, 0.8]) == like_of(calm)  # too far away


def test_a_few_messages_speak_little_against_and_as_much_for(like_of):
    assert like_of([0.1] * 20) < like_of([0.1]) < 0
    assert like_of([0.9]) == like_of([0.9] * 20)


ORDINARY = "that porch has a lot of glass in it"


@pytest.mark.parametrize(
    ("chance", "answered", "weighed_at"), [(0.6, True, [0]), (0.6, False, []), (EVEN_CHANCE / 2, True, [])]
)
def test_ordinary_words_are_weighed_where_the_message_is_like_labelled_ones(
    monkeypatch, chance, answered, weighed_at
):
    """And only where the owner speaks too: a newsletter that nobody answers says such words all year."""
    scores = SimpleNamespace(column=lambda _: np.full(2, chance))
    monkeypatch.setattr(likeness, "message_scores", lambda *_: scores)
    table = frame([(0, "x", ORDINARY), (1, "me" if answered else "x", "ok")], owner="me")
    assert [one.place for one in candidates(table, CaseContext())[2]] == weighed_at
