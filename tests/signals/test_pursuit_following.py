"""Watching, turning up and new accounts, told of by one account: weighed without a boundary."""

from collections.abc import Sequence

import numpy as np
from tests.signals.frames import frame

from safelight.signals.conduct import findings
from safelight.signals.conduct.findings import weighed
from safelight.signals.conduct.moments import strands
from safelight.signals.conduct.reading import Reading
from safelight.signals.context import CaseContext, Owner
from safelight.signals.finding import Strength
from safelight.signals.pursuit.following.family import FAMILY

DAY = 24 * 60
CONTEXT = CaseContext(owner=Owner(accounts=("me",)), timezone="Europe/London")
WATCHED = [(DAY * n, "him", text) for n, text in enumerate(["drove past yours last night", "saw you at the shop"])]
PLAIN = [(DAY * (n + 2), "him", f"and another thing {n}") for n in range(6)]


def chance(messages: Sequence[tuple[float, str, str]], *, like: float) -> float:
    reading = Reading(table := frame(messages), CONTEXT)
    reading.take_likeness("pursuit", np.array([like] * table.height))
    told = [one.probability for strand in strands(reading, FAMILY) for one in weighed(reading, FAMILY, strand)]
    return max(told, default=0.0)


def test_words_and_likeness_together_are_worth_a_look():
    assert chance([*WATCHED, *PLAIN], like=0.9) >= FAMILY.weights.moderate_from


def test_words_alone_are_not():
    assert chance([*WATCHED, *PLAIN], like=0.0) < FAMILY.weights.weak_from


def test_likeness_alone_says_nothing():
    assert chance(PLAIN, like=0.97) == 0.0


def test_it_is_never_strong():
    assert FAMILY.weights.strength(0.97) is Strength.MODERATE


def test_one_more_telling_message_never_weakens_it():
    more = [*WATCHED, *PLAIN, (DAY * 9, "him", "I'm outside your work")]
    assert chance(more, like=0.9) >= chance([*WATCHED, *PLAIN], like=0.9)


def test_a_claim_counts_the_messages_whose_words_it_names_and_no_others(monkeypatch):
    reading = Reading(table := frame([*WATCHED, *PLAIN]), CONTEXT)
    reading.take_likeness("pursuit", np.array([0.9] * table.height))
    monkeypatch.setattr(findings, "read", lambda *_: reading)
    (found,) = findings.examine_family(FAMILY, table, CONTEXT)
    assert len(found.records) == len(WATCHED)
    assert found.claim.startswith(f"{len(WATCHED)} messages from him towards the owner on 2 days together")
