"""Harmless words in no order trouble nobody, whoever the owner is."""

import pytest
from benchmarks.harmless import salad, table_of

from safelight.signals import abuse, exposure, grooming, selfharm, threats
from safelight.signals.context import CaseContext
from safelight.signals.finding import Strength
from safelight.triage.level import Level
from safelight.triage.priority import weigh


@pytest.mark.parametrize("owner", ["me", None])
def test_a_salad_of_harmless_words_is_no_danger(owner):
    table = table_of(salad(20_000), owner=owner)
    found = [
        one
        for signal in (threats, exposure, grooming, selfharm, abuse)
        for one in signal.examine(table, CaseContext())
    ]
    assert not [one for one in found if one.strength is not Strength.WEAK]
    assert weigh(found, CaseContext(), waiting=None).level.rank <= Level.LOW.rank
