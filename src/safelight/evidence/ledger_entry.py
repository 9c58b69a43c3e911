"""One entry of the ledger and the bytes that are hashed for it."""

from datetime import datetime

import msgspec

from safelight.evidence.audit import AuditEvent
from safelight.evidence.merkle import leaf_hash

LONGEST_LEAF = 65_535
"""Bytes; the length of an entry in C2SP tlog-tiles is a 16-bit number."""
_FRAME_BYTES = 128
"""More than index, time and the JSON around them can take."""


class LedgerEntry(msgspec.Struct, frozen=True):
    """One act or look as it was recorded. Order is by ``index``; clocks can be wrong."""

    index: int
    at: datetime
    event: AuditEvent
    leaf_hash: bytes


class EntryTooLong(ValueError):
    """An event does not fit the longest entry that the export format allows."""


class _Leaf(msgspec.Struct, frozen=True):
    index: int
    at: datetime
    event: AuditEvent


class _LeafToWrite(msgspec.Struct, frozen=True):
    index: int
    at: datetime
    event: msgspec.Raw


_encoder = msgspec.json.Encoder(order="sorted")
_decoder = msgspec.json.Decoder(_Leaf)


def encoded(event: AuditEvent) -> bytes:
    """The canonical bytes of an event: JSON, UTF-8, keys sorted, no white space. Raises ``EntryTooLong``."""
    raw = _encoder.encode(event)
    if len(raw) > LONGEST_LEAF - _FRAME_BYTES:
        raise EntryTooLong(f"A ledger entry may take {LONGEST_LEAF} bytes; this one takes {len(raw)} or more.")
    return raw


def leaf_of(index: int, at: datetime, event: bytes) -> bytes:
    """The canonical bytes of an entry around those of its event."""
    return _encoder.encode(_LeafToWrite(index, at, msgspec.Raw(event)))


def says_its_place(leaf: bytes, index: int) -> bool:
    """Whether an entry ends as the canonical bytes of the entry at that place do."""
    return leaf.endswith(b',"index":%d}' % index)


def own_index(leaf: bytes) -> int | None:
    """Where an entry says that it stands; nothing where the bytes are not those of an entry."""
    try:
        index = _decoder.decode(leaf).index
    except (msgspec.MsgspecError, UnicodeError):
        return None
    return index if says_its_place(leaf, index) else None


def entry_of(leaf: bytes) -> LedgerEntry:
    """Reads an entry back. Raises ``msgspec.DecodeError`` where the bytes are not an entry."""
    read = _decoder.decode(leaf)
    return LedgerEntry(read.index, read.at, read.event, leaf_hash(leaf))
