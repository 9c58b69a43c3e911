"""What people decided about findings, as labelled conversations that ``safelight train`` learns from.

Nothing is kept for this beside the decisions and the sealed records: both are put together when somebody asks.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
import polars as pl

from safelight.desk.cases.models import Case
from safelight.desk.findings.models import Verdict
from safelight.desk.findings.second import Readings, readings_of
from safelight.records.record import Direction, Kind
from safelight.signals.finding import Finding
from safelight.signals.labelled import NO_HARM, Judged, Labelled, Participant, Said

AROUND = 4
"""Messages before and after each that was decided about, as ordinary talk beside it."""
LABELS = {
    "threats": "threat.reviewed",
    "pursuit": "pursuit.reviewed",
    "control": "control.reviewed",
    "extortion": "extort.reviewed",
    "intimate_images": "image.reviewed",
    "exposure": "exposure.reviewed",
    "grooming": "groom.reviewed",
    "suicide_risk": "selfharm.reviewed",
    "intrusion": "intrusion.reviewed",
    "abuse": "abuse.reviewed",
    "hate": "hate",
    "fraud": "fraud.reviewed",
}
"""The label of the corpus for each family of harm. What kind within the family nobody was asked."""
BY_ANYBODY = {"suicide_risk"}
"""Families in which the owner's own words may carry the label."""


class Reviewed(msgspec.Struct, frozen=True):
    """The records of a case by what people made of them: harms upheld, rejected, and not to be learned from."""

    upheld: dict[str, set[str]]
    rejected: set[str]
    open: set[str]


def labelled_of(case: Case, findings: Sequence[Finding], table: pl.LazyFrame, *, priority: str) -> list[Labelled]:
    """One conversation for each thread in which a finding was decided; without names and accounts."""
    reviewed = reviewed_of(findings, readings_of(case))
    decided = reviewed.upheld.keys() | reviewed.rejected
    if not decided:
        return []
    wanted = ("record_id", "thread", "platform", "sender", "direction", "at", "text", "row")
    rows = (
        table.filter(pl.col("kind") == Kind.MESSAGE)
        .select(wanted)
        .filter(pl.col("thread").is_in(_threads(table, decided)))
        .drop_nulls(("at", "text", "sender", "thread"))
        .sort("at", "row")
        .collect()
    )
    return [
        _labelled(case, thread, part, reviewed, priority)
        for thread, part in _by_thread(rows)
        if any(row["record_id"] in decided for row in part)
    ]


def reviewed_of(findings: Sequence[Finding], read: Mapping[str, Readings]) -> Reviewed:
    """What was made of the records that findings rest on. Where readers differ, nothing is learned."""
    upheld: dict[str, set[str]] = {}
    rejected: set[str] = set()
    undecided: set[str] = set()
    for finding in findings:
        readings = read.get(finding.id)
        records = {span.record for span in finding.spans} or set(finding.records)
        if readings is None or readings.newest is None or readings.differ:
            undecided |= set(finding.records)
        elif readings.newest.verdict == Verdict.REJECTED:
            rejected |= records
        else:
            for record in records:
                upheld.setdefault(record, set()).add(finding.harm)
    known = upheld.keys() | rejected
    return Reviewed(upheld, rejected - upheld.keys(), undecided - known)


def _threads(table: pl.LazyFrame, records: set[str]) -> list[str]:
    found = table.filter(pl.col("record_id").is_in(list(records))).select("thread").drop_nulls().unique().collect()
    return found["thread"].to_list()


def _by_thread(rows: pl.DataFrame) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for (thread,), part in rows.group_by(["thread"], maintain_order=True):
        yield str(thread), list(part.iter_rows(named=True))


def _labelled(case: Case, thread: str, rows: list[dict[str, Any]], reviewed: Reviewed, priority: str) -> Labelled:
    chosen = [rows[place] for place in _near(rows, reviewed) if rows[place]["record_id"] not in reviewed.open]
    people = {sender: f"p{n}" for n, sender in enumerate(dict.fromkeys(row["sender"] for row in chosen), start=1)}
    owners = [people[row["sender"]] for row in chosen if row["direction"] == Direction.FROM_OWNER]
    ids = [*people.values(), *([] if owners else ["owner"])]
    said = tuple(
        Said(n, row["at"], people[row["sender"]], row["text"], _labels(row, reviewed))
        for n, row in enumerate(chosen, start=1)
    )
    harms = {harm for row in chosen for harm in reviewed.upheld.get(row["record_id"], ())}
    return Labelled(
        id=f"reviewed-{_digest(case, thread)}",
        platform=str(rows[0]["platform"] or ""),
        owner=owners[0] if owners else "owner",
        participants=tuple(Participant(one, one, one) for one in ids),
        messages=said,
        case=Judged(
            harms=tuple(sorted(harms)) or (NO_HARM,),
            priority=priority if harms else NO_HARM,
            first_alert_n=next((one.n for one in said if one.labels), None),
        ),
        owner_age=case.context.owner.age,
    )


def _digest(case: Case, thread: str) -> str:
    return hashlib.sha256(f"{case.key}\0{thread}".encode()).hexdigest()[:16]


def _near(rows: list[dict[str, Any]], reviewed: Reviewed) -> list[int]:
    decided = reviewed.upheld.keys() | reviewed.rejected
    places = [place for place, row in enumerate(rows) if row["record_id"] in decided]
    near = {at for place in places for at in range(place - AROUND, place + AROUND + 1)}
    return sorted(at for at in near if 0 <= at < len(rows))


def _labels(row: dict[str, Any], reviewed: Reviewed) -> tuple[str, ...]:
    by_owner = row["direction"] == Direction.FROM_OWNER
    harms = reviewed.upheld.get(row["record_id"], set())
    return tuple(sorted(LABELS[harm] for harm in harms if harm in LABELS and (not by_owner or harm in BY_ANYBODY)))
