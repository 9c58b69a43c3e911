"""By which day an offence must be charged, counted as the law of England and Wales counts months."""

import calendar
from datetime import date, timedelta
from enum import StrEnum

import msgspec


class TimeLimit(StrEnum):
    """The rules there are."""

    NONE = "none"
    SIX_MONTHS = "six months"
    PERHAPS_SIX_MONTHS = "perhaps six months"
    FROM_EVIDENCE = "six months from evidence, three years at most"
    DOMESTIC_ASSAULT = "six months, or for domestic abuse two years"
    OF_ANOTHER = "that of the offence it goes with"


class ChargeBy(msgspec.Struct, frozen=True, kw_only=True):
    """The last day to charge, and what else it hangs on, as a sentence (empty where nothing)."""

    day: date
    unless: str = ""


SAYS = {
    TimeLimit.NONE: "No time limit: it can also be tried in the Crown Court.",
    TimeLimit.SIX_MONTHS: "Charge within six months of the offence; for a course of conduct, of its last act.",
    TimeLimit.PERHAPS_SIX_MONTHS: (
        "Not known: the Act was not read. It may be six months from the offence, so plan for that."
    ),
    TimeLimit.FROM_EVIDENCE: (
        "Charge within six months of the day on which the prosecutor has enough evidence, and within three years "
        "of the offence, the first day counted."
    ),
    TimeLimit.DOMESTIC_ASSAULT: (
        "Charge within six months of the offence. Where it is domestic abuse: within two years of the offence and "
        "six months of the first witness statement or recorded interview."
    ),
    TimeLimit.OF_ANOTHER: "That of the offence it goes with.",
}
_UNLESS = {
    TimeLimit.PERHAPS_SIX_MONTHS: "The Act was not read: there may be no such limit.",
    TimeLimit.FROM_EVIDENCE: "Six months from the day the prosecutor has enough evidence, if that is sooner.",
    TimeLimit.DOMESTIC_ASSAULT: (
        "Where it is domestic abuse it may be later: two years from the offence, and six months from the first "
        "statement."
    ),
}
_YEARS_MONTHS, _MONTHS = 36, 6


def charge_by(limit: TimeLimit, last_act: date, *, enough_evidence: date | None = None) -> ChargeBy | None:
    """The last day to charge where the last act was on a day of the clock in London; ``None`` where none is set.

    ``enough_evidence`` is the day on which the prosecutor had enough evidence, where that is known: only some
    limits run from it.
    """
    if limit in {TimeLimit.NONE, TimeLimit.OF_ANOTHER}:
        return None
    if limit is not TimeLimit.FROM_EVIDENCE:
        return ChargeBy(day=_months_after(last_act, _MONTHS), unless=_UNLESS.get(limit, ""))
    longest = _counting_the_first(last_act, _YEARS_MONTHS)
    if enough_evidence is None:
        return ChargeBy(day=longest, unless=_UNLESS[limit])
    return ChargeBy(day=min(longest, _counting_the_first(enough_evidence, _MONTHS)))


def _counting_the_first(day: date, months: int) -> date:
    """A period that begins with a day ends the day before: where an Act was not read, that is the careful way."""
    return _months_after(day, months) - timedelta(days=1)


def _months_after(day: date, months: int) -> date:
    """The same day of a later month, or that month's last where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))
