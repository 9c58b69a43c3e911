"""Looking for tampering: what is wrong with a ledger, named by kind."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from enum import StrEnum

import msgspec

from safelight.evidence import checkpoint as checkpoints
from safelight.evidence import merkle
from safelight.evidence.checkpoint import BadCheckpoint
from safelight.evidence.ledger_entry import entry_of
from safelight.evidence.ledger_file import LedgerFile


class LedgerFaultKind(StrEnum):
    """What happened to a ledger."""

    ALTERED = "altered"
    REMOVED = "removed"
    MOVED = "moved"
    CUT_SHORT = "cut short"
    REWRITTEN = "rewritten"
    TREE_DAMAGED = "tree damaged"
    FOREIGN_CHECKPOINT = "foreign checkpoint"


class LedgerFault(msgspec.Struct, frozen=True):
    """One thing that is wrong, at which entry if it can be told, in a sentence."""

    kind: LedgerFaultKind
    index: int | None
    sentence: str


def faults(file: LedgerFile, held: Sequence[str], verifier_key: str) -> list[LedgerFault]:
    """Everything that is wrong, hashing each entry once and holding none of them."""
    roots, found = _signed_roots([*file.checkpoints(), *held], verifier_key)
    peaks = merkle.Peaks()
    found += _head_faults(roots, peaks)
    entries_wrong, expected = False, 0
    for index, leaf, stored_hash in file.leaves():
        hashed = merkle.leaf_hash(leaf)
        wrong = [*_place_faults(expected, index), *_entry_faults(index, leaf, hashed, stored_hash)]
        entries_wrong, expected = entries_wrong or bool(wrong), index + 1
        found += wrong
        peaks.add(hashed)
        if not entries_wrong:  # what went wrong before a checkpoint says more than that its root differs
            found += _head_faults(roots, peaks)
    found += _length_faults(file, max(roots, default=0))
    return found or list(_tree_faults(file, peaks))


def _signed_roots(notes: Sequence[str], verifier_key: str) -> tuple[dict[int, set[bytes]], list[LedgerFault]]:
    roots: dict[int, set[bytes]] = defaultdict(set)
    foreign = []
    for note in notes:
        try:
            head = checkpoints.verified(note, verifier_key)
            roots[head.size].add(head.root)
        except BadCheckpoint as problem:
            foreign.append(LedgerFault(LedgerFaultKind.FOREIGN_CHECKPOINT, None, str(problem)))
    return roots, foreign


def _place_faults(expected: int, index: int) -> Iterator[LedgerFault]:
    if index > expected:
        missing = f"Entry {expected} was" if index == expected + 1 else f"Entries {expected} to {index - 1} were"
        yield LedgerFault(LedgerFaultKind.REMOVED, expected, f"{missing} taken out of the ledger.")


def _entry_faults(index: int, leaf: bytes, hashed: bytes, stored: bytes | None) -> Iterator[LedgerFault]:
    try:
        own_index = entry_of(leaf).index
    except (msgspec.MsgspecError, UnicodeError):
        own_index = None
    if own_index is not None and own_index != index:
        sentence = f"Entry {own_index} stands in the place of entry {index}."
        yield LedgerFault(LedgerFaultKind.MOVED, index, sentence)
    elif own_index is None or stored != hashed:
        yield LedgerFault(LedgerFaultKind.ALTERED, index, f"Entry {index} is not what was recorded.")


def _head_faults(roots: dict[int, set[bytes]], peaks: merkle.Peaks) -> Iterator[LedgerFault]:
    if peaks.size in roots and roots[peaks.size] != {peaks.root()}:
        yield LedgerFault(
            LedgerFaultKind.REWRITTEN,
            None,
            f"The first {peaks.size} entries are not those that a signed checkpoint stands for.",
        )


def _length_faults(file: LedgerFile, longest_signed: int) -> Iterator[LedgerFault]:
    size, known = file.size(), max(longest_signed, file.size_of_tree())
    if known > size:
        sentence = f"There were {known} entries once; only {size} are here."
        yield LedgerFault(LedgerFaultKind.CUT_SHORT, size, sentence)


def _tree_faults(file: LedgerFile, peaks: merkle.Peaks) -> Iterator[LedgerFault]:
    try:
        agrees = merkle.root(file, peaks.size) == peaks.root()
    except merkle.MissingNode:
        agrees = False
    if not agrees:
        sentence = "The stored tree does not belong to the entries, which are unchanged."
        yield LedgerFault(LedgerFaultKind.TREE_DAMAGED, None, sentence)
