"""Makes a finding of a draft: identity, strength, wording, and at most some hundreds of records."""

from hashlib import sha256

import msgspec

from safelight.signals.finding import Finding, OffencePointer, Severity, Span
from safelight.signals.pursuit.course import Event
from safelight.signals.pursuit.likelihood import probability, scale, strength
from safelight.signals.pursuit.wording import claims, counted

NAME = "pursuit"
VERSION = "1.2"
MOST_RECORDS = 300
"""A finding lists this many of its contacts, the first ones; how many there are in all is said in the reasons."""


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A claim before it has its wording and strength. ``words`` fill the claim's template."""

    kind: str
    who: str
    """The key of the other side."""
    words: dict[str, str]
    features: dict[str, float]
    severity: Severity
    events: tuple[Event, ...]
    reasons: tuple[str, ...]
    spans: tuple[Span, ...] = ()
    other_records: tuple[str, ...] = ()
    offences: tuple[OffencePointer, ...] = ()
    flags: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()


def finding_of(draft: Draft) -> Finding | None:
    """The finding, ``None`` where its probability is below what is worth a person's time."""
    likelihood = probability(draft.kind, draft.features)
    if likelihood < scale().least:
        return None
    wording = claims()[draft.kind]
    listed = draft.events[:MOST_RECORDS]
    records = (*draft.other_records, *(event.record for event in listed))
    return Finding(
        id=_identity(draft.kind, draft.who, records),
        signal=NAME,
        version=VERSION,
        harm=NAME,
        claim=wording.claim.format(**draft.words),
        severity=draft.severity,
        strength=strength(likelihood),
        probability=likelihood,
        records=tuple(dict.fromkeys(records)),
        spans=draft.spans,
        reasons=(*draft.reasons, *_left_out(draft)),
        offences=draft.offences,
        missing=wording.missing,
        limits=(*wording.limits, *draft.limits, *_doubtful_times(draft)),
        flags=draft.flags,
    )


def _identity(kind: str, who: str, records: tuple[str, ...]) -> str:
    parts = "\n".join((NAME, VERSION, kind, who, *sorted(records)))
    return sha256(parts.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _left_out(draft: Draft) -> tuple[str, ...]:
    if len(draft.events) <= MOST_RECORDS:
        return ()
    return (f"The first {MOST_RECORDS} of {counted(len(draft.events), 'contact')} are listed.",)


def _doubtful_times(draft: Draft) -> tuple[str, ...]:
    doubtful = sum(event.uncertain for event in draft.events)
    if not doubtful:
        return ()
    return (
        f"The time of {counted(doubtful, 'contact')} is not certain: its zone was assumed or it has two readings.",
    )
