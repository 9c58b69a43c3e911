"""Making a backup while the desk works: rows first, then the ledger, then objects.

Work goes the other way round (an object, its entry, its row), so whatever a row in the backup names, the ledger in
the backup knows and the objects in the backup hold.
"""

from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone

from safelight.desk.backup import rows_out
from safelight.desk.backup.names import LAST_CHECKPOINT, LEDGER_KEY, OF_THE_FORCE, REST
from safelight.desk.cases.models import Case
from safelight.desk.keeping import the_ledger, the_vault
from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.backup import ledger_copy, objects_out, side_file
from safelight.evidence.backup.place import FORMAT, BackupPlace, Manifest, write_manifest
from safelight.evidence.durable import write_over
from safelight.evidence.key_copies import is_reachable

Say = Callable[[str], None]


class Made(NamedTuple):
    """A backup that was made, and what is not as it should be, in sentences."""

    stamp: str
    manifest: Manifest
    problems: list[str]


def make_backup(place: BackupPlace, keys: Path | None, say: Say, *, actor: str) -> Made:
    """Makes one backup and reads it again. ``keys`` is where a copy of the key store goes, apart from it."""
    place.prepare()
    vault = the_vault()
    if keys is not None:
        vault.keys.copies.add(keys)
    with place.alone(), place.making() as backup:
        cases = _write_rows(backup, say)
        manifest, copied = _write_the_rest(backup, place, cases, say)
        problems = [*_unreachable(), *_verified(backup, place, manifest, copied, say)]
        write_manifest(backup, manifest)
        stamp = backup.name.removeprefix(".partial-")
    details: dict[str, int | str] = {
        "entries": manifest.ledger_size,
        "objects": manifest.objects,
        "cases": len(cases),
        "problems": len(problems),
    }
    the_ledger().append(AuditEvent(act=Act.BACKED_UP, actor=actor, details=details))
    return Made(stamp, manifest, problems)


def _write_rows(backup: Path, say: Say) -> list[str]:
    say("Writing out the database.")
    keys = the_vault().keys
    (backup / "rows").mkdir(mode=0o700)
    seen: rows_out.Seen = {}
    cases = []
    of_the_force = keys.find_or_create(OF_THE_FORCE)
    with rows_out.one_moment():
        for case in Case.objects.order_by("pk"):
            if keys.is_disposed(case.key):
                continue  # what is left of it is no content, and goes with the rest
            path = backup / "rows" / f"{case.key}.sealed"
            side_file.seal_to(path, case.key, keys.find_or_create(case.key), rows_out.lines_of_case(case, seen))
            cases.append(case.key)
        rest = rows_out.lines_of_the_rest(seen)
        side_file.seal_to(backup / "rows" / REST, OF_THE_FORCE, of_the_force, rest)
    return cases


def _write_the_rest(backup: Path, place: BackupPlace, cases: list[str], say: Say) -> tuple[Manifest, list[str]]:
    vault, ledger = the_vault(), the_ledger()
    say("Copying the ledger.")
    note = ledger.checkpoint()
    folder = settings.FOLDER / "ledger"
    head = ledger_copy.copy_ledger(folder / "ledger.sqlite", backup / "ledger.sqlite")
    signing_key = (folder / "ledger.key").read_bytes()
    side_file.seal_to(backup / LEDGER_KEY, OF_THE_FORCE, vault.keys.find(OF_THE_FORCE), [signing_key])
    say("Copying sealed objects that are not there yet.")
    objects_out.remove_disposed(place.objects, vault.keys)
    every, copied = objects_out.copy_new(vault.store, place.objects)
    objects_out.write_list(backup / "objects", every)
    vault.keys.settle()
    for copy in vault.keys.copies.places():
        if is_reachable(copy):
            write_over(copy / LAST_CHECKPOINT, note.encode())
    manifest = Manifest(
        format=FORMAT,
        made_at=timezone.now(),
        software=version("safelight"),
        ledger_size=head.size,
        ledger_root=head.root.hex(),
        checkpoint=note,
        verifier_key=ledger.verifier_key,
        migrations=rows_out.migrations_now(),
        cases=tuple(cases),
        objects=len(every),
        objects_bytes=sum(kept.size for _case, kept in every),
    )
    say(f"{len(copied)} of {len(every)} objects were new.")
    return manifest, copied


def _unreachable() -> list[str]:
    keys = the_vault().keys
    if not keys.copies.places():
        return [
            "No copy of the keys is kept anywhere else. If this machine is lost, nobody can open this backup. "
            "Name a place for them, apart from the backup, with --keys."
        ]
    return [
        f"The copy of the keys at {place} cannot be reached, so it was not brought up to date. Make it reachable "
        "and make a backup again."
        for place in keys.copies.places()
        if not is_reachable(place)
    ]


def _verified(backup: Path, place: BackupPlace, manifest: Manifest, copied: list[str], say: Say) -> list[str]:
    say("Reading the backup again.")
    keys = the_vault().keys
    for case in manifest.cases:
        side_file.opened(backup / "rows" / f"{case}.sealed", case, keys.find(case))
    of_the_force = keys.find(OF_THE_FORCE)
    for name in (Path("rows") / REST, Path(LEDGER_KEY)):
        side_file.opened(backup / name, OF_THE_FORCE, of_the_force)
    ledger = ledger_copy.sentences_of(backup / "ledger.sqlite", manifest.verifier_key, [manifest.checkpoint])
    return [*ledger, *objects_out.damaged(place.objects, keys, copied)]
