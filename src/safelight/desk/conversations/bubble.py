"""One record as the reader shows it: like the app it came from, with what was found in the margin."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.functional import Promise

from safelight.desk.cases.models import Case
from safelight.desk.conversations.doubts import doubts_in_words
from safelight.desk.conversations.elsewhere import Elsewhere, elsewhere
from safelight.desk.conversations.entry import Entry, entry_of
from safelight.desk.design.local_time import local_time
from safelight.desk.pictures.reviewed import Reviewed, newest_reviews
from safelight.evidence.audit import AuditEvent
from safelight.readers.pictures.box import box_in
from safelight.records.record import Kind, State
from safelight.records.two_dates import A_DAY_APART
from safelight.records.visible import Piece, pieces_of, visible
from safelight.signals.finding import Finding

PATTERN_FROM_RECORDS = 10
"""A finding that rests on this many records is a pattern: the margin numbers it instead of repeating it."""


class Side(StrEnum):
    """Where a bubble stands: the owner's on the right, as on their own screen."""

    LEFT = "left"
    RIGHT = "right"
    MIDDLE = "middle"


@dataclass(frozen=True)
class Bubble:
    """One record, ready to be shown. ``at`` is local time, ``None`` where the source gives none."""

    record_id: str
    row: int
    kind: Kind
    side: Side
    sender: str | None
    at: datetime | None
    at_other: datetime | None
    pieces: tuple[Piece, ...]
    attachments: tuple[str, ...]
    state: State
    doubts: list[Promise]
    findings: tuple[Finding, ...]
    starts_day: date | None
    entry: Entry | None
    """What it is in a sentence, for a record that has no words of its own."""
    elsewhere: tuple[Elsewhere, ...] = ()
    is_off_a_picture: bool = False
    """Whether a machine read it off a picture that can be looked at."""
    review: Reviewed | None = None
    """What somebody said of that reading."""

    @property
    def notes(self) -> tuple[Finding, ...]:
        """Findings about this record and few others, to be told beside it."""
        return tuple(finding for finding in self.findings if not is_pattern(finding))

    @property
    def has_two_dates(self) -> bool:
        """Whether the day and the month may be the other way round, which an officer can settle."""
        return bool(self.at and self.at_other and abs(self.at - self.at_other) >= A_DAY_APART)

    @property
    def is_notice(self) -> bool:
        """Whether the platform wrote it."""
        return self.side is Side.MIDDLE


def is_pattern(finding: Finding) -> bool:
    """Whether a finding is about many records at once."""
    return len(finding.records) >= PATTERN_FROM_RECORDS


def bubbles_of(
    rows: Iterable[Mapping[str, Any]],
    findings: Iterable[Finding],
    zone: ZoneInfo,
    *,
    references: Mapping[str, str],
) -> Iterator[Bubble]:
    """A bubble for each row of a table of records, with the findings that rest on it.

    ``references`` are those of the exhibits by their SHA-256.
    """
    shown = list(rows)
    resting = _resting_on({row["record_id"] for row in shown}, findings)
    day: date | None = None
    for row in shown:
        bubble = _bubble(row, resting.get(row["record_id"], []), zone, day, references)
        day = bubble.at.date() if bubble.at else day
        yield bubble


def with_reviews(case: Case, bubbles: list[Bubble], *, audit: AuditEvent) -> list[Bubble]:
    """The same, those read off a picture with the review that stands."""
    reviews = newest_reviews(case, [each.record_id for each in bubbles if each.is_off_a_picture], audit=audit)
    return [replace(each, review=reviews.get(each.record_id)) for each in bubbles]


def _resting_on(record_ids: set[str], findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    resting: dict[str, list[Finding]] = {}
    for finding in findings:
        for record_id in record_ids.intersection(finding.records):
            resting.setdefault(record_id, []).append(finding)
    return resting


def _bubble(
    row: Mapping[str, Any],
    findings: list[Finding],
    zone: ZoneInfo,
    day: date | None,
    references: Mapping[str, str],
) -> Bubble:
    record_id = row["record_id"]
    at = local_time(row["at"], zone) if row["at"] else None
    spans = [(span.start, span.end) for finding in findings for span in finding.spans if span.record == record_id]
    return Bubble(
        record_id=record_id,
        row=row["row"],
        kind=Kind(row["kind"]),
        side=_side(row),
        sender=visible(row["sender"]) if row["sender"] is not None else None,
        at=at,
        at_other=local_time(row["at_other"], zone) if row["at_other"] else None,
        pieces=pieces_of(row["text"] or "", spans),
        attachments=tuple(visible(name) for name in row["attachments"] or ()),
        state=State(row["state"]),
        doubts=doubts_in_words(row["doubts"] or ()),
        findings=tuple(findings),
        starts_day=at.date() if at and at.date() != day else None,
        entry=entry_of(row),
        elsewhere=tuple(elsewhere(row, references)),
        is_off_a_picture=box_in(row["pointer"] or "") is not None,
    )


def _side(row: Mapping[str, Any]) -> Side:
    if row["state"] == State.BY_PLATFORM and row["kind"] != Kind.CALL:
        return Side.MIDDLE
    return Side.RIGHT if row["direction"] == "from_owner" else Side.LEFT
