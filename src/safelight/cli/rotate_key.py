"""``safelight rotate-key``: every case key is wrapped by a new key of the force."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from safelight.cli.check import ACTOR
from safelight.cli.desk import Folder, prepare
from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.keys import ForceKey, KeyMissing, KeyWrong
from safelight.evidence.ledger import LedgerUnavailable
from safelight.evidence.rotation import wrap_anew

if TYPE_CHECKING:
    from safelight.evidence.keys import CaseKeyWrapper

_SAY_EVERY = 100


def rotate_key(
    folder: Folder,
    from_key_file: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="The old key, where the desk is set to a new one already."),
    ] = None,
) -> None:
    """Wrap every case key by a new key of the force, while the desk works. Stopped, it goes on when run again.

    A key in a file is made anew and takes the file's place. With a key service, or with --from-key-file, keys are
    wrapped by what the desk is set to now.
    """
    prepare(folder)
    try:
        count = _rotated(from_key_file)
    except (KeyMissing, KeyWrong, LedgerUnavailable) as problem:
        typer.echo(f"{problem} What was wrapped anew stays so; run this again when that is mended.", err=True)
        raise typer.Exit(2) from problem
    typer.echo(f"{count} keys were wrapped anew. The old key of the force opens nothing any more.")


def _rotated(from_key_file: Path | None) -> int:
    from safelight.desk.keeping import key_ring, the_ledger, the_vault

    vault, ring = the_vault(), key_ring()
    old: CaseKeyWrapper = ForceKey.from_file(from_key_file) if from_key_file else vault.keys.wrapper
    new = ring.begin_rotation() if ring and not from_key_file else vault.keys.wrapper
    count = wrap_anew(vault.keys, old, new, _say)
    the_ledger().append(AuditEvent(act=Act.FORCE_KEY_ROTATED, actor=ACTOR, details={"keys": count}))
    if ring and not from_key_file:
        wrap_anew(vault.keys, old, new, lambda *_: None)  # cases that were opened meanwhile
        ring.end_rotation()
    for place in vault.keys.settle():
        typer.echo(f"The copy of the keys at {place} is out of reach and still has the old ones. Back up again.")
    return count


def _say(done: int, of: int) -> None:
    if done == of or done % _SAY_EVERY == 0:
        typer.echo(f"{done} of {of} keys are done.")
