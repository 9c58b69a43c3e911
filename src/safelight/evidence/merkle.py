"""The Merkle tree of RFC 6962 section 2.1 (same tree in RFC 9162): hashes, growth and proofs.

Only complete subtrees are stored. Node ``(level, index)`` is the hash over the leaves
``index * 2**level`` up to ``(index + 1) * 2**level``; it never changes once it exists, so a tree of any
earlier size can be read out of the same nodes.
"""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import NamedTuple, Protocol

EMPTY_ROOT = sha256(b"").digest()


class Node(NamedTuple):
    """The hash over one complete subtree."""

    level: int
    position: int
    hash: bytes


class Nodes(Protocol):
    """Where complete subtrees are kept."""

    def node(self, level: int, index: int) -> bytes:
        """The hash at a place; raises ``MissingNode`` where there is none."""


class MissingNode(LookupError):
    """The store does not hold a node that a tree of this size must have."""


def leaf_hash(leaf: bytes) -> bytes:
    """The hash of one entry."""
    return sha256(b"\x00" + leaf).digest()


def leaf_hashes(leaves: Sequence[bytes]) -> list[bytes]:
    """The hashes of many entries. Raises ``TypeError`` where one is not bytes."""
    return [sha256(b"\x00" + leaf).digest() for leaf in leaves]


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees side by side."""
    return sha256(b"\x01" + left + right).digest()


def grow(nodes: Nodes, size: int, leaf_hashes: Sequence[bytes]) -> Iterator[Node]:
    """The nodes that a tree of ``size`` gains from new leaves: O(new leaves + log size)."""
    level, first, hashes = 0, size, list(leaf_hashes)
    while hashes:
        for offset, value in enumerate(hashes):
            yield Node(level, first + offset, value)
        if first % 2:
            first -= 1
            hashes.insert(0, nodes.node(level, first))
        hashes = [node_hash(left, right) for left, right in zip(hashes[::2], hashes[1::2], strict=False)]
        level, first = level + 1, first // 2


def root(nodes: Nodes, size: int) -> bytes:
    """The root of the tree over the first ``size`` entries."""
    return _range_hash(nodes, 0, size) if size else EMPTY_ROOT


def inclusion_proof(nodes: Nodes, index: int, size: int) -> list[bytes]:
    """The audit path of one entry, nearest node first (RFC 6962 section 2.1.1).

    Raises ``ValueError`` where the entry is not in a tree of that size.
    """
    if not 0 <= index < size:
        raise ValueError(f"Entry {index} is not in a ledger of {size} entries.")
    return path_above(nodes, 0, index, size)


def path_above(nodes: Nodes, level: int, index: int, size: int) -> list[bytes]:
    """The part of the audit path of an entry that lies on a level and above it."""
    path: list[bytes] = []
    place, last = index >> level, size - 1 >> level
    while last:
        if place & 1:
            path.append(nodes.node(level, place - 1))
        elif place + 2 << level <= size:
            path.append(nodes.node(level, place + 1))
        elif place < last:  # what stands to the right is not complete yet
            path.append(_range_hash(nodes, place + 1 << level, size))
        level, place, last = level + 1, place >> 1, last >> 1
    return path


def consistency_proof(nodes: Nodes, old: int, new: int) -> list[bytes]:
    """What shows that the tree of ``old`` entries is the beginning of that of ``new`` (section 2.1.2).

    Raises ``ValueError`` unless ``0 <= old <= new``.
    """
    if not 0 <= old <= new:
        raise ValueError(f"A ledger of {new} entries cannot continue one of {old}.")
    if old in (0, new):
        return []
    path: list[bytes] = []
    start, end = 0, new
    while end != old:
        middle = start + _split(end - start)
        if old <= middle:
            path.append(_range_hash(nodes, middle, end))
            end = middle
        else:
            path.append(_range_hash(nodes, start, middle))
            start = middle
    if start:
        path.append(_range_hash(nodes, start, end))
    return path[::-1]


def is_included(leaf: bytes, index: int, size: int, path: Sequence[bytes], expected_root: bytes) -> bool:
    """Whether a leaf hash stands at ``index`` under a root (RFC 9162 section 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, value = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if place % 2 or place == last:
            value = node_hash(sibling, value)
            while place % 2 == 0 and place:
                place, last = place >> 1, last >> 1
        else:
            value = node_hash(value, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and value == expected_root


def is_consistent(old: int, new: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]) -> bool:
    """Whether one tree is the beginning of another (RFC 9162 section 2.1.4.2)."""
    if not 0 <= old <= new:
        return False
    if old == 0:
        return not path and old_root == EMPTY_ROOT
    if old == new:
        return not path and old_root == new_root
    steps = [old_root, *path] if old & (old - 1) == 0 else list(path)
    return bool(path) and _replay(old - 1, new - 1, steps) == (old_root, new_root)


def _replay(place: int, last: int, steps: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    while place % 2:
        place, last = place >> 1, last >> 1
    old_value = new_value = steps[0]
    for sibling in steps[1:]:
        if last == 0:
            return None
        if place % 2 or place == last:
            old_value, new_value = node_hash(sibling, old_value), node_hash(sibling, new_value)
            while place % 2 == 0 and place:
                place, last = place >> 1, last >> 1
        else:
            new_value = node_hash(new_value, sibling)
        place, last = place >> 1, last >> 1
    return (old_value, new_value) if last == 0 else None


class Peaks:
    """The root over leaf hashes met one after the other, holding only O(log n) of them."""

    def __init__(self) -> None:
        """Starts with an empty tree."""
        self.size = 0
        self._peaks: dict[int, bytes] = {}

    def extend(self, values: Sequence[bytes]) -> None:
        """Takes the next leaf hashes."""
        level, row = 0, list(values)
        while row:
            if self.size >> level & 1:
                row.insert(0, self._peaks.pop(level))
            if len(row) % 2:
                self._peaks[level] = row.pop()
            row = [
                sha256(b"\x01" + left + right).digest() for left, right in zip(row[::2], row[1::2], strict=True)
            ]
            level += 1
        self.size += len(values)

    def root(self) -> bytes:
        """The root so far."""
        return fold([self._peaks[level] for level in sorted(self._peaks, reverse=True)])


def fold(peaks: Sequence[bytes]) -> bytes:
    """The root over complete subtrees that stand side by side, the largest first."""
    if not peaks:
        return EMPTY_ROOT
    *rest, value = peaks
    for peak in reversed(rest):
        value = node_hash(peak, value)
    return value


def peak_places(size: int) -> list[tuple[int, int]]:
    """Level and position of the complete subtrees that a tree of a size is made of, the largest first."""
    return [(level, (size >> level) - 1) for level in range(size.bit_length() - 1, -1, -1) if size >> level & 1]


def _range_hash(nodes: Nodes, start: int, end: int) -> bytes:
    """The hash over leaves from ``start``, where a subtree of that width may begin, up to ``end``."""
    peaks: list[bytes] = []
    while start < end:
        level = (end - start).bit_length() - 1
        peaks.append(nodes.node(level, start >> level))
        start += 1 << level
    return fold(peaks)


def _split(width: int) -> int:
    """The largest power of two smaller than ``width``."""
    return 1 << ((width - 1).bit_length() - 1)
