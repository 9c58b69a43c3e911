"""Times of records, told in the time of the case and not in that of the desk."""

from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo


class LocalTime(datetime):
    """A moment that templates show in its own zone (Django: Time zones, "Controlling conversion")."""

    convert_to_local_time: ClassVar[bool] = False


def local_time(at: datetime, zone: ZoneInfo) -> LocalTime:
    """The same moment as a clock on the wall in the zone shows it."""
    local = at.astimezone(zone)
    return LocalTime.combine(local.date(), local.timetz())
