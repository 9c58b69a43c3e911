"""``CallHistory.sqlite``: calls made with WhatsApp."""

from collections.abc import Iterator

from safelight.readers.sqlite.apple_time import since_2001
from safelight.readers.sqlite.database import Database
from safelight.readers.sqlite.row import Row
from safelight.readers.sqlite.said import Said, given, record_of
from safelight.readers.whatsapp_ios.messages import PLATFORM
from safelight.records.record import Direction, Kind, Record, State

TABLES = ("ZWACDCALLEVENT",)
_OWN = {"zduration": "duration_seconds", "zoutcome": "outcome", "zgroupjidstring": "group"}


class Calls:
    """Every row of ``ZWACDCALLEVENT`` is a record; several of them may belong to one call."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._wholes = database.by_rowid("ZWAAGGREGATECALLEVENT")
        self._others = database.by("ZWACDCALLEVENTPARTICIPANT", "z1participants")

    def records(self) -> Iterator[Record]:
        """In the order of their numbers."""
        for row in self._database.rows("ZWACDCALLEVENT"):
            yield record_of(row, PLATFORM, self._said(row))

    def _said(self, row: Row) -> Said:
        whole = self._wholes.get(row.whole("z1callevents") or 0)
        others = given(*(one.text("zjidstring") for one in self._others.get(row.rowid, ())))
        said = Said(
            kind=Kind.CALL,
            at=since_2001(row.real("zdate")),
            at_text=row.text("zdate") or "",
            thread=row.text("zgroupjidstring") or ", ".join(others),
            extra=row.said(_OWN),
        )
        if whole is None:
            return said
        said.extra["call"] = "video" if whole.whole("zvideo") else "voice"
        if whole.whole("zincoming"):
            said.direction = Direction.TOWARDS_OWNER
            said.sender = others[0] if len(others) == 1 else row.text("zgroupcallcreatoruserjidstring")
            said.state = State.MISSED if whole.whole("zmissed") or not row.real("zduration") else State.SENT
        else:
            said.direction, said.recipients = Direction.FROM_OWNER, others
        return said
