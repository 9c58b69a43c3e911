"""Time zones to choose from: this country first, then all others by their IANA names."""

from functools import lru_cache
from zoneinfo import available_timezones

HERE = ("Europe/London", "UTC")
_NO_PLACES = ("Etc/", "SystemV/", "US/", "posix/", "right/")


@lru_cache(maxsize=1)
def zone_names() -> tuple[str, ...]:
    """Names of zones that are places, in the order of a list to choose from."""
    places = (name for name in available_timezones() if "/" in name and not name.startswith(_NO_PLACES))
    return (*HERE, *sorted(set(places) - set(HERE)))
