"""From the sealed tables of a case to findings, priority and the pictures of it, sealed in their turn."""

import io
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import polars as pl

from safelight.evidence.audit import AuditEvent
from safelight.evidence.vault import Seal, Vault
from safelight.examining.corrected import with_corrections_told
from safelight.examining.sides import Side, sides_of
from safelight.examining.weekly import FoundWeek, weeks_of
from safelight.knowledge.jurisdiction import Jurisdiction
from safelight.readers.reader import ReadingHints
from safelight.records.conversation import ConversationSummary, conversations_of
from safelight.records.correction import Correction, as_people_read
from safelight.records.duplicates import Repeats, repeats_of
from safelight.records.rhythm import Rhythm, rhythm_of
from safelight.records.table import parquet_of, together
from safelight.signals.context import CaseContext
from safelight.signals.finding import Finding, Strength
from safelight.signals.heads import scored_with
from safelight.signals.heads.worth_reading import WorthReading, worth_reading
from safelight.signals.registry import ReadBy, examine_all
from safelight.triage.priority import Priority, weigh


class Examination(msgspec.Struct, frozen=True):
    """What the records of a case appear to show. A sealed JSON document in the vault."""

    findings: tuple[Finding, ...]
    read_by: tuple[ReadBy, ...]
    priority: Priority
    rhythm: Rhythm
    conversations: tuple[ConversationSummary, ...]
    records_by_kind: dict[str, int]
    began: dict[str, datetime] = {}
    """When the first record of each finding happened, by the finding's id; undated ones are left out."""
    of_concern: Rhythm | None = None
    """The rhythm of contact from accounts of concern and of records that findings rest on, weak findings apart."""
    repeats: tuple[Repeats, ...] = ()
    """Messages that stand in more than one place and were counted once."""
    jurisdiction: Jurisdiction = Jurisdiction.ENGLAND_AND_WALES
    """Whose offences were looked for."""
    weekly: dict[str, tuple[FoundWeek, ...]] = {}
    """In which weeks the records of each finding happened, by the finding's id."""
    scored_with: str = ""
    """Which learned weights scored messages, with or without a sentence encoder; empty in older examinations."""
    sides: tuple[Side, ...] = ()
    """Everybody who was in contact with the owner, the one with most contact first."""
    worth_reading: tuple[WorthReading, ...] = ()
    """Conversations with no more than weak findings that are worth reading early."""


class ExaminedCase(msgspec.Struct, frozen=True):
    """``records`` is the sealed table of the whole case, ``sealed`` the sealed JSON of the examination."""

    records: Seal
    sealed: Seal
    examination: Examination


def examine_table(
    table: pl.DataFrame,
    context: CaseContext,
    *,
    corrections: Mapping[str, Correction] | None = None,
    waiting: timedelta | None = None,
) -> Examination:
    """Examine a table of records in the light of what officers know. Changes nothing.

    ``corrections`` are what people read on pictures, by record id: signals hear those words, the table stays.
    """
    corrected = corrections or {}
    read = as_people_read(table, corrected)
    examined = examine_all(read, context)
    return Examination(
        findings=tuple(with_corrections_told(examined.findings, corrected)),
        read_by=tuple(examined.read_by),
        priority=weigh(examined.findings, context, waiting=waiting),
        rhythm=rhythm_of(table, zone_of(context)),
        conversations=conversations_of(table),
        records_by_kind=dict(table.group_by("kind").len().sort("kind").iter_rows()),
        began=_began(table, examined.findings),
        repeats=repeats_of(table),
        jurisdiction=context.jurisdiction,
        scored_with=scored_with(),
        sides=sides_of(read, context),
        worth_reading=worth_reading(read, context, examined.findings),
        weekly=weeks_of(table, examined.findings, zone_of(context)),
        of_concern=rhythm_of(_contact_of_concern(table, examined.findings, context), zone_of(context)),
    )


def _contact_of_concern(table: pl.DataFrame, findings: Iterable[Finding], context: CaseContext) -> pl.DataFrame:
    found = {record for each in findings if each.strength is not Strength.WEAK for record in each.records}
    of_concern = pl.col("sender").is_in(context.concern_accounts) | pl.col("record_id").is_in(found)
    return table.filter(of_concern & (pl.col("direction") != "from_owner"))


def _began(table: pl.DataFrame, findings: Iterable[Finding]) -> dict[str, datetime]:
    first = {finding.id: finding.records[0] for finding in findings if finding.records}
    dated = table.select("record_id", "at").filter(pl.col("record_id").is_in(set(first.values()))).drop_nulls()
    moments = dict(dated.iter_rows())
    return {finding: moments[record] for finding, record in first.items() if record in moments}


def examine_case(
    vault: Vault,
    case: str,
    tables: Iterable[Seal],
    context: CaseContext,
    *,
    corrections: Mapping[str, Correction] | None = None,
    audit: AuditEvent,
    waiting: timedelta | None = None,
) -> ExaminedCase:
    """Examine the sealed tables of a case together and seal the result.

    A single table is the case's, as it is, unless it repeats itself.
    """
    seals = list(tables)
    table = together(pl.read_parquet(vault.read(case, seal.sha256, audit=audit)) for seal in seals)
    examination = examine_table(table, context, corrections=corrections, waiting=waiting)
    is_whole = len(seals) == 1 and not examination.repeats
    return ExaminedCase(
        records=seals[0] if is_whole else vault.seal(case, io.BytesIO(parquet_of(table)), audit=audit),
        sealed=vault.seal(case, io.BytesIO(msgspec.json.encode(examination)), audit=audit),
        examination=examination,
    )


def hints_of(context: CaseContext) -> ReadingHints:
    """What of the context readers may use."""
    owner = context.owner
    return ReadingHints(
        zone=zone_of(context), owner_accounts=frozenset(name for name in (owner.name, *owner.accounts) if name)
    )


def zone_of(context: CaseContext) -> ZoneInfo | None:
    """The zone local times are read in; ``None`` where officers did not say."""
    return ZoneInfo(context.timezone) if context.timezone else None
