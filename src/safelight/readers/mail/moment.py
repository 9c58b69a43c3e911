"""The time in a mail's header (RFC 5322, with the zone names of RFC 822; ISO 8601 where somebody wrote that)."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple

from safelight.records.moment import Micros, to_micros
from safelight.records.record import AtQuality

_DATE = re.compile(
    r"(?:[A-Za-z]{2,9}[,.]?\s+)?(\d{1,2})[\s-]{1,3}([A-Za-z]{3})[a-z]{0,6}[\s-]{1,3}(\d{4}|\d{2})\s+"
    r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.]\d{1,9})?\s*([+-]\d{4}|[A-Za-z]{1,5})?",
    re.ASCII,
)
_MONTHS = {name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_ZONE_HOURS = {
    "ut": 0, "utc": 0, "gmt": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6,
    "pst": -8, "pdt": -7,
}  # fmt: skip


class SentAt(NamedTuple):
    """A moment and how far it can be relied on."""

    at: Micros | None
    quality: AtQuality


MISSING = SentAt(None, AtQuality.MISSING)


def sent_at(written: str, zone: tzinfo | None) -> SentAt:
    """The moment a date means; without an offset of its own it is taken in ``zone``, or UTC, and says so."""
    try:
        moment = _rfc5322(written) or datetime.fromisoformat(written.strip())
        if moment.tzinfo:
            return SentAt(to_micros(moment), AtQuality.EXACT)
        return SentAt(to_micros(moment.replace(tzinfo=zone or UTC)), AtQuality.ZONE_ASSUMED)
    except (ValueError, OverflowError):
        return MISSING


def _rfc5322(written: str) -> datetime | None:
    """The moment, aware where an offset or a known zone is given; raises ``ValueError`` for a day there is not."""
    match = _DATE.match(written.strip())
    month = _MONTHS.get(match[2].lower()) if match else None
    if not match or not month:
        return None
    year = int(match[3])
    if len(match[3]) == 2:
        year += 2000 if year < 50 else 1900
    seconds = min(int(match[6] or 0), 59)
    moment = datetime(year, month, int(match[1]), int(match[4]), int(match[5]), seconds)  # noqa: DTZ001  zone below
    zone = _zone(match[7] or "")
    return moment.replace(tzinfo=zone) if zone else moment


def _zone(written: str) -> tzinfo | None:
    if written[:1] in ("+", "-"):
        minutes = int(written[1:3]) * 60 + int(written[3:5])
        return timezone(timedelta(minutes=minutes if written[0] == "+" else -minutes))
    hours = _ZONE_HOURS.get(written.lower())
    return None if hours is None else timezone(timedelta(hours=hours))
