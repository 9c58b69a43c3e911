"""From the objects to the ledger and the database: is each what it should be, and does somebody know it?"""

from collections.abc import Callable, Iterator

import msgspec

from safelight.evidence import vault_check
from safelight.evidence.case_keys import CaseDisposed, CaseKey, object_name
from safelight.evidence.checking.looked_at import LookedAt
from safelight.evidence.checking.problem import Kind, Problem
from safelight.evidence.checking.recorded import RecordedCase
from safelight.evidence.keys import KeyMissing, KeyWrong
from safelight.evidence.objects.store import Kept, LeftOver, ObjectStore
from safelight.evidence.vault import Vault
from safelight.evidence.vault_check import FaultKind

Told = Callable[[Kept], None]
"""Told of each object when it has been looked at."""

_KIND = {
    FaultKind.DAMAGED: Kind.DAMAGED,
    FaultKind.MISPLACED: Kind.MISPLACED,
    FaultKind.UNRECORDED: Kind.UNKNOWN_OBJECT,
}


class ObjectsOfCase(msgspec.Struct):
    """What lies in the vault of one case: its key, if it opens, and the names of its objects."""

    case: str
    key: CaseKey | None
    names: set[str]

    def has(self, sha256: str) -> bool:
        """Whether there is an object of that digest, whatever its condition."""
        return self.key is not None and object_name(self.key, sha256) in self.names


def key_problem(vault: Vault, case: str) -> tuple[CaseKey | None, Problem | None]:
    """The key of a case, or what is wrong with it."""
    try:
        return vault.keys.find(case), None
    except CaseDisposed:
        sentence = f"Case {case} is marked as disposed of, and the ledger has no entry of that."
        return None, Problem(kind=Kind.KEY_MISSING, case=case, sentence=sentence)
    except KeyMissing:
        sentence = f"The key of case {case} is missing, so nothing sealed in it can be opened."
        return None, Problem(kind=Kind.KEY_MISSING, case=case, sentence=sentence)
    except KeyWrong as problem:
        return None, Problem(kind=Kind.KEY_WRONG, case=case, sentence=str(problem))


def problems_of(
    vault: Vault, found: ObjectsOfCase, recorded: RecordedCase, looked_at: LookedAt, told: Told
) -> Iterator[Problem]:
    """Reads every object of a case that was not found sound before."""
    if found.key is None:
        return
    expected = {object_name(found.key, sha256): sha256 for sha256 in recorded.objects}
    for kept in vault.store.kept(found.case):
        found.names.add(kept.name)
        if not looked_at.holds(found.case, kept):
            wrong = list(_of_one(vault.store, found, kept, expected.get(kept.name, ""), recorded))
            if not wrong:
                looked_at.add(found.case, kept)
            yield from wrong
        told(kept)
    yield from (_left_over(found.case, left) for left in vault.store.left_over(found.case) if not left.in_use)


def _of_one(
    store: ObjectStore, found: ObjectsOfCase, kept: Kept, expected: str, recorded: RecordedCase
) -> Iterator[Problem]:
    assert found.key is not None
    about = f"The object {kept.name[:16]} of case {found.case}"
    try:
        for fault in vault_check.object_faults(
            store, found.case, kept.name, found.key, expected, recorded.objects
        ):
            sentence = f"{about} is not sound. {fault.sentence}"
            kind = _KIND[fault.kind]
            yield Problem(
                kind=kind,
                case=found.case,
                name=kept.name,
                sha256=fault.sha256,
                age_seconds=kept.age_seconds,
                sentence=sentence,
            )
    except FileNotFoundError:
        return  # it was removed just now
    except OSError as problem:
        sentence = f"{about} cannot be read ({problem.strerror or problem})."
        yield Problem(kind=Kind.UNREADABLE, case=found.case, name=kept.name, sha256=expected, sentence=sentence)


def _left_over(case: str, left: LeftOver) -> Problem:
    if left.unfinished:
        sentence = f"Sealing something in case {case} was not finished."
        return Problem(kind=Kind.UNFINISHED, case=case, name=left.name, sentence=sentence)
    sentence = f"A damaged object of case {case} was kept aside."
    return Problem(kind=Kind.KEPT_ASIDE, case=case, name=left.name, sentence=sentence)
