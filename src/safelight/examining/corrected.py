"""Findings that rest on readings of people say so."""

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from safelight.records.correction import Correction
from safelight.signals.finding import Finding

ONE = "One of its messages is taken as a person reads it on the picture, not as the machine did."
SEVERAL = "{count} of its messages are taken as a person reads them on the picture, not as the machine did."


def with_corrections_told(findings: Iterable[Finding], corrections: Mapping[str, Correction]) -> Iterator[Finding]:
    """Each finding; where it rests on corrected records with that as a reason, and no places in words the record
    itself does not hold."""
    for finding in findings:
        count = sum(record in corrections for record in finding.records)
        if count:
            said = ONE if count == 1 else SEVERAL.format(count=count)
            kept = tuple(span for span in finding.spans if span.record not in corrections)
            finding = msgspec.structs.replace(finding, spans=kept, reasons=(*finding.reasons, said))
        yield finding
