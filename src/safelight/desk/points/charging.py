"""By when an offence must be charged, from the days of the records its findings rest on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import polars as pl

from safelight.desk.points.grid import Row
from safelight.knowledge.time_limits import ChargeBy, charge_by
from safelight.signals.offence_points import day_of

COURSE = {"course-of-conduct", "repeated-or-continuous", "persistent-use"}
"""Points that make one offence of many acts: only the last act counts."""


@dataclass(frozen=True)
class Charging:
    """``by`` is for the last act on record; ``first`` for the first, where each act is an offence of its own."""

    by: ChargeBy
    last_act: date
    days_left: int
    first: ChargeBy | None = None
    first_act: date | None = None
    is_read_two_ways: bool = False
    """Whether the day of the last act may be another; the earlier is used."""

    @property
    def is_over(self) -> bool:
        """Whether the last day has gone by."""
        return self.days_left < 0


def charging_of(row: Row, table: pl.LazyFrame, *, today: date) -> Charging | None:
    """The time left; ``None`` where there is no limit, or no act has a day."""
    acts = _acts(table, row.records)
    if not acts:
        return None
    last_act, is_read_two_ways = acts[-1]
    by = charge_by(row.offence.time_limit, last_act)
    if by is None:
        return None
    first_act = acts[0][0]
    one_by_one = first_act != last_act and not COURSE & {cell.point.id for cell in row.cells}
    return Charging(
        by=by,
        last_act=last_act,
        days_left=(by.day - today).days,
        first=charge_by(row.offence.time_limit, first_act) if one_by_one else None,
        first_act=first_act if one_by_one else None,
        is_read_two_ways=is_read_two_ways,
    )


def _acts(table: pl.LazyFrame, records: Iterable[str]) -> list[tuple[date, bool]]:
    """The days of the records that have one, in order, and whether each can be read two ways."""
    moments = (
        table.filter(pl.col("record_id").is_in(list(records)))
        .select(pl.min_horizontal("at", "at_other").alias("at"), pl.col("at_other").is_not_null().alias("two"))
        .drop_nulls("at")
        .sort("at")
        .select(pl.col("at").dt.epoch("us"), "two")
        .collect()
    )
    return [(day, two) for at, two in moments.iter_rows() if (day := day_of(at))]
