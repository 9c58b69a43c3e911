"""The examination for other programs: ``summary.json``, ``tally.json``, ``findings.json``, ``records.parquet``."""

from collections import Counter
from pathlib import Path
from typing import Any

import msgspec

from safelight.examining.paths import Examined
from safelight.records.table import parquet_of


def summary_of(examined: Examined) -> dict[str, Any]:
    """Exhibits, counts, bytes, priority and seconds, as plain values."""
    kinds: Counter[str] = Counter()
    for exhibit in examined.exhibits:
        kinds.update(exhibit.read.records_by_kind)
    return {
        "zone": examined.examination.rhythm.zone,
        "exhibits": [
            {
                "name": exhibit.name,
                "sha256": exhibit.seal.sha256,
                "blake3": exhibit.seal.blake3,
                "bytes": exhibit.seal.size,
                "readers": exhibit.read.readers,
                "records": sum(exhibit.read.records_by_kind.values()),
            }
            for exhibit in examined.exhibits
        ],
        "records": dict(examined.examination.records_by_kind),
        "duplicates": _duplicates(examined),
        "bytes": msgspec.to_builtins(examined.bytes),
        "not_read": [
            {"exhibit": name, "member": part.member, "bytes": part.bytes, "why": part.sentence}
            for name, part in examined.not_read
        ],
        "findings": findings_by_harm(examined),
        "priority": msgspec.to_builtins(examined.examination.priority),
        "seconds": {stage: round(seconds, 3) for stage, seconds in examined.seconds.items()},
    }


def _duplicates(examined: Examined) -> list[dict[str, Any]]:
    """Messages that stand in two places and were counted once, by the names the exhibits have here."""
    names = {exhibit.seal.sha256: exhibit.name for exhibit in examined.exhibits}
    return [
        {"exhibit": names[each.exhibit], "kept_in": names[each.kept_in], "records": each.records}
        for each in examined.examination.repeats
    ]


def findings_by_harm(examined: Examined) -> dict[str, dict[str, int]]:
    """How many findings of each severity, by family of harm."""
    counted: dict[str, Counter[str]] = {}
    for finding in examined.examination.findings:
        counted.setdefault(finding.harm, Counter())[finding.severity.value] += 1
    return {harm: dict(severities) for harm, severities in sorted(counted.items())}


def write_documents(examined: Examined, out: Path) -> None:
    """Write the four machine-readable documents into ``out``."""
    _write(out / "summary.json", summary_of(examined))
    _write(
        out / "tally.json",
        {
            "exhibits": [
                {"name": exhibit.name, "sha256": exhibit.seal.sha256, **msgspec.to_builtins(exhibit.tally)}
                for exhibit in examined.exhibits
            ]
        },
    )
    _write(
        out / "findings.json",
        {
            "findings": msgspec.to_builtins(examined.examination.findings),
            "read_by": msgspec.to_builtins(examined.examination.read_by),
            "worth_reading": msgspec.to_builtins(examined.examination.worth_reading),
        },
    )
    (out / "records.parquet").write_bytes(parquet_of(examined.table))


def _write(path: Path, document: dict[str, Any]) -> None:
    path.write_bytes(msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n")
