"""Wrapping every case key anew, so that an old key of the force opens nothing. Objects are not touched."""

from collections.abc import Callable

from safelight.evidence.case_keys import CaseKeys
from safelight.evidence.keys import CaseKeyWrapper

Told = Callable[[int, int], None]
"""Told how many keys are done, of how many."""


def wrap_anew(keys: CaseKeys, old: CaseKeyWrapper, new: CaseKeyWrapper, told: Told) -> int:
    """Wraps every key that the new wrapper does not open; says how many. Stopped in between, it can be done again.

    Raises ``KeyWrong`` for a key that neither opens: it stays as it is, and so do those after it.
    """
    done = 0
    cases = keys.cases()
    for number, case in enumerate(cases, start=1):
        done += keys.wrap_anew(case, old, new)
        told(number, len(cases))
    return done
