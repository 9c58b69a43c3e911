"""Which records a choice takes, and which stand around them as context."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

import polars as pl

from safelight.bundling.choice import Choice, Records, Removed
from safelight.bundling.on_file import CaseOnFile

USED_AS = "used_as"


class UsedAs(StrEnum):
    """Why a record is in a bundle."""

    FINDING = "finding"
    """A finding in the bundle rests on it."""
    CHOSEN = "chosen"
    """It fits what was chosen."""
    CONTEXT = "context"
    """It stands before or after one of the others, and is there so that they can be understood."""


def selected(case: CaseOnFile, choice: Choice) -> pl.DataFrame:
    """The records of the bundle in reading order, with a column ``used_as``; withheld ones are left out."""
    marked = case.table.with_columns(_own_reason(case, choice).alias(USED_AS))
    for step, steps in ((1, choice.after), (-1, choice.before)):
        marked = _with_neighbours(marked, choice.exhibits, step, steps)
    withheld = [removal.value for removal in choice.removals if removal.sort is Removed.RECORD]
    return (
        marked.with_columns(pl.coalesce(USED_AS, "beside").alias(USED_AS))
        .drop("beside")
        .filter(pl.col(USED_AS).is_not_null() & ~pl.col("record_id").is_in(withheld))
    )


def withheld(case: CaseOnFile, choice: Choice) -> pl.DataFrame:
    """The records that are left out as a whole, with the ``reason``."""
    reasons = {one.value: one.reason for one in choice.removals if one.sort is Removed.RECORD}
    rows = case.table.filter(pl.col("record_id").is_in(list(reasons)))
    return rows.with_columns(pl.col("record_id").replace_strict(reasons, return_dtype=pl.String).alias("reason"))


def _own_reason(case: CaseOnFile, choice: Choice) -> pl.Expr:
    resting = {
        record
        for accepted in case.accepted
        if accepted.finding.id in choice.findings
        for record in accepted.finding.records
    }
    reason = pl.when(pl.col("record_id").is_in(list(resting))).then(pl.lit(UsedAs.FINDING.value))
    if choice.records is Records.MATCHING:
        return reason.when(_fits(case, choice)).then(pl.lit(UsedAs.CHOSEN.value))
    return reason.otherwise(None)


def _fits(case: CaseOnFile, choice: Choice) -> pl.Expr:
    fits = pl.col("exhibit").is_in(list(choice.exhibits))
    if choice.conversations:
        fits &= pl.any_horizontal(
            (pl.col("platform") == each.platform) & (pl.col("thread") == each.thread)
            for each in choice.conversations
        )
    if choice.accounts:
        accounts = list(choice.accounts)
        received = pl.col("recipients").list.eval(pl.element().is_in(accounts)).list.any()
        fits &= pl.col("sender").is_in(accounts).fill_null(value=False) | received.fill_null(value=False)
    zone = ZoneInfo(case.zone)
    if choice.since:
        fits &= (pl.col("at") >= _midnight(choice.since, zone)).fill_null(value=False)
    if choice.until:
        fits &= (pl.col("at") < _midnight(choice.until + timedelta(days=1), zone)).fill_null(value=False)
    return fits


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _with_neighbours(rows: pl.DataFrame, exhibits: Iterable[str], step: int, steps: int) -> pl.DataFrame:
    """Marks up to ``steps`` records of the same conversation beside each that is in by itself."""
    own = pl.col(USED_AS).is_not_null()
    near = pl.any_horizontal(
        pl.lit(value=False),
        *(
            own.shift(step * distance, fill_value=False).over("platform", "thread")
            for distance in range(1, steps + 1)
        ),
    )
    before = pl.col("beside") if "beside" in rows.columns else pl.lit(None, pl.String)
    is_context = near & pl.col("exhibit").is_in(list(exhibits))
    beside = pl.when(is_context).then(pl.lit(UsedAs.CONTEXT.value)).otherwise(before)
    return rows.with_columns(beside.alias("beside"))
