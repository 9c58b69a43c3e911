"""``report.html``: the examination for people, in one file that opens on its own and asks no network."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import polars as pl
from jinja2 import Environment, PackageLoader, StrictUndefined

from safelight.examining.exhibit import caveats
from safelight.examining.paths import Examined
from safelight.examining.unread import by_reason
from safelight.knowledge.offences import offences
from safelight.records.moment import now
from safelight.records.record import Kind
from safelight.records.rhythm import Rhythm
from safelight.records.visible import Piece, pieces_of, visible
from safelight.signals.finding import Finding, Strength
from safelight.signals.measured import measured

_QUOTED_RECORDS, _READ_EARLY = 6, 10
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_HEAT_LEVELS = 5
_KINDS = {Kind.CALL: "call", Kind.MEDIA: "picture, recording or other file"}
_LISTED_MEMBERS = 300


class Quote(msgspec.Struct, frozen=True):
    """One record as it is shown beside a finding."""

    at: str
    sender: str
    platform: str
    kind: str
    """What it is, to be said where it has no text."""
    pieces: tuple[Piece, ...]
    locator: str


def report_of(examined: Examined) -> str:
    """The report as HTML."""
    environment = Environment(
        loader=PackageLoader("safelight.examining"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    examination = examined.examination
    readers = tuple(sorted({name for exhibit in examined.exhibits for name in exhibit.read.readers}))
    quoting = _quoting(examined)
    quoted = {one.id: [quoting.of(each, one) for each in _shown_of(one)] for one in examination.findings}
    early = examination.worth_reading[:_READ_EARLY]
    environment.filters["visible"] = visible
    return environment.get_template("report.html").render(
        made_at=now(),
        examined=examined,
        members=[(exhibit, member) for exhibit in examined.exhibits for member in exhibit.tally.members],
        most_members=_LISTED_MEMBERS,
        unread=[*by_reason(examined.not_read)],
        examination=examination,
        borne_out=[(one, quoted[one.id]) for one in by_gravity(examination.findings) if not _is_weak(one)],
        weak=[(one, quoted[one.id]) for one in by_gravity(examination.findings) if _is_weak(one)],
        worth_reading=[(one.thread or "No name given", [*map(quoting.of, one.begin_with)]) for one in early],
        ordinary=measured().ordinary,
        heat=_heat(examination.rhythm),
        days=_DAYS,
        caveats=caveats(readers),
        names={exhibit.seal.sha256: exhibit.name for exhibit in examined.exhibits},
        offence_of=offences().get,
        no_law=offences(examination.jurisdiction).empty_because,
        wording={(one.id, point.id): point.wording for one in offences().offences for point in one.points},
    )


def by_gravity(findings: tuple[Finding, ...]) -> list[Finding]:
    """Gravest first, then the likeliest."""
    order = {"very_high": 0, "high": 1, "medium": 2, "low": 3}
    return sorted(findings, key=lambda finding: (order[finding.severity], -finding.probability, finding.id))


def _is_weak(finding: Finding) -> bool:
    return finding.strength is Strength.WEAK


def _shown_of(finding: Finding) -> list[str]:
    """The records whose words the finding points at, then others, in time order."""
    pointed_at = {span.record for span in finding.spans}
    chosen = sorted(finding.records, key=lambda record: record not in pointed_at)[:_QUOTED_RECORDS]
    return [record for record in finding.records if record in chosen]


class _Quoting(msgspec.Struct, frozen=True):
    rows: dict[str, dict[str, Any]]
    zone: ZoneInfo
    names: dict[str, str]

    def of(self, record: str, finding: Finding | None = None) -> Quote:
        row = self.rows[record]
        spans = [(span.start, span.end) for span in finding.spans if span.record == record] if finding else []
        return Quote(
            at=_written(row["at"], self.zone),
            sender=visible(str(row["sender"] or "sender not stated")),
            platform=str(row["platform"] or ""),
            kind=_KINDS.get(Kind(str(row["kind"])), str(row["kind"])),
            pieces=pieces_of(str(row["text"] or ""), spans),
            locator=_place(row)
            + "".join(
                f"; also in {visible(self.names[each['exhibit']])}: {_place(each)}" for each in row["also"] or ()
            ),
        )


def _quoting(examined: Examined) -> _Quoting:
    shown = [record for finding in examined.examination.findings for record in _shown_of(finding)]
    early = [record for each in examined.examination.worth_reading for record in each.begin_with]
    rows = examined.table.filter(pl.col("record_id").is_in([*shown, *early])).iter_rows(named=True)
    return _Quoting(
        {row["record_id"]: row for row in rows},
        ZoneInfo(examined.examination.rhythm.zone),
        {exhibit.seal.sha256: exhibit.name for exhibit in examined.exhibits},
    )


def _place(row: dict[str, Any]) -> str:
    return f"{visible(str(row['member']))}, byte {row['offset']:,}, {row['length']:,} bytes"


def _written(at: object, zone: ZoneInfo) -> str:
    if not isinstance(at, datetime):
        return "time not stated"
    return f"{at.astimezone(zone):%-d %B %Y, %H:%M}"


def _heat(rhythm: Rhythm) -> list[list[tuple[int, int]]]:
    most = max((count for day in rhythm.hours for count in day), default=0)
    return [[(count, _level(count, most)) for count in day] for day in rhythm.hours]


def _level(count: int, most: int) -> int:
    return 0 if not count else 1 + (count * (_HEAT_LEVELS - 1) - 1) // most if most else 0
