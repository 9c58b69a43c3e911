"""How many records of each conversation findings rest on."""

from collections.abc import Iterable

import polars as pl

from safelight.signals.finding import Finding


def marked_records(table: pl.LazyFrame, findings: Iterable[Finding]) -> dict[tuple[str, str], int]:
    """Counts by platform and thread."""
    marked = sorted({record for finding in findings for record in finding.records})
    counted = (
        table.select("record_id", "platform", "thread")
        .filter(pl.col("record_id").is_in(marked))
        .group_by("platform", "thread")
        .len()
        .collect()
    )
    return {(platform, thread): count for platform, thread, count in counted.iter_rows()}
