"""The plan of a zip archive: its entries in the order they stand, and which of them overlap."""

from collections.abc import Iterable, Iterator
from itertools import islice, zip_longest
from typing import BinaryIO

import msgspec

from safelight.readers.containers.limits import Budget
from safelight.readers.containers.window import size_of
from safelight.readers.containers.zip_directory import ZipEnd, entries_in, find_end
from safelight.readers.containers.zip_entry import ZipEntry
from safelight.readers.containers.zip_salvage import salvaged_entries, starts_like_a_zip

SPANNED_MARKER_BYTES = 4


class Overlap(msgspec.Struct, frozen=True):
    """Entries that claim the same bytes."""

    start: int
    end: int
    entries: int


class Placed(msgspec.Struct, frozen=True):
    """An entry and the first byte of whatever stands after it."""

    entry: ZipEntry
    fence: int


class ZipPlan(msgspec.Struct, frozen=True, kw_only=True):
    """What there is to walk. ``start`` and ``end`` bound the archive: other bytes may stand before and after."""

    start: int
    end: int
    steps: tuple[Placed | Overlap, ...]
    listed: int
    """Entries the archive says it has."""
    is_salvaged: bool = False


def plan_of(source: BinaryIO, budget: Budget) -> ZipPlan | None:
    """The plan by the archive's directory, or by walking from the front where that is lost; else ``None``."""
    end = find_end(source)
    if end:
        entries = list(islice(entries_in(source, end), budget.members_left + 1))
        if len(entries) >= min(end.count, budget.members_left + 1) or not starts_like_a_zip(source):
            return _by_directory(entries, end)
    return _by_salvage(source, budget) if starts_like_a_zip(source) else None


def _by_directory(entries: list[ZipEntry], end: ZipEnd) -> ZipPlan:
    entries.sort(key=lambda entry: entry.offset)
    first = min(entries[0].offset, end.start) if entries else end.start
    return ZipPlan(
        start=0 if first <= SPANNED_MARKER_BYTES else first,
        end=end.archive_end,
        steps=tuple(_laid_out(entries, end.start)),
        listed=max(end.count, len(entries)),
    )


def _by_salvage(source: BinaryIO, budget: Budget) -> ZipPlan:
    found = list(islice(salvaged_entries(source, budget), budget.members_left + 1))
    return ZipPlan(
        start=0,
        end=size_of(source),
        steps=tuple(Placed(entry, after) for entry, after in found),
        listed=len(found),
        is_salvaged=True,
    )


def _laid_out(entries: Iterable[ZipEntry], directory_start: int) -> Iterator[Placed | Overlap]:
    groups = _grouped(entries)
    for group, following in zip_longest(groups, groups[1:]):
        if len(group) > 1:
            yield Overlap(group[0].offset, min(directory_start, max(e.least_end for e in group)), len(group))
        else:
            next_start = following[0].offset if following else directory_start
            yield Placed(group[0], min(next_start, directory_start))


def _grouped(entries: Iterable[ZipEntry]) -> list[list[ZipEntry]]:
    """Entries in one group where their ranges touch the same bytes (CVE-2024-0450)."""
    groups: list[list[ZipEntry]] = []
    reach = -1
    for entry in entries:
        if entry.offset < reach:
            groups[-1].append(entry)
        else:
            groups.append([entry])
        reach = max(reach, entry.least_end)
    return groups
