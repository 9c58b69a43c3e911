"""The check of everything, in three directions, while the desk may go on working."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from safelight.evidence.checking import of_disposed, of_entries, of_objects, of_rows
from safelight.evidence.checking.looked_at import LookedAt
from safelight.evidence.checking.of_objects import ObjectsOfCase, Told
from safelight.evidence.checking.problem import NOTES, Kind, Problem
from safelight.evidence.checking.recorded import Recorded
from safelight.evidence.checking.rows import Rows
from safelight.evidence.ledger import Ledger
from safelight.evidence.vault import Vault

_MAY_HAVE_SETTLED = NOTES | {Kind.CASE_ROW_MISSING, Kind.ROW_MISSING, Kind.OBJECT_MISSING}
"""What can be so for a moment while somebody works: it counts if it is still so at the end."""


class Check:
    """One check. Rows are read first, then the ledger, then objects: work adds to them the other way round."""

    def __init__(self, vault: Vault, ledger: Ledger, rows: Callable[[], Rows], progress: Path) -> None:
        """``progress`` is the file that lets a check which was stopped go on."""
        self._vault, self._ledger, self._rows_now = vault, ledger, rows
        self.rows = rows()
        self.recorded = Recorded(ledger)
        self.looked_at = LookedAt(progress)
        self._found: dict[str, ObjectsOfCase] = {}
        self._in_vault = set(vault.store.cases())

    @property
    def keys_of_cases(self) -> list[str]:
        """Every case that the vault, the database or the ledger knows."""
        of_rows = {case.key for case in self.rows.cases} | {row.case for row in self.rows.rows}
        of_entries = {key for key, case in self.recorded.cases.items() if case.opened or case.objects}
        return sorted({*self._in_vault, *of_rows, *of_entries})

    def size_and_count(self) -> tuple[int, int]:
        """Bytes and number of all objects, sealed, for telling how far the check has come."""
        every = [kept.size for case in self._vault.store.cases() for kept in self._vault.store.kept(case)]
        return sum(every), len(every)

    def problems(self, told: Told, held: Sequence[str] = ()) -> Iterator[Problem]:
        """Everything found, gravest first of all the ledger. ``held`` are checkpoints kept elsewhere."""
        yield from (Problem(kind=Kind.LEDGER, sentence=fault.sentence) for fault in self._ledger.verify(*held))
        unsettled = []
        for problem in self._compared(told):
            if problem.kind in _MAY_HAVE_SETTLED:
                unsettled.append(problem)
            else:
                yield problem
        yield from self._still_so(unsettled)
        self.looked_at.finish()

    def _compared(self, told: Told) -> Iterator[Problem]:
        for case in self.keys_of_cases:
            yield from self._of_objects(case, told)
        yield from of_disposed.problems(self._vault, self.recorded)
        yield from of_rows.case_problems(self.rows.cases, self.recorded)
        yield from of_rows.row_problems(self.rows.rows, self._found, self.recorded)
        yield from of_entries.case_problems(self.rows, self.recorded)
        yield from of_entries.object_problems(self.rows, self._found, self.recorded)

    def _of_objects(self, case: str, told: Told) -> Iterator[Problem]:
        known = self.recorded.cases.get(case)
        in_vault = case in self._in_vault
        if known is None:
            if in_vault and case not in {each.key for each in self.rows.cases}:
                sentence = f"The vault has objects of a case {case}."
                yield Problem(kind=Kind.UNKNOWN_CASE, case=case, sentence=sentence)
            return
        if known.is_disposed or not (in_vault or known.objects):
            return
        key, wrong = of_objects.key_problem(self._vault, case)
        found = self._found[case] = ObjectsOfCase(case, key, set())
        if wrong:
            yield wrong
        yield from of_objects.problems_of(self._vault, found, known, self.looked_at, told)

    def _still_so(self, unsettled: list[Problem]) -> Iterator[Problem]:
        if not unsettled:
            return
        self.rows = self._rows_now()
        self.recorded.go_on()
        again = {
            (problem.kind, problem.case, problem.sha256)
            for problem in (
                *of_entries.case_problems(self.rows, self.recorded),
                *of_entries.object_problems(self.rows, self._found, self.recorded),
            )
        }
        for problem in unsettled:
            if problem.kind is Kind.UNKNOWN_OBJECT:
                if problem.sha256 not in self.recorded.cases[problem.case].objects:
                    yield problem
            elif problem.kind in _OF_FILES or (problem.kind, problem.case, problem.sha256) in again:
                yield problem


_OF_FILES = {Kind.UNFINISHED, Kind.KEPT_ASIDE, Kind.DISPOSED_OBJECTS_LEFT}
