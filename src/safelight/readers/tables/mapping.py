"""What an officer said of a table: which column is what. It names columns and kinds of entry, never a row."""

from enum import StrEnum

import msgspec

from safelight.readers.date_order import DateOrder
from safelight.records.record import Direction, Kind


class TimeForm(StrEnum):
    """How the times of a table are written."""

    WRITTEN = "written"
    """As people and programs write dates: 2024-03-04 21:14, 04/03/2024 9:14 pm, 4 Mar 2024."""
    PATTERN = "pattern"
    """By a pattern such as ``dd/MM/yyyy HH:mm:ss`` (the letters of Unicode TS 35)."""
    SERIAL = "serial"
    """Days since the end of 1899, as spreadsheets count them."""
    SECONDS = "seconds"
    """Seconds since 1970 in UTC."""
    MILLISECONDS = "milliseconds"
    """Milliseconds since 1970 in UTC."""


class DurationUnit(StrEnum):
    """What a number in the column of durations counts; ``1:02:03`` is understood whatever is said."""

    SECONDS = "seconds"
    MINUTES = "minutes"
    MILLISECONDS = "milliseconds"


class TableMapping(msgspec.Struct, frozen=True, kw_only=True):
    """Which column is what; an empty name means that the table has no such column.

    Columns are known by their names in the row of names, or as ``column 1`` where there is no such row.
    """

    profile: str = ""
    """The name it was saved under, where it came from a saved description."""
    platform: str = ""
    """Where the table comes from, as it is to be shown: a network, a bank."""
    sheet: str = ""
    """Of a workbook: its name. Empty: every sheet that has these columns."""
    header_row: int = 1
    """The row that holds the names of the columns, counted from 1; 0 where there is none."""
    separator: str = ""
    """What stands between the fields of a text file; empty: found out."""
    leave_out_without_time: bool = False
    """Whether rows without a time (totals, remarks at the foot) are left out on purpose."""

    time: str = ""
    """Date and time, or the date where ``clock`` names a column for the time of day."""
    clock: str = ""
    time_form: TimeForm = TimeForm.WRITTEN
    pattern: str = ""
    date_order: DateOrder | None = None
    zone: str = ""
    """IANA name of the zone of local times; empty: as said of the exhibit or the case."""

    kind: Kind = Kind.MESSAGE
    kind_column: str = ""
    kinds: dict[str, Kind] = {}
    """By what stands in ``kind_column``, capital letters or not; anything else is ``kind``."""
    sender: str = ""
    recipient: str = ""
    other: str = ""
    """The other party, where a table names only one and says the direction."""
    direction_column: str = ""
    directions: dict[str, Direction] = {}
    """By what stands in ``direction_column``, capital letters or not."""
    thread: str = ""
    text: str = ""
    duration: str = ""
    duration_unit: DurationUnit = DurationUnit.SECONDS
    amount: str = ""
    cell: str = ""
    latitude: str = ""
    longitude: str = ""
    imei: str = ""
    imsi: str = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column it names, each once."""
        named = (getattr(self, role) for role in ROLES)
        return tuple(dict.fromkeys(name for name in named if name))


ROLES = (
    "time",
    "clock",
    "kind_column",
    "sender",
    "recipient",
    "other",
    "direction_column",
    "thread",
    "text",
    "duration",
    "amount",
    "cell",
    "latitude",
    "longitude",
    "imei",
    "imsi",
)
"""The fields of a mapping that name a column."""
