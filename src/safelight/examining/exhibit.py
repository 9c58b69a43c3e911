"""From a sealed exhibit to its sealed table of records and the account of every byte."""

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from typing import NamedTuple

import msgspec
import polars as pl

from safelight.evidence.audit import AuditEvent
from safelight.evidence.vault import Seal, Vault
from safelight.readers.apart.exhibit import ReadApart
from safelight.readers.choices import NOTHING_CHOSEN, ReadingChoices
from safelight.readers.members import Named
from safelight.readers.pictures.known import HELD_BACK
from safelight.readers.reader import ReadingHints
from safelight.readers.registry import READERS
from safelight.records.columns import Columns
from safelight.records.table_file import TableFile
from safelight.records.tally import MemberTally, Outcome, Tally
from safelight.records.two_dates import read_two_ways

Progress = Callable[[str, int], None]
"""Told a stage (``read``, ``write``) and how many records it has got through so far."""


class Beside(NamedTuple):
    """Another sealed exhibit, and the name its file came with."""

    name: str
    seal: Seal


class ByteCount(msgspec.Struct, frozen=True):
    """Bytes of all members of an exhibit, by what became of them; the last three add up to the first."""

    total: int = 0
    read: int = 0
    skipped: int = 0
    failed: int = 0

    def __add__(self, other: "ByteCount") -> "ByteCount":
        return ByteCount(
            self.total + other.total,
            self.read + other.read,
            self.skipped + other.skipped,
            self.failed + other.failed,
        )


class NotRead(msgspec.Struct, frozen=True):
    """Something that was not read: which member, how many bytes of it, and why, in a sentence."""

    member: str
    bytes: int
    sentence: str


class ReadExhibit(msgspec.Struct, frozen=True):
    """What reading gave. ``table`` and ``reading`` are sealed: Parquet records, and a JSON ``Tally``."""

    exhibit: str
    table: Seal
    reading: Seal
    records_by_kind: dict[str, int]
    bytes: ByteCount
    not_read: tuple[NotRead, ...]
    readers: tuple[str, ...]
    dates_read_two_ways: int = 0
    """Records whose day and month may be the other way round; an officer may say which comes first."""
    guards: tuple[str, ...] = ()
    """What kept the process that read it in, for the record."""
    peak_bytes: int = 0
    """The most memory that a process took that read it, by the kernel's own figures."""
    processor_seconds: float = 0.0
    """What all processes took that read it."""
    held_back: int = 0
    """How many members are on the force's list of files that must never be opened."""


def read_sealed(
    vault: Vault,
    case: str,
    seal: Seal,
    name: str,
    hints: ReadingHints,
    *,
    audit: AuditEvent,
    progress: Progress | None = None,
    choices: ReadingChoices = NOTHING_CHOSEN,
    beside: Sequence[Beside] = (),
) -> ReadExhibit:
    """Read a sealed exhibit in a process of its own and seal what came of it.

    ``choices`` is what an officer said of this exhibit, ``beside`` are others that may belong to it. Raises what
    ``Vault.open`` raises.
    """
    with ExitStack() as opened:
        files = [
            Named(each.name, opened.enter_context(vault.open(case, each.seal.sha256, audit=audit)))
            for each in (Beside(name, seal), *beside)
        ]
        reading = ReadApart(files, hints, choices=choices)
        table = TableFile(seal.sha256)
        for batch in reading.batches():
            table.add(batch, elsewhere=_elsewhere(batch, reading, beside))
            if progress:
                progress("read", table.rows)
    audit = _with_guards(audit, reading.guards)
    tally = reading.tally
    if progress:
        progress("write", table.rows)
    parquet = table.finish()
    return ReadExhibit(
        exhibit=seal.sha256,
        table=vault.seal(case, io.BytesIO(parquet), audit=audit),
        reading=vault.seal(case, io.BytesIO(msgspec.json.encode(tally)), audit=audit),
        records_by_kind=dict(sorted(table.kinds.items())),
        bytes=count_bytes(tally),
        not_read=tuple(_not_read(tally)),
        readers=tuple(sorted({member.reader for member in tally.members if member.reader})),
        dates_read_two_ways=read_two_ways(pl.scan_parquet(parquet)).select(pl.len()).collect().item(),
        guards=reading.guards,
        peak_bytes=max(ending.peak_bytes for ending in reading.endings),
        processor_seconds=sum(ending.processor_seconds for ending in reading.endings),
        held_back=len(held_back_of(tally)),
    )


def _elsewhere(batch: Columns, reading: ReadApart, beside: Sequence[Beside]) -> dict[str, str]:
    """A record whose newest version stands in the log of a database stands in the exhibit that the log is."""
    own = reading.members if beside else frozenset()
    return {each.name: each.seal.sha256 for each in beside if each.name in batch.member and each.name not in own}


def count_bytes(tally: Tally) -> ByteCount:
    """The tally in four numbers."""
    return ByteCount(tally.size, *(tally.bytes_by(outcome) for outcome in Outcome))


def held_back_of(tally: Tally) -> tuple[MemberTally, ...]:
    """The members that are on the force's list of files that must never be opened."""
    return tuple(member for member in tally.members if HELD_BACK in member.reasons)


def caveats(readers: tuple[str, ...]) -> tuple[str, ...]:
    """What sources of these kinds never tell, in sentences."""
    return tuple(
        caveat for reader in READERS if reader.MANIFEST.name in readers for caveat in reader.MANIFEST.cannot_know
    )


def _with_guards(audit: AuditEvent, guards: tuple[str, ...]) -> AuditEvent:
    return msgspec.structs.replace(audit, details={**audit.details, "kept_in_by": ", ".join(guards)})


def _not_read(tally: Tally) -> Iterator[NotRead]:
    for member in tally.members:
        if HELD_BACK in member.reasons:
            yield NotRead(member.member, member.size, HELD_BACK)
        elif not member.reader and not member.stretches:
            yield NotRead(member.member, 0, member.reasons[0])
        for stretch in member.stretches:
            if stretch.outcome is Outcome.FAILED:
                yield NotRead(member.member, stretch.length, stretch.reason)
