"""Bringing a backup back into an empty folder, and saying so where it is older than what is known outside."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from safelight.desk.backup.names import LAST_CHECKPOINT, LEDGER_KEY, OF_THE_FORCE, REST
from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.backup import ledger_copy, objects_out, side_file
from safelight.evidence.backup.place import BackupPlace, Manifest, NoBackup, read_manifest
from safelight.evidence.case_keys import CaseKeys
from safelight.evidence.durable import write_new
from safelight.evidence.key_copies import MARKER, marks_in
from safelight.evidence.keys import CaseKeyWrapper
from safelight.evidence.ledger import Ledger
from safelight.evidence.objects.store import ObjectStore

RESTORED = "restored.json"

Say = Callable[[str], None]


class Restored(msgspec.Struct, frozen=True):
    """That a backup was brought back, for the page of the log. ``missing`` entries were known outside."""

    entry: int
    stamp: str
    size: int
    missing: int

    @property
    def said_of_key(self) -> str:
        """That two histories could be signed by one key, and what tells them apart."""
        return (
            "The key that signs the ledger came back with it. Whoever still has the machine or the disk that this "
            f"was a backup of can sign with it, too; what was signed there after the first {self.size:,} entries "
            "is of another history. Destroy ledger/ledger.key there, and tell witnesses and whoever holds "
            "checkpoints. `safelight check --checkpoint FILE` tells of a checkpoint whether it is of this history."
        )


def restored_in(folder: Path) -> Restored | None:
    """That the desk in this folder was brought back from a backup, if it was."""
    kept = folder / RESTORED
    return msgspec.json.decode(kept.read_bytes(), type=Restored) if kept.exists() else None


def check_target(folder: Path) -> None:
    """The folder must be empty but for a force key. Raises ``NoBackup``."""
    if folder.exists() and {one.name for one in folder.iterdir()} - {"force.key"}:
        raise NoBackup(f"{folder} is not empty. Name a new folder: nothing that is there may be lost.")


def chosen(place: BackupPlace, stamp: str | None) -> tuple[Path, Manifest]:
    """The folder and the manifest of a backup. Raises ``NoBackup``."""
    backup = place.backup(stamp)
    return backup, read_manifest(backup)


def missing_entries(place: BackupPlace, manifest: Manifest, keys: Path, held: list[str]) -> int:
    """How many entries are known outside that the backup lacks: by checkpoints given, beside keys, in backups."""
    notes = [*held, *(read_manifest(place.folder / stamp).checkpoint for stamp in place.backups())]
    if (keys / LAST_CHECKPOINT).exists():
        notes.append((keys / LAST_CHECKPOINT).read_text("utf-8"))
    newest = ledger_copy.newest(notes, manifest.verifier_key)
    return max(0, newest[1] - manifest.ledger_size) if newest else 0


def bring_keys(keys: Path, folder: Path, force_key: CaseKeyWrapper) -> CaseKeys:
    """The key store again, with the marks of what was disposed of since. Raises ``NoBackup``."""
    if not (keys / MARKER).exists():
        raise NoBackup(f"{keys} is no copy of the keys. Without one, nothing in a backup can be opened.")
    store = folder / "vault" / ".case-keys"
    store.mkdir(parents=True, mode=0o700)
    for file in sorted([*keys.glob("*.key"), *keys.glob("*.disposed")]):
        if not (keys / f"{file.stem}.disposed").exists() or file.suffix == ".disposed":
            write_new(store / file.name, file.read_bytes())
    found = CaseKeys(store, force_key)
    found.copies.add(keys)
    return found


def bring_ledger(backup: Path, manifest: Manifest, folder: Path, keys: CaseKeys, held: list[str]) -> None:
    """The ledger and its signing key. Raises ``NoBackup`` where it is not what was signed."""
    target = folder / "ledger"
    target.mkdir(mode=0o700)
    shutil.copyfile(backup / "ledger.sqlite", target / "ledger.sqlite")
    (target / "ledger.sqlite").chmod(0o600)
    write_new(target / "ledger.key", side_file.opened(backup / LEDGER_KEY, OF_THE_FORCE, keys.find(OF_THE_FORCE)))
    head = ledger_copy.head_of(target / "ledger.sqlite")
    newest = [(note, ledger_copy.newest([note], manifest.verifier_key)) for note in held]
    within = [note for note, found in newest if found and found[1] <= head.size]
    wrong = ledger_copy.sentences_of(target / "ledger.sqlite", manifest.verifier_key, within)
    if wrong or head.root.hex() != manifest.ledger_root:
        sentences = " ".join(wrong) or "Its head is not the one that the backup names."
        raise NoBackup(f"The ledger in this backup is not sound. {sentences} Use another backup.")


def bring_objects(backup: Path, place: BackupPlace, store: ObjectStore, keys: CaseKeys, say: Say) -> int:
    """Every object that belongs to the backup, but for cases disposed of since; how many."""
    count = 0
    for case, name, _size in objects_out.read_list(backup / "objects"):
        if keys.is_disposed(case):
            continue
        if not objects_out.copy_one(place.objects, store, case, name):
            say(f"The object {name[:16]} of case {case} is missing from the backup.")
        count += 1
    return count


def sources_of_rows(backup: Path, manifest: Manifest, keys: CaseKeys) -> Iterator[bytes]:
    """What was written out of the database, but for cases disposed of since."""
    yield side_file.opened(backup / "rows" / REST, OF_THE_FORCE, keys.find(OF_THE_FORCE))
    for case in manifest.cases:
        if not keys.is_disposed(case):
            yield side_file.opened(backup / "rows" / f"{case}.sealed", case, keys.find(case))


def record_restore(
    ledger: Ledger, folder: Path, manifest: Manifest, stamp: str, missing: int, *, actor: str
) -> None:
    """Enters what was done, disposals that the backup did not know of yet and, never silently, what is missing."""
    store = folder / "vault" / ".case-keys"
    known = {*_disposed_in(ledger)}
    events = [
        AuditEvent(act=Act.CASE_DISPOSED, actor=actor, case=case, details={"known_by": "key store"})
        for case in marks_in(store)
        if case not in known
    ]
    details: dict[str, int | str] = {"size": manifest.ledger_size, "missing": missing, "backup": stamp}
    act = Act.RESTORED_OLDER if missing else Act.RESTORED
    entries = ledger.append_all([*events, AuditEvent(act=act, actor=actor, details=details)])
    kept = Restored(entries[-1].index, stamp, manifest.ledger_size, missing)
    write_new(folder / RESTORED, msgspec.json.encode(kept))


def _disposed_in(ledger: Ledger) -> Iterator[str]:
    start = 0
    while page := ledger.entries(start=start, limit=5_000):
        yield from (entry.event.case for entry in page if entry.event.act is Act.CASE_DISPOSED)
        start += len(page)
