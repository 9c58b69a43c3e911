"""Small sealed files beside the objects of a backup: rows of the database, the key of the ledger."""

from collections.abc import Iterable
from pathlib import Path

from safelight.evidence.case_keys import CaseKey
from safelight.evidence.digests import Digests
from safelight.evidence.durable import flush_folder
from safelight.evidence.envelope import Contents, Envelope
from safelight.evidence.sealed_file import SealedFile
from safelight.evidence.sealing import Seal, SealWriter, partial_name


def seal_to(path: Path, case: str, key: CaseKey, pieces: Iterable[bytes]) -> None:
    """Writes pieces, sealed under the key of a case, whole or not at all. Raises ``CannotSeal``."""

    def place(partial: Path, contents: Contents) -> Seal:
        partial.replace(path)
        flush_folder(path.parent)
        return Seal(case, contents.sha256.hex(), contents.blake3.hex(), contents.size, already_held=False)

    writer = SealWriter(path.with_name(partial_name()), Envelope.new(case, key.wrapping), Digests(), place)
    try:
        for piece in pieces:
            writer.write(piece)
        writer.finish()
    finally:
        writer.close()


def opened(path: Path, case: str, key: CaseKey) -> bytes:
    """What was sealed there. Raises ``ObjectDamaged`` or ``FileNotFoundError``."""
    with SealedFile(path.open("rb", buffering=0), case, key) as file:
        return file.readall()
