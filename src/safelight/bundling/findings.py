"""Accepted findings as they stand in a bundle."""

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from safelight.bundling.in_bundle import FindingInBundle, OffenceInBundle, PointInBundle, SpanInBundle
from safelight.bundling.on_file import Accepted
from safelight.bundling.remover import Remover
from safelight.knowledge.offences import offences
from safelight.signals.finding import Finding, OffencePointer


def findings_of(chosen: Sequence[Accepted], used: pl.DataFrame, remover: Remover) -> tuple[FindingInBundle, ...]:
    """Findings in their order; ``used`` are the records of the bundle before removal, with their ``number``."""
    numbers = dict(used.select("record_id", "number").iter_rows())
    resting = {span.record for one in chosen for span in one.finding.spans}
    texts = dict(used.filter(pl.col("record_id").is_in(list(resting))).select("record_id", "text").iter_rows())
    found = [
        _finding(f"F{number}", one, numbers, list(_spans(one.finding, numbers, texts, remover)))
        for number, one in enumerate(chosen, start=1)
    ]
    return tuple(map(remover.removed_from, found))


def _finding(
    number: str, accepted: Accepted, numbers: Mapping[str, int], spans: Sequence[SpanInBundle]
) -> FindingInBundle:
    finding = accepted.finding
    return FindingInBundle(
        number=number,
        claim=finding.claim,
        harm=finding.harm,
        severity=finding.severity.replace("_", " "),
        strength=finding.strength,
        signal=f"{finding.signal}, version {finding.version}",
        reasons=finding.reasons,
        records=tuple(numbers[each] for each in finding.records if each in numbers),
        records_withheld=sum(each not in numbers for each in finding.records),
        spans=tuple(spans),
        offences=tuple(_offence(pointer, numbers) for pointer in finding.offences),
        missing=tuple(_sentences(gap.what, gap.how) for gap in finding.missing),
        limits=finding.limits,
        decision=accepted.verdict,
        decided_by=accepted.by,
        decided_at=accepted.at,
        decision_reason=accepted.reason,
    )


def _sentences(*parts: str) -> str:
    return " ".join(f"{part.strip().rstrip('.')}." for part in parts if part.strip())


def _spans(
    finding: Finding, numbers: Mapping[str, int], texts: Mapping[str, str | None], remover: Remover
) -> Iterator[SpanInBundle]:
    for span in finding.spans:
        if span.record in numbers:
            start, end = remover.cut(texts[span.record] or "").moved(span.start, span.end)
            yield SpanInBundle(numbers[span.record], start, end)


def _offence(pointer: OffencePointer, numbers: Mapping[str, int]) -> OffenceInBundle:
    offence = offences().get(pointer.offence)
    wording = {point.id: point.wording for point in offence.points}
    return OffenceInBundle(
        title=offence.title,
        provision=_sentences(
            f"{offence.act}, {offence.section}", f"At most: {offence.maximum_penalty}", offence.check_this
        ),
        is_settled_law=offence.is_settled_law,
        points=tuple(
            PointInBundle(
                wording=wording.get(point.id, point.id),
                known=point.known.replace("_", " "),
                reason=point.reason,
                records=tuple(numbers[each] for each in point.records if each in numbers),
            )
            for point in pointer.points
        ),
    )
