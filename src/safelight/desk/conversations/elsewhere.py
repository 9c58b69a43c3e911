"""Where else a message stands that was counted once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from safelight.desk.cases.models import Case
from safelight.records.duplicates import Repeats


@dataclass(frozen=True)
class Elsewhere:
    """One other place: the record's id there, the exhibit's reference, and how its clock differs, in words."""

    record_id: str
    reference: str
    clock: str


@dataclass(frozen=True)
class SharedWith:
    """How many records of an exhibit are the same as records of ``other`` (itself: of another file in it)."""

    other: str
    slug: str
    records: int


def references_of(case: Case) -> dict[str, str]:
    """The references of the exhibits of a case by their SHA-256; the first, where one was handed in twice."""
    exhibits = reversed(case.exhibits.all())
    return {exhibit.sha256: exhibit.reference for exhibit in exhibits}


def elsewhere(row: Mapping[str, Any], references: Mapping[str, str]) -> Iterator[Elsewhere]:
    """The other places of a row of a case's table. Tables written before places were kept have none."""
    for place in row.get("also") or ():
        if place["exhibit"] in references:
            yield Elsewhere(place["record_id"], references[place["exhibit"]], _clock(place["seconds_apart"] or 0))


def shared_with(exhibit: str, repeats: tuple[Repeats, ...], case: Case) -> list[SharedWith]:
    """With which exhibits this one (SHA-256) shares messages, most first."""
    found = {one.sha256: one for one in reversed(case.exhibits.all())}
    counted: dict[str, int] = {}
    for each in repeats:
        if exhibit in {each.exhibit, each.kept_in}:
            other = each.kept_in if each.exhibit == exhibit else each.exhibit
            counted[other] = counted.get(other, 0) + each.records
    return [
        SharedWith(found[other].reference, found[other].slug, records)
        for other, records in sorted(counted.items(), key=lambda pair: -pair[1])
        if other in found
    ]


def _clock(seconds: int) -> str:
    if not seconds:
        return ""
    hours, minutes = divmod(abs(seconds) // 60, 60)
    length = gettext("%(hours)d h %(minutes)02d min") % {"hours": hours, "minutes": minutes}
    if seconds > 0:
        return gettext("its clock is %(length)s ahead") % {"length": length}
    return gettext("its clock is %(length)s behind") % {"length": length}
