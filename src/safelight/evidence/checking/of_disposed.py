"""Cases that were disposed of: is everything gone that should be?"""

from collections.abc import Iterator

from safelight.evidence.checking.problem import Kind, Problem
from safelight.evidence.checking.recorded import Recorded
from safelight.evidence.vault import Vault


def problems(vault: Vault, recorded: Recorded) -> Iterator[Problem]:
    """Keys and objects that outlived their case. Its rows are told of with the rows."""
    for key, case in recorded.cases.items():
        if not case.is_disposed:
            continue
        if vault.keys.has_key(key):
            sentence = f"Case {key} was disposed of, and its key is still there."
            yield Problem(kind=Kind.DISPOSED_KEY_LEFT, case=key, sentence=sentence)
        for place in vault.keys.copies_owing(key):
            sentence = f"Case {key} was disposed of, and the copy of its key at {place} was out of reach."
            yield Problem(kind=Kind.DISPOSED_COPY_LEFT, case=key, sentence=sentence)
        count = sum(1 for _ in vault.store.kept(key))
        if count:
            sentence = f"Case {key} was disposed of, and {count} of its objects, which nobody can open, are left."
            yield Problem(kind=Kind.DISPOSED_OBJECTS_LEFT, case=key, sentence=sentence)
