"""Sealed objects to a backup and back: copied as they are, and every new copy read again."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from safelight.evidence import vault_check
from safelight.evidence.case_keys import CaseDisposed, CaseKey, CaseKeys
from safelight.evidence.envelope import CHUNK_BYTES
from safelight.evidence.keys import KeyMissing, KeyWrong
from safelight.evidence.objects.folder import FolderStore
from safelight.evidence.objects.store import Kept, ObjectStore
from safelight.evidence.sealing import open_partial, settle


def copy_new(store: ObjectStore, place: FolderStore) -> tuple[list[tuple[str, Kept]], list[str]]:
    """Copies every object that the place lacks: all that there are, and those (case/name) that were copied now."""
    every, copied = [], []
    for case in store.cases():
        held = {kept.name: kept.size for kept in place.kept(case)}
        for kept in store.kept(case):
            if held.get(kept.name) != kept.size:
                if not copy_one(store, place, case, kept.name):
                    continue  # its case was disposed of just now
                copied.append(f"{case}/{kept.name}")
            every.append((case, kept))
    return every, copied


def copy_one(store: ObjectStore, place: ObjectStore, case: str, name: str) -> bool:
    """Copies one object as it is; whether it was there."""
    partial = place.partial(case)
    try:
        source = store.open(case, name)
    except FileNotFoundError:
        return False
    try:
        with source, open_partial(partial) as target:
            while piece := source.read(CHUNK_BYTES):
                target.write(piece)
            settle(target)
        with place.alone_in(case), place.filed(case, partial, name):
            pass
    finally:
        partial.unlink(missing_ok=True)
    return True


def damaged(place: ObjectStore, keys: CaseKeys, copied: Iterable[str]) -> Iterator[str]:
    """Reads copies again: a sentence for each that is not sound."""
    opened: dict[str, CaseKey | None] = {}
    for one in copied:
        case, _, name = one.partition("/")
        if case not in opened:
            opened[case] = _key(keys, case)
        key = opened[case]
        if key is not None:
            for fault in vault_check.object_faults(place, case, name, key, "", _Everything()):
                yield f"The object {name[:16]} of case {case} is not sound in the backup. {fault.sentence}"


def remove_disposed(place: FolderStore, keys: CaseKeys) -> int:
    """Removes objects of cases that were disposed of: nobody can open them. Says of how many cases."""
    gone = [case for case in place.cases() if keys.is_disposed(case)]
    for case in gone:
        place.remove_case(case)
    return len(gone)


def write_list(path: Path, every: Iterable[tuple[str, Kept]]) -> None:
    """The objects that belong to one backup, a line each."""
    with open_partial(path) as file:
        file.writelines(f"{case} {kept.name} {kept.size}\n".encode() for case, kept in every)
        settle(file)


def read_list(path: Path) -> Iterator[tuple[str, str, int]]:
    """Case, name and size in bytes of each object that belongs to a backup."""
    with path.open(encoding="ascii") as file:
        for line in file:
            case, name, size = line.split()
            yield case, name, int(size)


def _key(keys: CaseKeys, case: str) -> CaseKey | None:
    try:
        return keys.find(case)
    except (KeyMissing, KeyWrong, CaseDisposed):
        return None  # the check of the vault says so; the objects are copied as they are


class _Everything:
    """Whether the ledger knows an object is asked by the check of a restored copy, not here."""

    def __contains__(self, _one: object) -> bool:
        return True
