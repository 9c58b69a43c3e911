"""The schedule of material: every exhibit of the case, and what became of its records."""

from collections import Counter
from collections.abc import Collection, Mapping
from typing import NamedTuple

import polars as pl

from safelight.bundling.choice import Choice
from safelight.bundling.in_bundle import ScheduleRow, Withheld
from safelight.bundling.on_file import CaseOnFile, ExhibitOnFile
from safelight.bundling.selecting import USED_AS, UsedAs

_GOES = "Goes along"
_NOT_CHOSEN = "Stays sealed; it was not chosen"
_FORBIDDEN = "Stays sealed: part of it is on the force's list of files that must never be opened or copied"
_KEPT_BACK = "Stays sealed: something is removed from this bundle, and nothing can be taken out of an original"


class _Counts(NamedTuple):
    """Records by exhibit, and by why they are in the bundle or left out."""

    totals: dict[tuple[str, ...], int]
    used: dict[tuple[str, ...], int]
    gone: dict[tuple[str, ...], int]
    changed: dict[tuple[str, ...], int]
    repeats: Counter[str]


def schedule_of(
    case: CaseOnFile,
    choice: Choice,
    rows: pl.DataFrame,
    left_out: pl.DataFrame,
    *,
    changed: Collection[str],
    digests: Mapping[str, str],
) -> tuple[ScheduleRow, ...]:
    """``rows`` are those of the bundle with ``used_as``; of those in ``changed`` something is removed."""
    counts = _Counts(
        totals=_counted(case.table, "exhibit"),
        used=_counted(rows, "exhibit", USED_AS),
        gone=_counted(left_out, "exhibit", "reason"),
        changed=_counted(rows.filter(pl.col("record_id").is_in(list(changed))), "exhibit"),
        repeats=_repeats(case.table),
    )
    return tuple(
        _row(item, exhibit, choice, counts, digests[exhibit.sha256])
        for item, exhibit in enumerate(case.exhibits, start=1)
    )


def originals_of(case: CaseOnFile, choice: Choice) -> tuple[str, ...]:
    """The exhibits whose originals go along: none where anything at all is removed."""
    may_go = (one.sha256 for one in case.exhibits if not one.holds_forbidden)
    return () if choice.removals else tuple(one for one in may_go if one in choice.originals)


def _row(item: int, exhibit: ExhibitOnFile, choice: Choice, counts: _Counts, digest: str) -> ScheduleRow:
    own = exhibit.sha256
    records = counts.totals.get((own,), 0)
    context = counts.used.get((own, UsedAs.CONTEXT), 0)
    taken = counts.used.get((own, UsedAs.FINDING), 0) + counts.used.get((own, UsedAs.CHOSEN), 0)
    withheld = tuple(Withheld(reason, count) for (of, reason), count in sorted(counts.gone.items()) if of == own)
    return ScheduleRow(
        item=item,
        reference=exhibit.reference,
        description=_described(exhibit),
        sealed_at=exhibit.sealed_at,
        handed_in_by=exhibit.handed_in_by,
        digest=digest,
        records=records,
        used=taken,
        context=context,
        unused=records - taken - context - sum(each.records for each in withheld),
        withheld=withheld,
        changed=counts.changed.get((own,), 0),
        repeats=counts.repeats[own],
        bytes_total=exhibit.bytes.total or exhibit.size_bytes,
        bytes_not_read=exhibit.bytes.failed if exhibit.bytes.total else exhibit.size_bytes,
        original=_original(exhibit, choice),
        problem=exhibit.problem,
    )


def _described(exhibit: ExhibitOnFile) -> str:
    read_as = ", ".join(exhibit.read_as) or "Not read as anything known"
    return f"{read_as}; {exhibit.size_bytes:,} bytes"


def _original(exhibit: ExhibitOnFile, choice: Choice) -> str:
    if exhibit.sha256 not in choice.originals:
        return _NOT_CHOSEN
    if exhibit.holds_forbidden:
        return _FORBIDDEN
    return _KEPT_BACK if choice.removals else _GOES


def _counted(rows: pl.DataFrame, *by: str) -> dict[tuple[str, ...], int]:
    return {tuple(each[:-1]): each[-1] for each in rows.group_by(by).len().iter_rows()}


def _repeats(table: pl.DataFrame) -> Counter[str]:
    places = table.select(pl.col("also").explode(empty_as_null=False, keep_nulls=False))
    if places.is_empty():
        return Counter()
    return Counter(places["also"].struct.field("exhibit").to_list())
