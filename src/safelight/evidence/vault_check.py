"""Looking for damage: what is wrong with the objects of a case, named by kind."""

from collections.abc import Container, Iterator
from enum import StrEnum
from hashlib import sha256 as new_sha256

import msgspec

from safelight.evidence.case_keys import CaseKey, object_name
from safelight.evidence.envelope import CHUNK_BYTES, ObjectDamaged
from safelight.evidence.ledger import Ledger
from safelight.evidence.objects.store import ObjectStore
from safelight.evidence.sealed_file import SealedFile

PAGE = 10_000

_LEFT_OVER = {
    True: "A file whose sealing was not finished was left behind, or is being sealed just now.",
    False: "A damaged object was kept aside when a sound copy took its place.",
}


class FaultKind(StrEnum):
    """What happened to an object."""

    DAMAGED = "damaged"
    MISSING = "missing"
    MISPLACED = "misplaced"
    UNRECORDED = "unrecorded"
    LEFT_OVER = "left over"


class Fault(msgspec.Struct, frozen=True):
    """One thing that is wrong, with the file's name inside the case folder, in a sentence."""

    kind: FaultKind
    name: str
    sha256: str
    sentence: str


def damage(store: ObjectStore, case: str, name: str, key: CaseKey, sha256: str) -> str | None:
    """Why an object is not what it should be, or nothing where it is, having read all of it."""
    try:
        with SealedFile(store.open(case, name), case, key) as file:
            file.check()
            held = file.contents.sha256.hex()
    except ObjectDamaged as problem:
        return str(problem)
    return None if held == sha256 else f"Another object ({held}) stands where {sha256} should be."


def faults(store: ObjectStore, case: str, key: CaseKey, ledger: Ledger) -> Iterator[Fault]:
    """Reads every object of a case and holds them against the ledger."""
    recorded = set(_recorded(ledger, case))
    missing = {object_name(key, sha256): sha256 for sha256 in recorded}
    for left in store.left_over(case):
        yield Fault(FaultKind.LEFT_OVER, left.name, "", _LEFT_OVER[left.unfinished])
    for kept in store.kept(case):
        expected = missing.pop(kept.name, "")
        yield from object_faults(store, case, kept.name, key, expected, recorded)
    for name, sha256 in missing.items():
        yield Fault(FaultKind.MISSING, name, sha256, f"The object {sha256} was sealed but is not in the vault.")


def object_faults(
    store: ObjectStore, case: str, name: str, key: CaseKey, expected: str, recorded: Container[str]
) -> Iterator[Fault]:
    """What is wrong with one object, having read all of it. ``expected`` is what should stand there, if known."""
    try:
        found = _rehashed(store, case, name, key)
    except ObjectDamaged as problem:
        yield Fault(FaultKind.DAMAGED, name, expected, str(problem))
        return
    if object_name(key, found) != name:
        yield Fault(FaultKind.MISPLACED, name, found, f"The object {found} stands in another one's place.")
    elif found not in recorded:
        yield Fault(
            FaultKind.UNRECORDED, name, found, f"The object {found} is here but the ledger lacks its seal."
        )


def _rehashed(store: ObjectStore, case: str, name: str, key: CaseKey) -> str:
    digest = new_sha256()
    with SealedFile(store.open(case, name), case, key) as file:
        buffer = bytearray(CHUNK_BYTES)
        while count := file.readinto(buffer):
            digest.update(memoryview(buffer)[:count])
        sealed_as = file.contents.sha256.hex()
        found = key.hidden(digest.digest()) if file.contents.is_hidden else digest.digest()
    if found.hex() != sealed_as:
        raise ObjectDamaged(f"The bytes in this object are not those that its seal names ({sealed_as}).")
    return sealed_as


def _recorded(ledger: Ledger, case: str) -> Iterator[str]:
    start = 0
    while page := ledger.entries(case=case, start=start, limit=PAGE):
        yield from (entry.event.subject for entry in page if "stored" in entry.event.details)
        start += len(page)
