"""Entries that look whole but are not those that were signed: which, as far as the tree above still tells."""

from collections.abc import Iterator, Sequence

from safelight.evidence import merkle
from safelight.evidence.ledger_fault import LedgerFault, exchanged_among, rewritten
from safelight.evidence.ledger_file import LedgerFile

Heads = dict[int, set[bytes]]
"""Roots that were signed, by size. More than one of a size means that two histories were signed."""


def exchanged(file: LedgerFile, heads: Heads) -> list[LedgerFault]:
    """What does not come to the signed roots, between the last size that does and the first that does not."""
    hashes = [merkle.leaf_hash(leaf) for _, leaf, _ in file.leaves()]
    peaks, good = merkle.Peaks(), 0
    for size in sorted(size for size in heads if size <= len(hashes)):
        peaks.extend(hashes[peaks.size : size])
        if heads[size] != {peaks.root()}:
            return _between(file, hashes, good, size, heads[size])
        good = size
    return []


def _between(file: LedgerFile, hashes: list[bytes], good: int, size: int, roots: set[bytes]) -> list[LedgerFault]:
    [root, *others] = roots
    if others:
        return [rewritten(good, size)]
    places = list(_places(file, hashes, size, root))
    if not places or any(last - first + 1 > (size - good) // 2 for first, last in places):
        return [rewritten(good, size)]
    return [exchanged_among(first, last) for first, last in places]


def _places(file: LedgerFile, hashes: list[bytes], size: int, root: bytes) -> Iterator[tuple[int, int]]:
    """First and last entry of what was exchanged, narrowed while stored nodes are those below a signed root."""
    places = merkle.peak_places(size)
    try:
        stored = [file.node(level, position) for level, position in places]
    except merkle.MissingNode:
        return
    if merkle.fold(stored) == root:
        for (level, position), value in zip(places, stored, strict=True):
            yield from _narrowed(file, hashes, level, position, value)


def _narrowed(
    file: LedgerFile, hashes: Sequence[bytes], level: int, position: int, expected: bytes
) -> Iterator[tuple[int, int]]:
    start, end = position << level, (position + 1) << level
    peaks = merkle.Peaks()
    peaks.extend(hashes[start:end])
    if peaks.root() == expected:
        return
    try:
        below = [file.node(level - 1, position * 2 + side) for side in (0, 1)]
    except merkle.MissingNode:
        below = []
    if level == 0 or not below or merkle.node_hash(*below) != expected:
        yield start, end - 1
        return
    for side, value in enumerate(below):
        yield from _narrowed(file, hashes, level - 1, position * 2 + side, value)
