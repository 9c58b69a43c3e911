"""``safelight backup`` and ``safelight restore``: one command each, while the desk works."""

import os
import sqlite3
from pathlib import Path
from typing import Annotated

import typer

from safelight.cli.check import ACTOR, check_and_say
from safelight.cli.desk import Folder, prepare, set_up
from safelight.evidence.backup.place import BackupPlace, NoBackup
from safelight.evidence.case_keys import CaseDisposed
from safelight.evidence.envelope import ObjectDamaged
from safelight.evidence.key_copies import NoKeyCopy
from safelight.evidence.keys import KeyMissing, KeyWrong
from safelight.evidence.ledger import LedgerUnavailable
from safelight.evidence.objects.store import StoreUnavailable
from safelight.evidence.sealing import CannotSeal

_SAID = (
    NoBackup, NoKeyCopy, KeyMissing, KeyWrong, CaseDisposed, ObjectDamaged, CannotSeal, LedgerUnavailable,
    StoreUnavailable,
)  # fmt: skip


def backup(
    folder: Folder,
    to: Annotated[Path, typer.Option(file_okay=False, help="The folder backups are kept in.")],
    keys: Annotated[
        Path | None,
        typer.Option(file_okay=False, help="Where a copy of the keys is kept, apart from the backups."),
    ] = None,
) -> None:
    """Make a backup while the desk works, and read it again. Ends with 1 where something in it is not sound."""
    prepare(folder)
    from safelight.desk.backup.making import make_backup

    try:
        made = make_backup(BackupPlace(to.absolute()), keys, typer.echo, actor=ACTOR)
    except _SAID as problem:
        typer.echo(str(problem), err=True)
        raise typer.Exit(2) from problem
    except (OSError, sqlite3.Error) as problem:
        typer.echo(f"The backup could not be written ({problem}). No backup was made.", err=True)
        raise typer.Exit(2) from problem
    for sentence in made.problems:
        typer.echo(f"WRONG: {sentence}")
    size = made.manifest.objects_bytes // 1024**2
    typer.echo(
        f"Backup {made.stamp}: {len(made.manifest.cases)} cases, {made.manifest.objects} objects ({size} MiB), "
        f"{made.manifest.ledger_size} entries of the ledger."
    )
    typer.echo("The key of the force is not in it. Keep that apart from both the backup and the copy of the keys.")
    if made.problems:
        raise typer.Exit(1)


def restore(
    folder: Folder,
    from_: Annotated[Path, typer.Option("--from", file_okay=False, exists=True, help="The folder of backups.")],
    keys: Annotated[Path, typer.Option(file_okay=False, exists=True, help="The copy of the keys.")],
    stamp: Annotated[
        str | None, typer.Option("--backup", help="Which backup; the newest if none is named.")
    ] = None,
    checkpoint: Annotated[
        list[Path] | None,
        typer.Option(exists=True, dir_okay=False, help="A checkpoint of the ledger that was kept elsewhere."),
    ] = None,
    *,
    accept_older: Annotated[
        bool, typer.Option(help="Restore although the backup is older than what is known outside.")
    ] = False,
) -> None:
    """Bring a backup back into a new folder, then check all of it. Ends with 3 where it is older than is known."""
    held = [path.read_text("utf-8") for path in checkpoint or ()]
    try:
        missing = _older_by(from_, keys, stamp, held)
        if missing and not accept_older:
            typer.echo(_said_of_older(missing) + " Nothing was restored. To go on: --accept-older.", err=True)
            raise typer.Exit(3)
        _restore(folder, BackupPlace(from_.absolute()), keys.absolute(), stamp, held)
    except _SAID as problem:
        typer.echo(str(problem), err=True)
        raise typer.Exit(2) from problem
    if missing:
        typer.echo(_said_of_older(missing) + " The log says so, too.")
    if not check_and_say(folder, held=[] if missing else held):
        raise typer.Exit(1)


def _older_by(from_: Path, keys: Path, stamp: str | None, held: list[str]) -> int:
    from safelight.desk.backup import restoring

    place = BackupPlace(from_.absolute())
    _backup, manifest = restoring.chosen(place, stamp)
    return restoring.missing_entries(place, manifest, keys, held)


def _said_of_older(missing: int) -> str:
    return (
        f"THIS BACKUP IS OLDER than what is known outside: {missing} entries of the ledger recorded after "
        "it are not in it, and neither is the work they tell of."
    )


def _restore(folder: Path, place: BackupPlace, keys: Path, stamp: str | None, held: list[str]) -> None:
    from safelight.desk.backup import restoring

    restoring.check_target(folder)
    backup, manifest = restoring.chosen(place, stamp)
    missing = restoring.missing_entries(place, manifest, keys, held)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.environ["SAFELIGHT_FOLDER"] = str(folder.absolute())
    set_up()
    from safelight.desk.backup import rows_in
    from safelight.desk.keeping import force_key_for_restore, the_ledger, the_store

    try:
        rows_in.check_is_empty()
    except rows_in.DatabaseInUse as problem:
        raise NoBackup(str(problem)) from problem
    store = restoring.bring_keys(keys, folder.absolute(), force_key_for_restore())
    typer.echo("Bringing the ledger back.")
    restoring.bring_ledger(backup, manifest, folder.absolute(), store, held)
    typer.echo("Bringing the database back.")
    rows = rows_in.bring_back(restoring.sources_of_rows(backup, manifest, store), manifest.migrations)
    typer.echo("Bringing sealed objects back.")
    objects = restoring.bring_objects(backup, place, the_store(), store, typer.echo)
    restoring.record_restore(the_ledger(), folder.absolute(), manifest, backup.name, missing, actor=ACTOR)
    typer.echo(f"Backup {backup.name} is back: {rows} rows, {objects} objects, {manifest.ledger_size} entries.")
