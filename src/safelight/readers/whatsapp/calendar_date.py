"""The date in a header: three fields, an order that may be unsure, and the calendar the phone used."""

import re
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from safelight.readers.whatsapp.marks import without_marks


class DateOrder(StrEnum):
    """In which order the fields of a date stand."""

    DAY_MONTH_YEAR = "day, month, year"
    MONTH_DAY_YEAR = "month, day, year"
    YEAR_MONTH_DAY = "year, month, day"
    YEAR_DAY_MONTH = "year, day, month"


class WrittenDate(NamedTuple):
    """Three fields as numbers, and the way they were written: dates written one way share one order."""

    fields: tuple[int, int, int]
    way: str
    """Separators and the width of the year, for example ``/ /4``."""
    era: str
    year_first: bool
    year_may_be_first: bool
    """Two digits everywhere, blanks and a final full stop: so do Korean and Hungarian phones, year first."""


_PARTS = re.compile(r"([^\W\d_]*)(\d+)")
_SHORT_YEAR = 2
_FIRST_YEARS = {"r": 2018, "令和": 2018, "h": 1988, "平成": 1988, "s": 1925, "民國": 1911, "民国": 1911}
"""The year before the first of each era."""
_BUDDHIST_SHIFT = 543
_BUDDHIST_MARKS = ("be", "b.e.", "พ.ศ.")
_BUDDHIST_YEARS = range(2512, 2743)
_BUDDHIST_SHORT_YEARS = range(52, 100)
"""WhatsApp began in 2009, the year 2552: a year written ``67`` is 2567 there, and cannot be 2067 yet."""
_YEARS = range(1970, 2200)

YEAR_FIRST = (DateOrder.YEAR_MONTH_DAY, DateOrder.YEAR_DAY_MONTH)
YEAR_LAST = (DateOrder.DAY_MONTH_YEAR, DateOrder.MONTH_DAY_YEAR)


def read_date(written: str) -> WrittenDate:
    """The fields of a date as written in a header."""
    plain = without_marks(written)
    parts = list(_PARTS.finditer(plain))[:3]
    texts = [part[2] for part in parts]
    eras = [part[1].casefold() for part in parts]
    year_first = len(texts[0]) > _SHORT_YEAR or bool(eras[0])
    tail = plain[parts[2].end() :].strip()
    separators = plain[parts[0].end() : parts[1].start()] + plain[parts[1].end() : parts[2].start()]
    era = next((era for era in eras if era), tail.casefold() if tail.casefold() in _BUDDHIST_MARKS else "")
    short = not era and all(len(text) <= _SHORT_YEAR for text in texts)
    return WrittenDate(
        fields=(int(texts[0]), int(texts[1]), int(texts[2])),
        way=f"{separators}{tail}{len(texts[0]) if year_first else len(texts[2])}{year_first}{era}",
        era=era,
        year_first=year_first,
        year_may_be_first=short and tail.startswith(".") and " " in separators,
    )


def orders_of(written: WrittenDate) -> tuple[DateOrder, ...]:
    """The orders that dates written this way may stand in."""
    if written.year_first:
        return YEAR_FIRST
    return (*YEAR_LAST, DateOrder.YEAR_MONTH_DAY) if written.year_may_be_first else YEAR_LAST


def day_number(written: WrittenDate, order: DateOrder) -> int | None:
    """The proleptic Gregorian ordinal of the date read in this order, or ``None`` where there is no such date."""
    first, second, third = written.fields
    match order:
        case DateOrder.DAY_MONTH_YEAR:
            day, month, year = first, second, third
        case DateOrder.MONTH_DAY_YEAR:
            month, day, year = first, second, third
        case DateOrder.YEAR_MONTH_DAY:
            year, month, day = first, second, third
        case DateOrder.YEAR_DAY_MONTH:
            year, day, month = first, second, third
    year = _gregorian(year, written.era)
    if year not in _YEARS:
        return None
    try:
        return date(year, month, day).toordinal()
    except ValueError:
        return None


def _gregorian(year: int, era: str) -> int:
    if era in _FIRST_YEARS:
        return _FIRST_YEARS[era] + year
    if year in _BUDDHIST_YEARS:
        return year - _BUDDHIST_SHIFT
    if year in _BUDDHIST_SHORT_YEARS or (era in _BUDDHIST_MARKS and year < _BUDDHIST_SHORT_YEARS.stop):
        return 2500 + year - _BUDDHIST_SHIFT
    return 2000 + year if year < _BUDDHIST_SHORT_YEARS.start else year
