"""Every signal there is, and what came of asking each of them."""

from collections.abc import Iterable
from typing import cast

import msgspec
import polars as pl

from safelight.knowledge.jurisdiction import Jurisdiction
from safelight.signals import (
    abuse,
    control,
    exposure,
    extortion,
    fraud,
    grooming,
    intimate_images,
    intrusion,
    links,
    pursuit,
    selfharm,
    threats,
)
from safelight.signals.context import CaseContext
from safelight.signals.finding import Finding
from safelight.signals.signal import Signal

SIGNALS: tuple[Signal, ...] = tuple(
    cast("Signal", one)
    for one in (
        threats,
        pursuit,
        exposure,
        selfharm,
        grooming,
        abuse,
        control,
        extortion,
        intimate_images,
        intrusion,
        fraud,
        links,
    )
)


class ReadBy(msgspec.Struct, frozen=True, kw_only=True):
    """What one signal did. Shown beside its findings and, above all, beside their absence."""

    name: str
    version: str
    looks_for: str
    limits: tuple[str, ...]
    records: int
    """How many records were laid before it."""
    findings: int
    failed: str = ""
    """Why it could not finish, in words; empty where it did."""
    evaluation: str = ""
    """How well it did when it was measured, in words; empty in older examinations."""

    @property
    def title(self) -> str:
        """Its name in words."""
        return self.name.replace("_", " ")

    @property
    def limits_and_figures(self) -> tuple[str, ...]:
        """Its limits, and last how well it did."""
        return (*self.limits, self.evaluation) if self.evaluation else self.limits


class Examined(msgspec.Struct, frozen=True, kw_only=True):
    """All findings of a case, gravest first, and who looked. No finding is a result too, and never proof."""

    findings: tuple[Finding, ...]
    read_by: tuple[ReadBy, ...]


def examine_all(records: pl.DataFrame, context: CaseContext, *, signals: Iterable[Signal] = SIGNALS) -> Examined:
    """Ask every signal. One that fails is reported in words and never loses the findings of the others."""
    findings: list[Finding] = []
    read_by: list[ReadBy] = []
    for signal in signals:
        made, failed = _asked(signal, records, context)
        findings += _under_law(made, context.jurisdiction)
        read_by.append(_report(signal, records, made, failed))
    findings.sort(key=lambda one: (-one.probability, one.signal, one.id))
    return Examined(findings=tuple(findings), read_by=tuple(read_by))


def _under_law(findings: Iterable[Finding], jurisdiction: Jurisdiction) -> Iterable[Finding]:
    """Signals point to offences of England and Wales; elsewhere those are not the law."""
    if jurisdiction is Jurisdiction.ENGLAND_AND_WALES:
        return findings
    return [msgspec.structs.replace(finding, offences=()) for finding in findings]


def _asked(signal: Signal, records: pl.DataFrame, context: CaseContext) -> tuple[list[Finding], str]:
    made: list[Finding] = []
    try:
        made.extend(signal.examine(records, context))
    except Exception as fault:
        kept = "What it had found until then was kept." if made else "It had found nothing until then."
        return made, (
            f"The signal “{signal.MANIFEST.name}” stopped before it had read everything ({type(fault).__name__}). "
            f"{kept} Do not take its silence for an all-clear; report the fault and examine the case again."
        )
    return made, ""


def _report(signal: Signal, records: pl.DataFrame, made: list[Finding], failed: str) -> ReadBy:
    manifest = signal.MANIFEST
    return ReadBy(
        name=manifest.name,
        version=manifest.version,
        looks_for=manifest.looks_for,
        limits=manifest.limits,
        records=records.height,
        findings=len(made),
        failed=failed,
        evaluation=manifest.evaluation,
    )
