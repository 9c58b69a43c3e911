"""1,000 random attacks of each kind on a ledger: each must be found, and told for what it is."""

import tempfile
from pathlib import Path

from tests.evidence.attacks import ATTACKS, missed

from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.ledger import Ledger

SIZE = 61


def original(folder: Path) -> tuple[str, str]:
    """A ledger to attack: a checkpoint that somebody holds, and its key."""
    ledger = Ledger(folder)
    ledger.append_all(
        [AuditEvent(act=Act.SEARCHED, actor=f"person:{n}", case="c", details={"hits": n}) for n in range(SIZE)]
    )
    held, key = ledger.checkpoint(), ledger.verifier_key
    ledger.close()
    return held, key


def run(trials: int) -> list[str]:
    """What was missed, in words."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        held, key = original(folder / "original")
        return [
            said
            for kind in ATTACKS
            for seed in range(trials)
            if (said := missed(kind, folder / "original", folder / "copy.sqlite", held, key, seed))
        ]
