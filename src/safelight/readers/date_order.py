"""Which part of a written date comes first, where that is open."""

from enum import StrEnum


class DateOrder(StrEnum):
    """Which comes first in dates like 03/04/2024, where the file itself does not decide it."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
