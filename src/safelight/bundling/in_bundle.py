"""What stands in a bundle: findings by their numbers there, the schedule of material, what was asked for."""

from datetime import datetime

import msgspec


class PointInBundle(msgspec.Struct, frozen=True):
    """One point to prove, what the records say of it, and on which records (their numbers in the bundle)."""

    wording: str
    known: str
    reason: str
    records: tuple[int, ...]


class OffenceInBundle(msgspec.Struct, frozen=True):
    """An offence a finding bears on: a candidate for people to weigh."""

    title: str
    provision: str
    is_settled_law: bool
    points: tuple[PointInBundle, ...]


class SpanInBundle(msgspec.Struct, frozen=True):
    """Characters of a record's text as it stands in the bundle (code points)."""

    record: int
    start: int
    end: int


class FindingInBundle(msgspec.Struct, frozen=True, kw_only=True):
    """A finding that a named person accepted. Records are named by their numbers in the bundle."""

    number: str
    """``F1``, ``F2`` and so on, in the order of the bundle."""
    claim: str
    harm: str
    severity: str
    strength: str
    signal: str
    reasons: tuple[str, ...]
    records: tuple[int, ...]
    records_withheld: int
    """Records it rests on that were left out of the bundle as a whole."""
    spans: tuple[SpanInBundle, ...]
    offences: tuple[OffenceInBundle, ...]
    missing: tuple[str, ...]
    limits: tuple[str, ...]
    decision: str
    decided_by: str
    decided_at: datetime
    decision_reason: str


class Withheld(msgspec.Struct, frozen=True):
    """Records left out as a whole, for one reason."""

    reason: str
    records: int


class ScheduleRow(msgspec.Struct, frozen=True, kw_only=True):
    """One exhibit of the case and what of it the bundle uses. Records are counted once, where they were kept.

    ``records`` is the sum of used, context, unused and withheld.
    """

    item: int
    reference: str
    description: str
    """What it was read as and how large it is: no name of a file, because names may say too much."""
    sealed_at: datetime
    handed_in_by: str
    digest: str
    """SHA-256 of the original, or why it does not stand here."""
    records: int
    used: int
    context: int
    unused: int
    withheld: tuple[Withheld, ...]
    changed: int
    """Records in the bundle of which something was removed."""
    repeats: int
    """Messages that also stand in another exhibit and are counted there."""
    bytes_total: int
    bytes_not_read: int
    original: str
    """Whether the original goes along; if not, why."""
    problem: str


class RemovalInBundle(msgspec.Struct, frozen=True):
    """That something was removed: what stands in its place, and where. Never what it was."""

    sort: str
    shown_as: str
    records: int
    """In how many records of the bundle."""
    findings: int
    """In how many findings of it."""

    @property
    def was_met(self) -> bool:
        """Whether it was met anywhere."""
        return bool(self.records or self.findings)


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked for, fit to be shown: removed words and names stand in it as they stand everywhere else."""

    records: str
    exhibits: tuple[str, ...]
    conversations: tuple[str, ...]
    accounts: tuple[str, ...]
    since: str
    until: str
    zone: str
    findings: tuple[str, ...]
    before: int
    after: int
    removals: tuple[RemovalInBundle, ...]
