"""What a bundle is made from: the exhibits of a case, its records, and the findings people accepted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec
import polars as pl

from safelight.examining.exhibit import ByteCount
from safelight.signals.finding import Finding


class ExhibitOnFile(msgspec.Struct, frozen=True, kw_only=True):
    """One exhibit of the case, whether it goes into the bundle or not. Moments are aware UTC."""

    sha256: str
    reference: str
    name: str
    """The file's name as it came."""
    size_bytes: int
    sealed_at: datetime
    handed_in_by: str
    """Name and role of who handed it in."""
    read_as: tuple[str, ...] = ()
    """Titles of the readers that read it; empty where nothing did."""
    bytes: ByteCount = ByteCount()
    problem: str = ""
    """Why it was not read, in a sentence."""
    holds_forbidden: bool = False
    """Whether part of it is on the force's list of files that must never be opened: it never goes along."""


class Accepted(msgspec.Struct, frozen=True, kw_only=True):
    """A finding that a named person accepted or corrected, and why."""

    finding: Finding
    by: str
    at: datetime
    reason: str
    verdict: str
    """In words, for example ``Accepted``."""


class SignalOnFile(msgspec.Struct, frozen=True):
    """A signal that looked through the records, and its limits."""

    name: str
    version: str
    looks_for: str
    limits: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CaseOnFile:
    """Everything a bundle may draw on. ``table`` follows ``records.schema``; ``zone`` is the time of the case."""

    reference: str
    zone: str
    exhibits: Sequence[ExhibitOnFile]
    table: pl.DataFrame
    accepted: Sequence[Accepted]
    signals: Sequence[SignalOnFile]
