"""Looking for tampering: what is wrong with a ledger, named by kind.

A ledger in which nothing is wrong is rehashed once, many entries at a time. Only where that does not come
out right is each entry looked at by itself.
"""

from collections.abc import Sequence
from itertools import count, pairwise

from safelight.evidence import checkpoint as checkpoints
from safelight.evidence import merkle
from safelight.evidence.checkpoint import BadCheckpoint
from safelight.evidence.ledger_entry import own_index, says_its_place
from safelight.evidence.ledger_exchange import Heads, exchanged
from safelight.evidence.ledger_fault import LedgerFault, cut_short, foreign, tree_damaged
from safelight.evidence.ledger_file import BATCH, LedgerFile
from safelight.evidence.ledger_places import Places


def faults(file: LedgerFile, held: Sequence[str], verifier_key: str) -> list[LedgerFault]:
    """Everything that is wrong; empty where nothing is. Where something is, holds the hashes of all entries."""
    heads, strangers = _signed_heads([*file.checkpoints(), *held], verifier_key)
    known = max(0, file.size_of_tree(), *heads)
    if known == file.size() and _is_as_signed(file, heads):
        return strangers
    return strangers + (_faults_of_entries(file, known, heads) or [tree_damaged()])


def _faults_of_entries(file: LedgerFile, known: int, heads: Heads) -> list[LedgerFault]:
    places = Places()
    for position, leaf, stored in file.leaves():
        places.add(position, own_index(leaf), as_stored=merkle.leaf_hash(leaf) == stored)
    if (
        places.are_right_but_for_hashes
        and not exchanged(file, heads)
        and places.last_wrong < max(heads, default=0)
    ):
        return []  # the entries come to the signed roots: it is the stored hashes that are wrong
    found = list(places.faults())
    if known > file.size() + places.closed_up:
        found.append(cut_short(file.size(), known))
    if places.are_right:  # what is wrong with entries says more than that the roots above them differ
        found += exchanged(file, heads)
    return found


def _signed_heads(notes: Sequence[str], verifier_key: str) -> tuple[Heads, list[LedgerFault]]:
    heads: Heads = {}
    strangers = []
    for note in notes:
        try:
            head = checkpoints.verified(note, verifier_key)
            heads.setdefault(head.size, set()).add(head.root)
        except BadCheckpoint as problem:
            strangers.append(foreign(str(problem)))
    return heads, strangers


def _is_as_signed(file: LedgerFile, heads: Heads) -> bool:
    """Whether every entry stands in its place, as its stored hash and every signed head say."""
    peaks, signed = merkle.Peaks(), sorted(heads)
    for leaves, stored in file.batches():
        start = peaks.size
        if len(leaves) != min(BATCH, file.size() - start):
            return False
        try:
            hashes = merkle.leaf_hashes(leaves)
        except TypeError:  # somebody stored something that is not bytes
            return False
        if hashes != stored or not _continues(peaks, hashes, signed, heads):
            return False
        if peaks.size > max(signed, default=0) and not all(map(says_its_place, leaves, count(start))):
            return False  # only what was signed is known to say its own place
    return file.first() == 0 and _root(file, peaks.size) == peaks.root()


def _continues(peaks: merkle.Peaks, hashes: list[bytes], signed: list[int], heads: Heads) -> bool:
    start, end = peaks.size, peaks.size + len(hashes)
    stops = [size for size in signed if start < size < end]
    for first, last in pairwise([start, *stops, end]):
        peaks.extend(hashes[first - start : last - start])
        if last in heads and heads[last] != {peaks.root()}:
            return False
    return True


def _root(file: LedgerFile, size: int) -> bytes | None:
    try:
        return merkle.root(file, size)
    except merkle.MissingNode:
        return None
