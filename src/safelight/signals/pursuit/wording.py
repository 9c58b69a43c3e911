"""Sentences for findings: the claims in ``claims.yaml``, counts, and dates in the zone of the case."""

from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec
import yaml

from safelight.signals.finding import Gap


class Claim(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The wording of one kind of finding."""

    claim: str
    looks_at: str
    limits: tuple[str, ...]
    missing: tuple[Gap, ...]


@cache
def claims() -> dict[str, Claim]:
    """All claims, by kind."""
    written = yaml.safe_load((Path(__file__).parent / "claims.yaml").read_bytes())
    return msgspec.convert(written, dict[str, Claim])


class Clock:
    """Writes moments in the zone of the case, or in UTC and saying so where the zone is not known."""

    def __init__(self, timezone: str | None) -> None:
        self.zone = _zone(timezone)

    @property
    def is_local(self) -> bool:
        """Whether the zone of the case is known."""
        return self.zone is not None

    @property
    def name(self) -> str:
        """The zone's name, for Polars too."""
        return self.zone.key if self.zone else "UTC"

    def local(self, at: datetime) -> datetime:
        """The moment on the clock of the case."""
        return at.astimezone(self.zone or UTC)

    def day(self, at: datetime) -> str:
        """For example ``3 May 2025``."""
        local = self.local(at)
        return f"{local.day} {local:%B %Y}"

    def moment(self, at: datetime) -> str:
        """For example ``3 May 2025 at 18:30``."""
        return f"{self.day(at)} at {self.local(at):%H:%M}{'' if self.zone else ' UTC'}"

    def is_small_hours(self, at: datetime) -> bool:
        """Between midnight and 05:00 on the clock of the case."""
        return self.zone is not None and self.local(at).hour < SMALL_HOURS_END


SMALL_HOURS_END = 5


def _zone(timezone: str | None) -> ZoneInfo | None:
    try:
        return ZoneInfo(timezone) if timezone else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def counted(number: int, one: str, many: str = "") -> str:
    """For example ``1 contact`` or ``1,204 contacts``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def contacts_appear(number: int, who: str) -> str:
    """For example ``3 contacts from Graham appear``: the start of a claim."""
    return f"{counted(number, 'contact')} from {who} {'appears' if number == 1 else 'appear'}"


def lasting(span: timedelta) -> str:
    """For example ``40 minutes``, ``5 hours`` or ``3 days``."""
    if span < timedelta(hours=1):
        return counted(max(1, span // timedelta(minutes=1)), "minute")
    if span < timedelta(days=2):
        return counted(span // timedelta(hours=1), "hour")
    return counted(span // timedelta(days=1), "day")
