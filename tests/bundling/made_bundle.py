"""A bundle of the small case, written into a folder with a ledger of its own."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from safelight.bundling.choice import Choice
from safelight.bundling.contents import contents_of
from safelight.bundling.on_file import CaseOnFile
from safelight.bundling.writing import Surroundings, write_bundle
from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.bundle.writer import Bundle
from safelight.evidence.ledger import Ledger

ORIGINAL = b"the original as it was handed in"


def made_bundle(folder: Path, case: CaseOnFile, choice: Choice, *, entries: Sequence[int] = ()) -> Bundle:
    """Everything in ``folder/bundle``."""
    return write_bundle(
        folder / "bundle",
        Ledger(folder / "ledger"),
        case,
        contents_of(case, choice),
        Surroundings(
            made_at=datetime(2026, 3, 4, 12, 0, tzinfo=UTC),
            continuity=(),
            entries=entries,
            blake3={one.sha256: "3" * 64 for one in case.exhibits},
            open_original=lambda _: io.BytesIO(ORIGINAL),
            seed=choice.salt,
        ),
        audit=AuditEvent(act=Act.EXPORTED, actor="person:1"),
    )
