"""WhatsApp exports written in tests, a line at a time."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from tests.readers.metamorphic import read_all

from safelight.readers import whatsapp_text
from safelight.readers.reader import ReadingHints
from safelight.records.moment import to_micros
from safelight.records.record import Record

LONDON = ReadingHints(zone=ZoneInfo("Europe/London"))
LRM, RLM, NNBSP = "\u200e", "\u200f", "\u202f"


def records_of(text: str, hints: ReadingHints | None = None, path: str = "chat.txt") -> list[Record]:
    data = text.encode()
    records, _ = read_all(whatsapp_text, data, hints or ReadingHints(), path)
    for record in records:
        stored = data[record.offset : record.offset + record.length].decode()
        assert record.at_text in stored
        assert record.text is not None
        assert record.text in stored
    return records


def only(text: str, hints: ReadingHints | None = None, path: str = "chat.txt") -> Record:
    (record,) = records_of(text, hints, path)
    return record


def utc(year: int, month: int, day: int, hour: int, minute: int, second: int = 0) -> int:
    return to_micros(datetime(year, month, day, hour, minute, second, tzinfo=UTC))
