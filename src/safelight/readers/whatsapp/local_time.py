"""From local times to UTC: the zone is the exporting phone's, told to us or assumed."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from safelight.readers.whatsapp.clock import DAY
from safelight.records.moment import MICROSECOND, Micros

_EPOCH_DAY = datetime(1970, 1, 1, tzinfo=UTC).toordinal()


class LocalTime:
    """Places local days and times in UTC. Without a zone UTC is assumed."""

    def __init__(self, zone: tzinfo | None) -> None:
        self._zone: tzinfo = zone or UTC
        self._days: dict[int, Micros | None] = {}

    def midnight(self, day: int) -> Micros | None:
        """UTC of the local midnight of an ordinal day; ``None`` where the clock changes during that day."""
        if day not in self._days:
            start = self._shift(day, 0, fold=0)
            steady = start == self._shift(day + 1, 0, fold=0) == self._shift(day, 0, fold=1)
            self._days[day] = (day - _EPOCH_DAY) * DAY - start if steady else None
        return self._days[day]

    def place(self, day: int, micros: Micros, not_before: Micros | None) -> tuple[Micros, Micros | None]:
        """UTC of a local time, and its other reading if the clock showed that time twice.

        Of two readings the first is taken, unless only the second keeps the order of the file.
        """
        base = (day - _EPOCH_DAY) * DAY + micros
        first, second = (base - self._shift(day, micros, fold=fold) for fold in (0, 1))
        if second <= first:  # the same, or a time the clock jumped over
            return first, None
        if not_before is not None and first < not_before <= second:
            return second, first
        return first, second

    def _shift(self, day: int, micros: Micros, *, fold: int) -> Micros:
        moment = datetime.combine(date.fromordinal(day), time.min, self._zone) + timedelta(microseconds=micros)
        return (moment.replace(fold=fold).utcoffset() or timedelta()) // MICROSECOND
