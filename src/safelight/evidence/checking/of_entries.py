"""From the ledger to the objects and the database: is what was recorded still there, and in a list?"""

from collections import Counter
from collections.abc import Iterator, Mapping

from safelight.evidence.checking.of_objects import ObjectsOfCase
from safelight.evidence.checking.problem import Kind, Problem
from safelight.evidence.checking.recorded import Recorded, RecordedCase, Sealed
from safelight.evidence.checking.rows import Rows


def case_problems(rows: Rows, recorded: Recorded) -> Iterator[Problem]:
    """Cases that the ledger knows and the database does not."""
    in_database = {case.key for case in rows.cases} | rows.standing
    for key, case in recorded.cases.items():
        if key in in_database or not case.opened or case.is_disposed:
            continue
        if case.entries > 1:
            sentence = f"The ledger has a case {key}, which was worked on, and the database has no row of it."
            yield Problem(kind=Kind.CASE_ROW_MISSING, case=key, sentence=sentence)
        else:
            sentence = f"The ledger has the opening of a case {key} that the database never kept."
            yield Problem(kind=Kind.CASE_NOT_FINISHED, case=key, sentence=sentence)


def object_problems(rows: Rows, found: Mapping[str, ObjectsOfCase], recorded: Recorded) -> Iterator[Problem]:
    """Objects that were recorded and are gone, and originals that are in no list."""
    listed = Counter((row.case, row.sha256) for row in rows.rows if row.is_original)
    named = {(row.case, row.sha256) for row in rows.rows}
    for key, case in recorded.cases.items():
        if not case.is_disposed:
            yield from _of_case(key, case, found.get(key), listed, named)


def _of_case(
    key: str,
    case: RecordedCase,
    found: ObjectsOfCase | None,
    listed: Counter[tuple[str, str]],
    named: set[tuple[str, str]],
) -> Iterator[Problem]:
    if found is not None and found.key is None:
        return
    for sha256, sealed in case.objects.items():
        is_named = (key, sha256) in named
        if found is None or not found.has(sha256):
            if not sealed.is_removed and not is_named:  # a row that names it has told of it already
                sentence = f"The object {sha256[:16]} of case {key} was sealed and is not in the vault."
                yield Problem(kind=Kind.OBJECT_MISSING, case=key, sha256=sha256, sentence=sentence)
        elif sealed.as_original > listed[key, sha256]:
            yield _in_no_list(key, sha256, sealed, listed[key, sha256])
        elif not is_named and sealed.as_name and not sealed.as_something_else:
            sentence = f"The name {sha256[:16]} of a file of case {key} was sealed, and no exhibit has it."
            yield Problem(kind=Kind.ORPHAN, case=key, sha256=sha256, sentence=sentence)


def _in_no_list(key: str, sha256: str, sealed: Sealed, rows: int) -> Problem:
    if rows == 0 and sealed.worked_on:
        sentence = f"The exhibit {sha256[:16]} of case {key} was sealed and worked on, and has no row."
        return Problem(kind=Kind.ROW_MISSING, case=key, sha256=sha256, sentence=sentence)
    times = f"{sealed.as_original} times, and {rows} are" if rows else "and it is not"
    sentence = f"The original {sha256[:16]} of case {key} was sealed {times} in the list of exhibits."
    return Problem(kind=Kind.ORPHAN, case=key, sha256=sha256, sentence=sentence)
