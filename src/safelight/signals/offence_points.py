"""Offences a finding may bear on, as the law stood on the day of the act, point by point in three values."""

from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from safelight.knowledge.offences import Offence, offences
from safelight.records.moment import Micros, from_micros
from safelight.signals.finding import Known, OffencePointer, PointToProve

LONDON = ZoneInfo("Europe/London")
UNSAID = "The records of this finding do not settle this point."
Reasons = Mapping[str, str]


def day_of(at: Micros | None) -> date | None:
    """The day of an act where the law of England and Wales counts days."""
    return None if at is None else from_micros(at).astimezone(LONDON).date()


def pointers(
    bearing: Mapping[str, Reasons],
    *,
    on: date | None,
    records: tuple[str, ...],
    against: Reasons,
    own: Mapping[str, tuple[str, ...]] | None = None,
) -> tuple[OffencePointer, ...]:
    """The offences that were law on the day, each with all its points.

    ``bearing`` gives, for each offence, the points the records support and why; ``against`` the points (of any
    offence) they speak against. Every other point is not yet known. ``own`` gives the records of points that
    rest on others than the finding's. Without a day, the law of the pack's date.
    """
    pack = offences()
    law = {offence.id: offence for offence in pack.in_force(on or pack.as_at)}
    return tuple(
        OffencePointer(offence, _points(law[offence], supported, records, against, own or {}))
        for offence, supported in bearing.items()
        if offence in law
    )


def _points(
    offence: Offence,
    supported: Reasons,
    records: tuple[str, ...],
    against: Reasons,
    own: Mapping[str, tuple[str, ...]],
) -> tuple[PointToProve, ...]:
    points = []
    for point in offence.points:
        if point.id in against:
            points.append(PointToProve(point.id, Known.CONTRADICTED, against[point.id], records))
        elif point.id in supported:
            rests_on = own.get(point.id, records)
            points.append(PointToProve(point.id, Known.SUPPORTED, supported[point.id], rests_on))
        else:
            points.append(PointToProve(point.id, Known.NOT_YET_KNOWN, UNSAID))
    return tuple(points)
