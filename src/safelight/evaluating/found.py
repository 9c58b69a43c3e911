"""In which conversations each signal made a finding of at least moderate strength, against the labels of its family."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from safelight.evaluating.messages import SIGNAL_OF
from safelight.signals.finding import Finding, Strength
from safelight.signals.heads.families import FAMILIES, belongs
from safelight.signals.labelled import Labelled
from safelight.signals.measured import Counts
from safelight.signals.registry import SIGNALS

_NAMES = frozenset(signal.MANIFEST.name for signal in SIGNALS)
MEASURABLE = {
    SIGNAL_OF.get(family, family): family for family in FAMILIES if SIGNAL_OF.get(family, family) in _NAMES
}
"""Signals and the family of labels of each; accounts that may share a hand have none."""


class Examined(NamedTuple):
    """A labelled conversation and what was found in it."""

    conversation: Labelled
    findings: Sequence[Finding]


class Found(msgspec.Struct, frozen=True):
    """The counts of one signal, and the ids of conversations that it missed."""

    signal: str
    counts: Counts
    missed: tuple[str, ...]


def found(examined: Sequence[Examined]) -> tuple[Found, ...]:
    """One for each signal that has labels."""
    return tuple(_found(examined, signal, family) for signal, family in MEASURABLE.items())


def _found(examined: Iterable[Examined], signal: str, family: str) -> Found:
    rows = [
        (one.conversation, _strongest(one.findings, signal), _holds(one.conversation, family)) for one in examined
    ]
    moderate, strong = Strength.MODERATE.rank, Strength.STRONG.rank
    counts = Counts(
        conversations=len(rows),
        should=sum(should for _, _, should in rows),
        right=sum(should and rank >= moderate for _, rank, should in rows),
        right_strongly=sum(should and rank >= strong for _, rank, should in rows),
        wrong=sum(not should and rank >= moderate for _, rank, should in rows),
        wrong_strongly=sum(not should and rank >= strong for _, rank, should in rows),
        wrong_harmless=sum(not one.has_harm and rank >= moderate for one, rank, _ in rows),
    )
    missed = tuple(one.id for one, rank, should in rows if should and rank < moderate)
    return Found(signal, counts, missed)


def _strongest(findings: Iterable[Finding], signal: str) -> int:
    return max((one.strength.rank for one in findings if one.signal == signal), default=-1)


def _holds(conversation: Labelled, family: str) -> bool:
    return any(belongs(list(said.labels), family) for said in conversation.messages)
