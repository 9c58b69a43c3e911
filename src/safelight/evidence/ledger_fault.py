"""What can be wrong with a ledger, in words."""

from enum import StrEnum

import msgspec


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


def altered(first: int, last: int) -> LedgerFault:
    """Entries whose bytes are not those that were recorded."""
    one = first == last
    which = f"Entry {first} is" if one else f"Entries {first} to {last} are"
    return LedgerFault(LedgerFaultKind.ALTERED, first, f"{which} not what was recorded.")


def exchanged_among(first: int, last: int) -> LedgerFault:
    """Entries that were exchanged together with their stored hashes."""
    if first == last:
        return altered(first, last)
    sentence = f"Among entries {first} to {last}, not each is what was recorded."
    return LedgerFault(LedgerFaultKind.ALTERED, first, sentence)


def removed(first: int, last: int) -> LedgerFault:
    """Entries that are not there any more, while later ones are."""
    which = f"Entry {first} was" if first == last else f"Entries {first} to {last} were"
    return LedgerFault(LedgerFaultKind.REMOVED, first, f"{which} taken out of the ledger.")


def moved(first: int, last: int, own: int) -> LedgerFault:
    """Entries that stand in another order than they were recorded in; ``own`` is the first one's true place."""
    if first == last:
        sentence = f"Entry {own} stands in the place of entry {first}."
    else:
        sentence = f"Entries {own} to {own + last - first} stand in the places of entries {first} to {last}."
    return LedgerFault(LedgerFaultKind.MOVED, first, sentence)


def cut_short(size: int, known: int) -> LedgerFault:
    """Entries at the end that are not there any more."""
    sentence = f"There were {known} entries once; only {size} are here."
    return LedgerFault(LedgerFaultKind.CUT_SHORT, size, sentence)


def rewritten(good: int, size: int) -> LedgerFault:
    """Entries that were exchanged together with everything on the machine that vouches for them."""
    where = f"The first {good} entries are as they were signed. Those after them, up to {size}," if good else ""
    which = where or f"The first {size} entries"
    sentence = f"{which} are not those that a signed checkpoint stands for: the ledger was rebuilt."
    return LedgerFault(LedgerFaultKind.REWRITTEN, good if good else None, sentence)


def tree_damaged() -> LedgerFault:
    """Stored hashes that are wrong, over entries that are not."""
    sentence = "The stored tree does not belong to the entries, which are unchanged."
    return LedgerFault(LedgerFaultKind.TREE_DAMAGED, None, sentence)


def foreign(reason: str) -> LedgerFault:
    """A checkpoint that the ledger did not sign."""
    return LedgerFault(LedgerFaultKind.FOREIGN_CHECKPOINT, None, reason)
