"""A row of a described table as a record. Nothing it says is left behind."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from safelight.readers.entry_record import direction_by, record_of
from safelight.readers.json_text import Element
from safelight.readers.place import place
from safelight.readers.reader import ReadingHints
from safelight.readers.tables.duration import seconds_of
from safelight.readers.tables.mapping import TableMapping
from safelight.readers.tables.moment import Clock
from safelight.readers.tables.row import Place, TableRow, by_name, by_place
from safelight.records.record import Direction, Doubt, Kind, Record

_TAKEN = ("time", "clock", "sender", "recipient", "other", "thread", "text")
"""Roles whose column stands whole in a field of the record; all other columns stay in ``extra``."""
_ALSO = ("amount", "cell", "imei", "imsi")
"""Roles whose value stands in ``extra`` under the role's name, too."""
_REMEMBERED = 4_096


class Parties(NamedTuple):
    """Who, to whom, and which way it went, as far as the table says."""

    sender: str | None
    recipients: tuple[str, ...]
    direction: Direction


class Described:
    """Rows become records by what an officer said of the table."""

    def __init__(
        self, mapping: TableMapping, names: Sequence[str], clock: Clock, hints: ReadingHints, member: str
    ) -> None:
        self._mapping = mapping
        self._names = names
        self._clock = clock
        self._member = member
        self._taken = frozenset(getattr(mapping, role) for role in _TAKEN) - {""}
        self._also_taken = tuple((role, column) for role in _ALSO if (column := getattr(mapping, role)))
        self._places = {name: column for column, name in enumerate(names)}
        self._are_told_apart = len(self._places) == len(names)
        kinds = {said.casefold(): kind for said, kind in mapping.kinds.items()}
        ways = {said.casefold(): way for said, way in mapping.directions.items()}
        # Few different things stand in such columns.
        self._place = lru_cache(_REMEMBERED)(lambda north, east: place(north.strip(), east.strip()))
        self._kind = lru_cache(_REMEMBERED)(lambda said: kinds.get(said.strip().casefold(), mapping.kind))
        self._way = lru_cache(_REMEMBERED)(lambda said: ways.get(said.strip().casefold()))
        self._direction = lru_cache(_REMEMBERED)(lambda by, to: direction_by((by,), hints, (by, to)))

    def time_in(self, row: TableRow) -> str:
        """The time of a row as it stands in its column or columns."""
        fields, mapping = row.fields, self._mapping
        if not self._are_told_apart or len(fields) > len(self._names):
            return time_text(by_name(self._names, fields), mapping)
        date, clock = (self._places.get(column, len(fields)) for column in (mapping.time, mapping.clock))
        return _together(*(fields[column] if column < len(fields) else "" for column in (date, clock)))

    def record(self, row: TableRow, where: Place) -> Record:
        """What one row says."""
        mapping, value = self._mapping, by_name(self._names, row.fields)
        kind = self._kind(value.get(mapping.kind_column, ""))
        parties = self._parties(value)
        written = time_text(value, mapping)
        doubts = (*row.doubts, Doubt.CUT_SHORT) if len(row.fields) < len(self._names) else row.doubts
        return record_of(
            Element(where.pointer, where.start, where.end, value, doubts),
            member=self._member,
            platform=mapping.platform,
            known=self._taken,
            kind=kind,
            at=self._clock(written),
            at_text=written,
            thread=value.get(mapping.thread, "") or value.get(mapping.other, ""),
            sender=parties.sender,
            recipients=parties.recipients,
            direction=parties.direction,
            text=self._text(value, kind),
            extra=self._also(value, row),
        )

    def _text(self, value: dict[str, str], kind: Kind) -> str | None:
        said = value.get(self._mapping.text) if self._mapping.text else None
        return said if said or kind is Kind.MESSAGE else None

    def _parties(self, value: dict[str, str]) -> Parties:
        mapping = self._mapping
        sender, recipient = value.get(mapping.sender) or None, value.get(mapping.recipient) or None
        way = self._way(value.get(mapping.direction_column, ""))
        other = value.get(mapping.other) or None
        if other and way is Direction.TOWARDS_OWNER:
            sender = sender or other
        elif other and way is Direction.FROM_OWNER:
            recipient = recipient or other
        return Parties(sender, (recipient,) if recipient else (), way or self._direction(sender, recipient))

    def _also(self, value: dict[str, str], row: TableRow) -> dict[str, str]:
        mapping = self._mapping
        also = {role: value.get(column, "") for role, column in self._also_taken}
        if mapping.latitude and mapping.longitude:
            also |= self._place(value.get(mapping.latitude, ""), value.get(mapping.longitude, ""))
        if mapping.duration:
            also["duration_seconds"] = seconds_of(value.get(mapping.duration, ""), mapping.duration_unit)
        if row.stored:
            also |= {f"{by_place(self._names, column)} as stored": raw for column, raw in row.stored.items()}
        # A column of its own by such a name says what it says.
        return {name: said for name, said in also.items() if said and name not in value}


def time_text(value: dict[str, str], mapping: TableMapping) -> str:
    """Date and time of day, as they stand in one column or in two."""
    return _together(value.get(mapping.time, ""), value.get(mapping.clock, "") if mapping.clock else "")


def _together(date: str, clock: str) -> str:
    return f"{date} {clock}" if date and clock else date
