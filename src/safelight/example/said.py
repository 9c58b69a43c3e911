"""What is said in the worked example, before any app writes it down."""

from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from zoneinfo import ZoneInfo

import msgspec

LONDON: tzinfo = ZoneInfo("Europe/London")
OWNER = "Maya Ellis"
_SUNDAY = 6
_BANK_HOLIDAYS = frozenset(date(2026, *day) for day in ((4, 3), (4, 6), (5, 4), (5, 25)))


def weekday_of(day: date) -> int:
    """Monday 0 to Sunday 6; a bank holiday is lived like a Sunday."""
    return _SUNDAY if day in _BANK_HOLIDAYS else day.weekday()


class Form(StrEnum):
    """How it is said; the words in brackets in talk and story that stand for it."""

    TEXT = "text"
    PICTURE = "pic"
    VOICE = "voice"
    SHARE = "share"
    DELETED = "deleted"
    MISSED_CALL = "missed"
    CALL = "call"
    NOTICE = "notice"


class Said(msgspec.Struct, frozen=True):
    """One message or call. ``at`` is aware UTC; ``seconds`` is how long a call lasted."""

    at: datetime
    author: str
    text: str
    form: Form = Form.TEXT
    seconds: int = 0
    subject: str = ""

    @property
    def local(self) -> datetime:
        """The time on the clocks of the people in it."""
        return self.at.astimezone(LONDON)

    def later(self, seconds: float) -> "Said":
        """The same, said later."""
        return msgspec.structs.replace(self, at=self.at + timedelta(seconds=int(seconds)))
