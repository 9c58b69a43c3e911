"""The offences a course of contact may bear on, as the law stood on its days, with each point in three values."""

from datetime import date

from safelight.knowledge.offences import offences
from safelight.signals.finding import Known, OffencePointer, PointToProve

_ASK = "Only the person affected can say; it is never inferred from messages."


def pointer(offence: str, days: tuple[date, date], known: dict[str, PointToProve]) -> tuple[OffencePointer, ...]:
    """The offence with each of its points, empty where it was not law on the first or last day of the course."""
    pack = offences()
    law = pack.get(offence)
    if not any(law.was_law_on(day) for day in days):
        return ()
    points = tuple(known.get(point.id, _unknown(point.id)) for point in law.points)
    return (OffencePointer(offence, points),)


def supported(point: str, reason: str, records: tuple[str, ...] = ()) -> PointToProve:
    """A point the records speak for."""
    return PointToProve(point, Known.SUPPORTED, reason, records[:20])


def not_yet_known(point: str, reason: str) -> PointToProve:
    """A point the records leave open."""
    return PointToProve(point, Known.NOT_YET_KNOWN, reason)


def _unknown(point: str) -> PointToProve:
    reason = _ASK if point in ("harassment", "serious-effect", "fear-of-violence") else "Not shown by the records."
    return PointToProve(point, Known.NOT_YET_KNOWN, reason)
