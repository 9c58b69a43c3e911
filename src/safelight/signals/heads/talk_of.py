"""Makes a talk of a table of records."""

import numpy as np
import polars as pl

from safelight.signals.context import CaseContext
from safelight.signals.heads.grams import readable
from safelight.signals.heads.talk import Talk
from safelight.signals.said import said_by_owner, said_in

_NOON = 12.0
_PAIR = 2
_HOUR = 3_600_000_000


def talk_of(records: pl.DataFrame, context: CaseContext) -> tuple[Talk, pl.DataFrame]:
    """The talk, and its table in the order of a ``Scene``'s places."""
    table = said_in(records).table
    by_owner = said_by_owner(table, context)
    numbered = table.select(
        thread=pl.struct("platform", "thread").rle_id(),
        sender=pl.col("sender").fill_null(""),
        hours=pl.col("at").cast(pl.Int64) / _HOUR,
        clock=_clock(context),
        people=pl.col("sender").n_unique().over("platform", "thread"),
        told=pl.col("recipients").list.len().max().over("platform", "thread"),
    )
    account = numbered.select(account=pl.struct("thread", "sender").rank("dense"))["account"]
    talk = Talk(
        texts=readable(table["text"]),
        thread=numbered["thread"].cast(pl.Int64).to_numpy(),
        sender=account.cast(pl.Int64).to_numpy(),
        owner=np.array([0.5 if one is None else float(one) for one in by_owner], dtype=np.float32),
        hours=numbered["hours"].fill_null(float("nan")).to_numpy(),
        clock=numbered["clock"].fill_null(_NOON).to_numpy(),
        company=((numbered["people"] > _PAIR) | (numbered["told"] >= _PAIR)).cast(pl.Float64).to_numpy(),
    )
    return talk, table


def _clock(context: CaseContext) -> pl.Expr:
    at = pl.col("at").dt.convert_time_zone(context.timezone or "UTC")
    return at.dt.hour() + at.dt.minute() / 60
