"""What the victim of the worked example told her advisor: safe contact, some answers about risk, and her diary."""

from datetime import date, time

import msgspec

from safelight.example.people import read_data
from safelight.readers.diary.entry import DiaryEntry
from safelight.readers.diary.moment import How, moment_of
from safelight.risk.answer import Answer


class _Written(msgspec.Struct, frozen=True, kw_only=True):
    what: str
    how: How
    day: date | None = None
    clock: time | None = None
    said: str = ""
    sort: str = ""
    who: str = ""
    felt: str = ""
    seen_by: str = ""
    kept: str = ""

    @property
    def entry(self) -> DiaryEntry:
        moment = moment_of(self.how, self.day, self.clock, said=self.said)
        return DiaryEntry(
            entry=0,
            version=0,
            what=self.what,
            when=moment.said,
            how=self.how.value,
            first=moment.first.isoformat() if moment.first else "",
            last=moment.last.isoformat() if moment.last else "",
            sort=self.sort,
            who=self.who,
            felt=self.felt,
            seen_by=self.seen_by,
            kept=self.kept,
        )


class _Told(msgspec.Struct, frozen=True, kw_only=True):
    contact: dict[str, str | list[str]]
    answers: dict[str, Answer]
    diary: tuple[_Written, ...]


class OwnAccount(msgspec.Struct, frozen=True, kw_only=True):
    """``contact`` by the names of the desk's rules of safe contact; answers by the ids of their questions."""

    contact: dict[str, str | list[str]]
    answers: dict[str, Answer]
    diary: tuple[DiaryEntry, ...]


def own_account() -> OwnAccount:
    """The same every time."""
    told = msgspec.convert(read_data("account.yaml"), _Told, strict=False)
    return OwnAccount(
        contact=told.contact, answers=told.answers, diary=tuple(written.entry for written in told.diary)
    )
