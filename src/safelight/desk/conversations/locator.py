"""From a record to the very bytes it was read from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from safelight.desk import content
from safelight.desk.cases.models import Case
from safelight.desk.conversations.hexdump import HexLine, hexdump
from safelight.desk.exhibits.models import Exhibit
from safelight.evidence.audit import AuditEvent
from safelight.readers.tables.behind import is_in_a_workbook, row_behind
from safelight.records.visible import visible

MOST_BYTES = 4_096
LARGEST_WORKBOOK_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True)
class Located:
    """Where a record stands: its exhibit, the dump of its first bytes, and the same bytes as text."""

    exhibit: Exhibit
    lines: list[HexLine]
    as_text: str
    left_out: int
    """Bytes past the first ``MOST_BYTES`` that are not shown."""


def locate(case: Case, row: Mapping[str, Any], *, audit: AuditEvent) -> Located:
    """The bytes of a record, from the sealed original; raises ``content.NoSuchMember``."""
    exhibit = case.exhibits.filter(sha256=row["exhibit"]).first()
    if exhibit is None:
        message = "The exhibit this record came from is no longer in the case."
        raise content.NoSuchMember(message)
    if is_in_a_workbook(row["pointer"] or ""):
        return _in_workbook(exhibit, row, audit)
    length = min(row["length"], MOST_BYTES)
    data = content.open_bytes(exhibit, row["member"], row["offset"], length, audit=audit)
    return Located(
        exhibit=exhibit,
        lines=hexdump(data, offset=row["offset"]),
        as_text=visible(data.decode("utf-8", "replace")),
        left_out=row["length"] - length,
    )


def _in_workbook(exhibit: Exhibit, row: Mapping[str, Any], audit: AuditEvent) -> Located:
    """The row as it stands in the XML of its sheet: the bytes in the file are packed and say nothing to people."""
    data = content.open_bytes(exhibit, row["member"], 0, LARGEST_WORKBOOK_BYTES, audit=audit)
    found = row_behind(data, row["pointer"])
    start, bytes_of_row = found or (row["offset"], data[row["offset"] :][: row["length"]])
    shown = bytes_of_row[:MOST_BYTES]
    return Located(
        exhibit=exhibit,
        lines=hexdump(shown, offset=start),
        as_text=visible(shown.decode("utf-8", "replace")),
        left_out=len(bytes_of_row) - len(shown),
    )
