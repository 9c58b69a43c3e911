"""What every signal is: a manifest and ``examine``."""

from collections.abc import Iterator
from typing import Protocol

import msgspec
import polars as pl

from safelight.signals.context import CaseContext
from safelight.signals.finding import Finding


class SignalManifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a signal says of itself. Shown on screen beside its findings and beside their absence."""

    name: str
    harm: str
    version: str
    looks_for: str
    limits: tuple[str, ...]
    evaluation: str
    """What was measured, on what, in words; says so where nothing was measured yet."""


class Signal(Protocol):
    """A module with these two names."""

    MANIFEST: SignalManifest

    def examine(self, records: pl.DataFrame, context: CaseContext) -> Iterator[Finding]:
        """Findings over all records of a case (the table of ``records.table``), in no particular order."""
