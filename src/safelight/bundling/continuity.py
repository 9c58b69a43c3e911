"""Continuity in words: who had an exhibit when, according to the ledger."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

import msgspec

from safelight.evidence.audit import Act
from safelight.evidence.ledger_entry import LedgerEntry

_EACH = {
    Act.EXHIBIT_SEALED: "Handed in. Sealed as it came, and its hash taken while it came in.",
    Act.EXHIBIT_READ: "Read by the software: {records:,} records. The original was not changed.",
    Act.READING_CHANGED: "Said how it is to be read. The original was not changed.",
    Act.READING_FAILED: "The software could not read it. The original was not changed.",
    Act.FILE_HELD_BACK: "Part of it is on the force's list of files never to be opened, and was not opened.",
}
_COUNTED = {
    Act.WORKED_ON: "Opened by the software to read it or to examine the case.",
    Act.LOOKED_AT_BYTES: "Looked at bytes of the original.",
    Act.LOOKED_AT_PICTURE: "Looked at a picture in the original.",
    Act.EXPORTED: "Taken out of the vault as a copy.",
}


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that happened to an exhibit, or several of one sort. ``entry`` is that of the first."""

    exhibit: str
    """Its reference."""
    who: str
    what: str
    times: int
    first_at: datetime
    last_at: datetime
    entry: int


def continuity_of(
    entries: Iterable[LedgerEntry], exhibits: Mapping[str, str], people: Mapping[str, str]
) -> tuple[Step, ...]:
    """Steps of each exhibit in the order of the ledger; looks of one person at one exhibit are counted together.

    ``exhibits`` are references by SHA-256, ``people`` names by the ledger's opaque ids.
    """
    steps: dict[tuple[object, ...], Step] = {}
    for sha256, step in _steps(entries, exhibits, people):
        counted = step.what in _COUNTED.values()
        key = (sha256, step.who, step.what) if counted else (step.entry, sha256)
        before = steps.get(key)
        if before is None:
            steps[key] = step
        else:
            steps[key] = msgspec.structs.replace(before, times=before.times + 1, last_at=step.last_at)
    order = {reference: place for place, reference in enumerate(exhibits.values())}
    return tuple(sorted(steps.values(), key=lambda step: (order[step.exhibit], step.entry)))


def proving(entries: Iterable[LedgerEntry], exhibits: Iterable[str]) -> list[int]:
    """Indices of the entries that show when these exhibits (SHA-256) were sealed and read."""
    wanted = set(exhibits)
    return [
        entry.index
        for entry in entries
        if entry.event.act in _EACH and _exhibit_of(entry, wanted) == entry.event.subject
    ]


def _steps(
    entries: Iterable[LedgerEntry], exhibits: Mapping[str, str], people: Mapping[str, str]
) -> Iterator[tuple[str, Step]]:
    for entry in entries:
        event = entry.event
        sha256 = _exhibit_of(entry, exhibits)
        words = _EACH.get(event.act) or _COUNTED.get(event.act)
        if not sha256 or not words:
            continue
        yield (
            sha256,
            Step(
                exhibit=exhibits[sha256],
                who=_who(event.actor, people),
                what=words.format_map({"records": 0, **event.details}),
                times=1,
                first_at=entry.at,
                last_at=entry.at,
                entry=entry.index,
            ),
        )


def _exhibit_of(entry: LedgerEntry, exhibits: Iterable[str]) -> str:
    event = entry.event
    if event.act is Act.EXHIBIT_READ and "records" not in event.details:
        return ""  # sealing what was read, not reading it
    named = (event.subject, str(event.details.get("object", "")))
    return next((each for each in named if each and each in exhibits), "")


def _who(actor: str, people: Mapping[str, str]) -> str:
    return people.get(actor, "The software" if actor == "worker" else actor)
