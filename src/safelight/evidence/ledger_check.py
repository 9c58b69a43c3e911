"""Looking for tampering: what is wrong with a ledger, named by kind."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

import msgspec

from safelight.evidence import checkpoint as checkpoints
from safelight.evidence import merkle
from safelight.evidence.checkpoint import BadCheckpoint, Checkpoint
from safelight.evidence.ledger_entry import entry_of
from safelight.evidence.ledger_file import LedgerFile


class FaultKind(StrEnum):
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

    kind: FaultKind
    index: int | None
    sentence: str


def faults(file: LedgerFile, held: Sequence[str], verifier_key: str) -> list[LedgerFault]:
    """Everything that is wrong, rehashing each entry once."""
    found: list[LedgerFault] = []
    heads = _heads(file.checkpoints(), held, verifier_key, found)
    hashes: list[bytes] = []
    for index, leaf, stored_hash in file.leaves():
        found += _missing_between(len(hashes), index)
        hashes += [b""] * (index - len(hashes))
        hashes.append(merkle.leaf_hash(leaf))
        found += _entry_faults(index, leaf, hashes[-1], stored_hash)
    if not found:
        found += _tree_faults(file, hashes)
    found += _head_faults(heads, hashes)
    return found


def _heads(
    own: Sequence[str], held: Sequence[str], verifier_key: str, found: list[LedgerFault]
) -> list[Checkpoint]:
    heads = []
    for note in (*own, *held):
        try:
            heads.append(checkpoints.verified(note, verifier_key))
        except BadCheckpoint as problem:
            found.append(LedgerFault(FaultKind.FOREIGN_CHECKPOINT, None, str(problem)))
    return heads


def _missing_between(expected: int, index: int) -> Iterator[LedgerFault]:
    for missing in range(expected, index):
        yield LedgerFault(FaultKind.REMOVED, missing, f"Entry {missing} was taken out of the ledger.")


def _entry_faults(index: int, leaf: bytes, hashed: bytes, stored: bytes | None) -> Iterator[LedgerFault]:
    try:
        own_index = entry_of(leaf).index
    except msgspec.MsgspecError:
        own_index = None
    if own_index is not None and own_index != index:
        yield LedgerFault(FaultKind.MOVED, index, f"Entry {own_index} stands in the place of entry {index}.")
    elif own_index is None or stored != hashed:
        yield LedgerFault(FaultKind.ALTERED, index, f"Entry {index} is not what was recorded.")


def _tree_faults(file: LedgerFile, hashes: list[bytes]) -> Iterator[LedgerFault]:
    try:
        agrees = merkle.root(file, len(hashes)) == merkle.root_of(hashes)
    except merkle.MissingNode:
        agrees = False
    if not agrees:
        yield LedgerFault(
            FaultKind.TREE_DAMAGED, None, "The stored tree does not belong to the entries, which are unchanged."
        )


def _head_faults(heads: list[Checkpoint], hashes: list[bytes]) -> Iterator[LedgerFault]:
    for head in heads:
        if head.size > len(hashes):
            yield LedgerFault(
                FaultKind.CUT_SHORT,
                len(hashes),
                f"A signed checkpoint counts {head.size} entries; only {len(hashes)} are here.",
            )
        elif merkle.root_of(hashes[: head.size]) != head.root:
            yield LedgerFault(
                FaultKind.REWRITTEN,
                None,
                f"The first {head.size} entries are not those that a signed checkpoint stands for.",
            )
