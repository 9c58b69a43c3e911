"""When contact happens: by hour of the week, and week by week."""

from datetime import date, timedelta, tzinfo
from zoneinfo import ZoneInfo

import msgspec
import polars as pl

_CONTACT = ("message", "call", "post")


class Week(msgspec.Struct, frozen=True):
    """Contact in the seven days from ``monday`` on, by direction."""

    monday: date
    towards_owner: int
    from_owner: int
    unknown: int


class Rhythm(msgspec.Struct, frozen=True):
    """Counts of messages, calls and posts in local time of ``zone``.

    ``hours`` has seven rows (Monday first) of 24 counts of contact towards the owner, or of all contact where no
    direction is known (``of_all``). ``undated`` records are left out and counted.
    """

    zone: str
    hours: tuple[tuple[int, ...], ...]
    of_all: bool
    weeks: tuple[Week, ...]
    undated: int


def rhythm_of(table: pl.DataFrame, zone: tzinfo | None) -> Rhythm:
    """The rhythm of a table of records; without a zone, in UTC."""
    name = zone.key if isinstance(zone, ZoneInfo) else "UTC"
    contact = table.lazy().filter(pl.col("kind").is_in(_CONTACT)).select("at", "direction").collect()
    dated = contact.drop_nulls("at").with_columns(pl.col("at").dt.convert_time_zone(name))
    towards = dated.filter(pl.col("direction") == "towards_owner")
    of_all = towards.is_empty()
    return Rhythm(
        zone=name,
        hours=_hours(dated if of_all else towards),
        of_all=of_all,
        weeks=_weeks(dated),
        undated=contact.height - dated.height,
    )


def _hours(dated: pl.DataFrame) -> tuple[tuple[int, ...], ...]:
    grid = [[0] * 24 for _ in range(7)]
    counted = dated.group_by(pl.col("at").dt.weekday().alias("day"), pl.col("at").dt.hour().alias("hour")).len()
    for day, hour, count in counted.iter_rows():
        grid[day - 1][hour] = count
    return tuple(tuple(row) for row in grid)


def _weeks(dated: pl.DataFrame) -> tuple[Week, ...]:
    if dated.is_empty():
        return ()
    counted = (
        dated.with_columns(pl.col("at").dt.truncate("1w").dt.date().alias("monday"))
        .group_by("monday")
        .agg(
            *((pl.col("direction") == way).sum().alias(way) for way in ("towards_owner", "from_owner", "unknown"))
        )
        .sort("monday")
    )
    by_monday = {row["monday"]: Week(**row) for row in counted.iter_rows(named=True)}
    mondays = sorted(by_monday)
    weeks = (mondays[-1] - mondays[0]).days // 7 + 1
    every = (mondays[0] + timedelta(weeks=week) for week in range(weeks))
    return tuple(by_monday.get(monday, Week(monday, 0, 0, 0)) for monday in every)
