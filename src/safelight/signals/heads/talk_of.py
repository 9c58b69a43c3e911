"""Makes a talk of a table of records."""

import polars as pl

from safelight.signals.context import CaseContext
from safelight.signals.heads.readable import Readable
from safelight.signals.heads.talk import Talk
from safelight.signals.said import Said, said_by_owner, said_in

_NOON = 12.0
_PAIR = 2
_HOUR = 3_600_000_000


def talk_of(records: pl.DataFrame, context: CaseContext) -> tuple[Talk, Said]:
    """The talk, and what it was made of: in the order of a ``Scene``'s places."""
    said = said_in(records)
    table = said.table
    numbered = table.select(
        thread=pl.struct("platform", "thread").rle_id(),
        sender=pl.Series(said.accounts),
        hours=pl.col("at").cast(pl.Int64) / _HOUR,
        clock=_clock(context),
        people=pl.col("sender").n_unique().over("platform", "thread"),
        told=pl.Series(said.told, dtype=pl.UInt32),
    )
    many = numbered["sender"].n_unique()
    account = numbered.select(account=(pl.col("thread").cast(pl.Int64) * many + pl.col("sender")).rank("dense"))
    talk = Talk(
        texts=Readable(said.texts),
        thread=numbered["thread"].cast(pl.Int64).to_numpy(),
        sender=account["account"].cast(pl.Int64).to_numpy(),
        owner=said_by_owner(table, context).cast(pl.Float32).fill_null(0.5).to_numpy(),
        hours=numbered["hours"].fill_null(float("nan")).to_numpy(),
        clock=numbered["clock"].fill_null(_NOON).to_numpy(),
        company=((numbered["people"] > _PAIR) | (numbered["told"] >= _PAIR)).cast(pl.Float64).to_numpy(),
    )
    return talk, said


def _clock(context: CaseContext) -> pl.Expr:
    at = pl.col("at").dt.convert_time_zone(context.timezone or "UTC")
    return at.dt.hour() + at.dt.minute() / 60
