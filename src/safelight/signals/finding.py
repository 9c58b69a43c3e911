"""A finding: one claim a signal makes, with everything it rests on."""

from enum import StrEnum

import msgspec


class Severity(StrEnum):
    """How grave it would be if it is so."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    VERY_HIGH = "very_high"


class Strength(StrEnum):
    """How far the records bear the claim out."""

    WEAK = "weak"
    MODERATE = "moderate"
    STRONG = "strong"

    @property
    def rank(self) -> int:
        """0 for weak up to 2 for strong."""
        return list(Strength).index(self)


class Known(StrEnum):
    """Three values everywhere: missing is not false."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_YET_KNOWN = "not_yet_known"


class Span(msgspec.Struct, frozen=True):
    """Characters of a record's text, as written: from ``start`` up to ``end`` (code points)."""

    record: str
    start: int
    end: int


class PointToProve(msgspec.Struct, frozen=True):
    """One element of an offence and what the records say of it."""

    id: str
    known: Known
    reason: str = ""
    records: tuple[str, ...] = ()


class OffencePointer(msgspec.Struct, frozen=True):
    """An offence this finding bears on (id in the offences pack). A candidate for a person to weigh."""

    offence: str
    points: tuple[PointToProve, ...]


class Gap(msgspec.Struct, frozen=True):
    """What would settle it, and how it could be had."""

    what: str
    how: str


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One claim, for a person to accept, correct or reject. It decides nothing."""

    id: str
    """Stable: the same records and signal version give the same id."""
    signal: str
    version: str
    harm: str
    """Family of harm: ``threats``, ``pursuit``, ``exposure`` ..."""
    claim: str
    severity: Severity
    strength: Strength
    probability: float
    """Calibrated, 0 to 1: of findings like this one, the share a careful reader would uphold."""
    records: tuple[str, ...]
    """Ids of the records it rests on, in time order."""
    spans: tuple[Span, ...] = ()
    reasons: tuple[str, ...] = ()
    offences: tuple[OffencePointer, ...] = ()
    missing: tuple[Gap, ...] = ()
    limits: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    """What priority must hear: ``threat_to_life``, ``child_at_risk``, ``order_breached``, ``suicide_risk``,
    ``suicide_pressure`` (beside it, where the sender's own self-harm may also press somebody), ``imminent`` (a near
    time or place is named), ``escalating``, ``ongoing`` (up to the end of the exhibits), ``night``."""
