"""A bundle's case from the folder that ``safelight examine`` wrote, without a desk."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import polars as pl

from safelight.bundling.on_file import Accepted, CaseOnFile, ExhibitOnFile, SignalOnFile
from safelight.evidence.audit import Act
from safelight.evidence.keys import ForceKey
from safelight.evidence.ledger import Ledger
from safelight.evidence.ledger_entry import LedgerEntry
from safelight.evidence.vault import Vault
from safelight.examining.exhibit import ByteCount, held_back_of
from safelight.examining.paths import CASE
from safelight.readers.registry import READERS_BY_NAME
from safelight.records.tally import Outcome, Tally
from safelight.signals.finding import Finding
from safelight.signals.registry import ReadBy

_ENTRIES_AT_ONCE = 1000
_SALT_BYTES = 32


class NotExamined(Exception):
    """A folder is not one that ``safelight examine`` wrote. The message is a sentence."""


class _Exhibit(msgspec.Struct, frozen=True):
    name: str
    sha256: str
    blake3: str
    bytes: int
    readers: tuple[str, ...] = ()


class _Summary(msgspec.Struct, frozen=True):
    zone: str
    exhibits: tuple[_Exhibit, ...]


class _Findings(msgspec.Struct, frozen=True):
    findings: tuple[Finding, ...]
    read_by: tuple[ReadBy, ...]


class _Sealed(msgspec.Struct, frozen=True):
    sha256: str
    members: tuple[Any, ...]


class _Tallies(msgspec.Struct, frozen=True):
    exhibits: tuple[_Sealed, ...]


class ExaminedFolder:
    """What an examination left behind: documents, sealed originals, and the ledger of it."""

    def __init__(self, folder: Path) -> None:
        """Raises ``NotExamined``."""
        try:
            self._summary = msgspec.json.decode((folder / "summary.json").read_bytes(), type=_Summary)
            self._findings = msgspec.json.decode((folder / "findings.json").read_bytes(), type=_Findings)
            self._tallies = msgspec.json.decode((folder / "tally.json").read_bytes(), type=_Tallies)
            self._table = pl.read_parquet(folder / "records.parquet")
        except (OSError, msgspec.MsgspecError, pl.exceptions.PolarsError) as problem:
            raise NotExamined(
                "This folder does not hold a whole examination. Examine the files with this version of safelight "
                "into a new folder, then make the bundle from that."
            ) from problem
        self._sealed = folder / "sealed"
        self.ledger = Ledger(self._sealed / "ledger")
        self.vault = Vault(self._sealed / "vault", ForceKey.from_file(self._sealed / "force.key"), self.ledger)

    @property
    def findings(self) -> Sequence[Finding]:
        """Everything the signals found."""
        return self._findings.findings

    @property
    def blake3(self) -> Mapping[str, str]:
        """Of the originals, by their SHA-256."""
        return {one.sha256: one.blake3 for one in self._summary.exhibits}

    @property
    def salt(self) -> str:
        """Chance of this folder's own, kept with the sealed originals; it opens commitments later."""
        kept = self._sealed / "bundle.salt"
        if not kept.exists():
            kept.touch(mode=0o600)
            kept.write_text(secrets.token_hex(_SALT_BYTES), encoding="ascii")
        return kept.read_text(encoding="ascii")

    def on_file(self, reference: str, accepted: Sequence[Accepted], handed_in_by: str) -> CaseOnFile:
        """The case under a reference; exhibits are numbered in the order they were examined."""
        moments = self._sealed_at()
        return CaseOnFile(
            reference=reference,
            zone=self._summary.zone,
            exhibits=[
                self._exhibit(number, one, moments[one.sha256], handed_in_by)
                for number, one in enumerate(self._summary.exhibits, start=1)
            ],
            table=self._table,
            accepted=accepted,
            signals=[
                SignalOnFile(one.title, one.version, one.looks_for, one.limits_and_figures)
                for one in self._findings.read_by
            ],
        )

    def entries(self) -> list[LedgerEntry]:
        """Everything the ledger says of the examination."""
        entries: list[LedgerEntry] = []
        while page := self.ledger.entries(case=CASE, start=len(entries), limit=_ENTRIES_AT_ONCE):
            entries += page
        return entries

    def _sealed_at(self) -> dict[str, datetime]:
        sealed = (entry for entry in self.entries() if entry.event.act is Act.EXHIBIT_SEALED)
        return {entry.event.subject: entry.at for entry in sealed}

    def _exhibit(self, number: int, one: _Exhibit, sealed_at: datetime, handed_in_by: str) -> ExhibitOnFile:
        tally = self._tally(one.sha256)
        read, skipped, failed = (tally.bytes_by(outcome) for outcome in Outcome)
        return ExhibitOnFile(
            sha256=one.sha256,
            reference=f"E/{number}",
            name=one.name,
            size_bytes=one.bytes,
            sealed_at=sealed_at,
            handed_in_by=handed_in_by,
            read_as=tuple(READERS_BY_NAME[each].MANIFEST.title for each in one.readers if each in READERS_BY_NAME),
            bytes=ByteCount(tally.size, read, skipped, failed),
            holds_forbidden=bool(held_back_of(tally)),
        )

    def _tally(self, sha256: str) -> Tally:
        found = next((one for one in self._tallies.exhibits if one.sha256 == sha256), None)
        members = {"members": found.members if found else ()}
        return msgspec.convert(members, type=Tally)
