"""How much of ordinary people's talk an officer is shown for nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import numpy as np
import polars as pl

from safelight.evaluating.found import MEASURABLE
from safelight.records.moment import to_micros
from safelight.records.record import AtQuality, Direction, Kind, Record
from safelight.records.table import table_of
from safelight.signals.context import CaseContext, Owner
from safelight.signals.finding import Finding, Strength
from safelight.signals.heads.training.ordinary import ordinary_in, to_learn_from
from safelight.signals.heads.worth_reading import worth_reading
from safelight.signals.measured import OfOrdinary, Ordinary
from safelight.signals.registry import examine_all

TOGETHER = 40
"""Messages that are put together as one conversation."""
_SEED = 20261127
_BEGINS, _BETWEEN = datetime(2026, 3, 2, 9, tzinfo=UTC), timedelta(minutes=20)


class OrdinaryTalk(msgspec.Struct, frozen=True):
    """Counts of conversations that were put together at random from messages nobody had learned from."""

    of_all: Ordinary
    by_signal: dict[str, OfOrdinary]


def ordinary_talk(file: Path) -> OrdinaryTalk:
    """What is shown of the ordinary messages of a file that training leaves for measuring, each day a conversation."""
    every = ordinary_in(file)
    left = sorted(set(every) - set(to_learn_from(every)))
    mixed = [left[place] for place in np.random.Generator(np.random.PCG64(_SEED)).permutation(len(left))]
    table, context = _conversations(mixed), CaseContext(owner=Owner(accounts=("owner",)), timezone="Europe/London")
    findings = examine_all(table, context).findings
    thread_of = dict(table.select("record_id", "thread").iter_rows())
    count = table["thread"].n_unique()
    return OrdinaryTalk(
        of_all=Ordinary(
            messages=table.height,
            conversations=count,
            found=len(_threads(findings, thread_of, Strength.MODERATE)),
            strongly=len(_threads(findings, thread_of, Strength.STRONG)),
            listed=len(worth_reading(table, context, findings)),
        ),
        by_signal={name: _of(name, findings, thread_of, count) for name in MEASURABLE},
    )


def _of(signal: str, findings: Iterable[Finding], thread_of: Mapping[str, str], count: int) -> OfOrdinary:
    own = [one for one in findings if one.signal == signal]
    moderate, strong = (_threads(own, thread_of, least) for least in (Strength.MODERATE, Strength.STRONG))
    return OfOrdinary(count, len(moderate), len(strong))


def _threads(findings: Iterable[Finding], thread_of: Mapping[str, str], least: Strength) -> set[str]:
    return {thread_of[record] for one in findings if one.strength.rank >= least.rank for record in one.records}


def _conversations(messages: Sequence[str]) -> pl.DataFrame:
    return table_of(_records(messages), exhibit="")


def _records(messages: Sequence[str]) -> Iterator[Record]:
    for place, text in enumerate(messages):
        day, turn = divmod(place, TOGETHER)
        by_owner, other = bool(turn % 2), f"person-{day:03d}"
        yield Record(
            kind=Kind.MESSAGE,
            member="set",
            offset=place,
            length=1,
            at=to_micros(_BEGINS + timedelta(days=day) + turn * _BETWEEN),
            at_quality=AtQuality.EXACT,
            platform="sms",
            thread=other,
            sender="owner" if by_owner else other,
            recipients=(other,) if by_owner else ("owner",),
            direction=Direction.FROM_OWNER if by_owner else Direction.TOWARDS_OWNER,
            text=text,
        )
