"""The schedule and continuity as CSV, findings as JSON."""

from collections.abc import Iterable, Sequence

import msgspec
import polars as pl

from safelight.bundling.contents import Contents
from safelight.bundling.continuity import Step
from safelight.bundling.copies import csv_of
from safelight.bundling.in_bundle import FindingInBundle, ScheduleRow


def schedule_csv(rows: Iterable[ScheduleRow]) -> bytes:
    """One line an exhibit."""
    return csv_of(pl.DataFrame([_line(row) for row in rows], infer_schema_length=None))


def continuity_csv(steps: Iterable[Step]) -> bytes:
    """One line a step."""
    return csv_of(
        pl.DataFrame([msgspec.structs.asdict(step) for step in steps], schema=list(Step.__struct_fields__))
    )


def findings_json(contents: Contents) -> bytes:
    """The findings, with the signals that looked and their limits."""
    document: dict[str, Sequence[FindingInBundle] | object] = {
        "findings": contents.findings,
        "signals": contents.signals,
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def _line(row: ScheduleRow) -> dict[str, object]:
    withheld = "\n".join(f"{each.records}: {each.reason}" for each in row.withheld)
    return {**msgspec.structs.asdict(row), "withheld": withheld}
