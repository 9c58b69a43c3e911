"""The contents of a bundle: records, findings and schedule selected, removed things gone."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec
import polars as pl

from safelight.bundling.asked import asked_for
from safelight.bundling.choice import Choice, Removed, check
from safelight.bundling.digests import digests_of
from safelight.bundling.findings import findings_of
from safelight.bundling.in_bundle import Asked, FindingInBundle, ScheduleRow
from safelight.bundling.on_file import CaseOnFile, SignalOnFile
from safelight.bundling.remover import Remover
from safelight.bundling.schedule import originals_of, schedule_of
from safelight.bundling.selecting import USED_AS, selected, withheld

COLUMNS = (
    "number", USED_AS, "exhibit", "exhibit_sha256", "record_id", "member", "offset", "length", "pointer", "kind",
    "at", "at_quality", "at_other", "at_text", "platform", "thread", "sender", "recipients", "direction", "text",
    "state", "attachments", "reply_to", "doubts", "extra", "also", "changed",
)  # fmt: skip
"""Of the records of a bundle; ``number`` names a record within it, from 1 on, in reading order."""


_MADE = ("exhibit", "exhibit_sha256", "record_id", "also")
_PLACE = ("member", "offset", "length", "pointer", "seconds_apart")


@dataclass(frozen=True, kw_only=True)
class Contents:
    """Everything people see of a bundle, removed things already gone."""

    reference: str
    zone: str
    rows: pl.DataFrame
    """Columns: ``COLUMNS``."""
    findings: Sequence[FindingInBundle]
    schedule: Sequence[ScheduleRow]
    asked: Asked
    signals: Sequence[SignalOnFile]
    originals: tuple[str, ...]
    """SHA-256 of the exhibits whose originals go along."""
    hidden: frozenset[str]
    """SHA-256 of exhibits whose hash must not stand in the bundle."""
    remover: Remover
    record_ids: Sequence[str]
    """Of the records, in the order of their numbers. Where anything is removed, no copy holds them."""

    @property
    def record_count(self) -> int:
        """How many records there are."""
        return self.rows.height

    @property
    def fingerprint(self) -> str:
        """SHA-256 over everything the preview shows: equal fingerprints, equal contents."""
        digest = hashlib.sha256(self.rows.write_ndjson().encode())
        shown = (self.reference, self.zone, self.findings, self.schedule, self.asked, self.signals, self.originals)
        digest.update(msgspec.json.encode(shown))
        return digest.hexdigest()


def contents_of(case: CaseOnFile, choice: Choice) -> Contents:
    """Select and remove. Raises ``ChoiceRefused``."""
    check(choice)
    remover = Remover(choice.removals)
    used, left_out = selected(case, choice), withheld(case, choice)
    used = used.with_columns(number=pl.int_range(1, pl.len() + 1, dtype=pl.UInt32))
    changed = used["record_id"].filter(remover.touches(used)).to_list()
    hidden = _hidden(case, choice, remover)
    digests = digests_of(case.exhibits, hidden, choice.salt)
    chosen = [one for one in case.accepted if one.finding.id in choice.findings]
    return Contents(
        reference=case.reference,
        zone=case.zone,
        rows=_for_copies(remover.frame(used), case, changed, digests, choice),
        findings=findings_of(chosen, used, remover),
        schedule=schedule_of(case, choice, used, left_out, changed=changed, digests=digests),
        asked=asked_for(choice, case, chosen, used, remover),
        signals=case.signals,
        originals=originals_of(case, choice),
        hidden=frozenset(hidden),
        remover=remover,
        record_ids=used["record_id"].to_list(),
    )


def _hidden(case: CaseOnFile, choice: Choice, remover: Remover) -> set[str]:
    """The exhibits something is removed of, in this bundle or in what stays behind: a copy may stand in either."""
    gone = [one.value for one in choice.removals if one.sort is Removed.RECORD]
    touched = case.table.filter(remover.touches(case.table) | case.table["record_id"].is_in(gone))
    places = touched.select(pl.col("also").explode(empty_as_null=False, keep_nulls=False))["also"]
    elsewhere = places.struct.field("exhibit").to_list() if len(places) else []
    return {*touched["exhibit"].unique(), *elsewhere}


def _for_copies(
    rows: pl.DataFrame, case: CaseOnFile, changed: list[str], digests: Mapping[str, str], choice: Choice
) -> pl.DataFrame:
    references = {one.sha256: one.reference for one in case.exhibits}
    also = pl.col("also").list.eval(
        pl.struct(
            pl.element().struct.field("exhibit").replace(references),
            *(pl.element().struct.field(name) for name in _PLACE),
        )
    )
    record_id = pl.lit(None, pl.String) if choice.removals else pl.col("record_id")
    return rows.select(
        **{name: pl.col(name) for name in COLUMNS if name not in {"changed", *_MADE}},
        exhibit=pl.col("exhibit").replace(references),
        exhibit_sha256=pl.col("exhibit").replace(digests),
        record_id=record_id,
        also=also,
        changed=pl.col("record_id").is_in(changed),
    ).select(COLUMNS)
