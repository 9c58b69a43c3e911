"""From a record to the very bytes it was read from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from safelight.desk import content
from safelight.desk.cases.models import Case
from safelight.desk.conversations.hexdump import HexLine, hexdump
from safelight.desk.exhibits.models import Exhibit
from safelight.evidence.audit import AuditEvent
from safelight.readers.apart.asked.answers import Piece
from safelight.readers.apart.asked.asking import NotAnswered
from safelight.readers.apart.asked.questions import FindRow
from safelight.readers.tables.pointer import is_in_a_workbook
from safelight.records.visible import visible

MOST_BYTES = 4_096


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
    piece = _in_workbook(exhibit, row, audit) or _piece(exhibit, row, audit)
    return Located(
        exhibit=exhibit,
        lines=hexdump(piece.data, offset=piece.start),
        as_text=visible(piece.data.decode("utf-8", "replace")),
        left_out=piece.left_out,
    )


def _piece(exhibit: Exhibit, row: Mapping[str, Any], audit: AuditEvent) -> Piece:
    length = min(row["length"], MOST_BYTES)
    data = content.open_bytes(exhibit, row["member"], row["offset"], length, audit=audit)
    return Piece(row["offset"], data, row["length"] - length)


def _in_workbook(exhibit: Exhibit, row: Mapping[str, Any], audit: AuditEvent) -> Piece | None:
    """The row as it stands in the XML of its sheet: the bytes in the file are packed and say nothing to people."""
    if not is_in_a_workbook(row["pointer"] or ""):
        return None
    try:
        return content.ask_of(exhibit, row["member"], FindRow(row["pointer"], MOST_BYTES), Piece, audit=audit)
    except (content.NoSuchMember, NotAnswered):
        return None
