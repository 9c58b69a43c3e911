"""From the database to the objects and the ledger: is there what each row says, and was it recorded?"""

from collections.abc import Iterable, Iterator, Mapping

from safelight.evidence.checking.of_objects import ObjectsOfCase
from safelight.evidence.checking.problem import Kind, Problem
from safelight.evidence.checking.recorded import Recorded, RecordedCase
from safelight.evidence.checking.rows import CaseRow, Row


def case_problems(cases: Iterable[CaseRow], recorded: Recorded) -> Iterator[Problem]:
    """Cases that the ledger does not know."""
    for case in cases:
        if case.key not in recorded.cases or not recorded.cases[case.key].opened:
            sentence = f"The database has case {case.reference}, and the ledger has no entry of its opening."
            yield Problem(kind=Kind.CASE_UNRECORDED, case=case.key, sentence=sentence)


def row_problems(rows: Iterable[Row], found: Mapping[str, ObjectsOfCase], recorded: Recorded) -> Iterator[Problem]:
    """What is wrong with each row. Rows of a case whose key does not open are told of once, with the key."""
    for row in rows:
        known = recorded.cases.get(row.case, RecordedCase())
        if known.is_disposed:
            sentence = f"{row.where} still has a row, although its case was disposed of."
            yield _problem(Kind.DISPOSED_ROWS_LEFT, row, sentence)
            continue
        yield from _against_the_ledger(row, known)
        objects = found.get(row.case)
        if objects is None or (objects.key is not None and not objects.has(row.sha256)):
            sentence = f"{row.where} is in the database, and its object {row.sha256[:16]} is not in the vault."
            yield _problem(Kind.ROW_WITHOUT_OBJECT, row, sentence)


def _against_the_ledger(row: Row, known: RecordedCase) -> Iterator[Problem]:
    sealed = known.objects.get(row.sha256)
    if sealed is None:
        sentence = f"{row.where} names the object {row.sha256[:16]}, and the ledger has no entry of its sealing."
        yield _problem(Kind.ROW_UNRECORDED, row, sentence)
    elif (row.size is not None and row.size != sealed.size) or (row.blake3 and row.blake3 != sealed.blake3):
        sentence = f"{row.where} has another size or BLAKE3 in the database than when it was sealed."
        yield _problem(Kind.ROW_ALTERED, row, sentence)


def _problem(kind: Kind, row: Row, sentence: str) -> Problem:
    return Problem(kind=kind, case=row.case, sha256=row.sha256, sentence=sentence)
