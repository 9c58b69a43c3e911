"""``safelight check``: is everything sealed as it was recorded?"""

import time
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from safelight.cli.desk import Folder, prepare
from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.checking import orphans
from safelight.evidence.checking.check import Check
from safelight.evidence.checking.orphans import Reason
from safelight.evidence.checking.problem import Problem
from safelight.evidence.keys import KeyMissing, KeyWrong
from safelight.evidence.ledger import LedgerUnavailable
from safelight.evidence.objects.store import StoreUnavailable

if TYPE_CHECKING:
    from safelight.evidence.objects.store import Kept

ACTOR = "command-line"
_SAY_EVERY_S = 2.0
_MIB = 1024 * 1024


def check(
    folder: Folder,
    checkpoint: Annotated[
        list[Path] | None,
        typer.Option(exists=True, dir_okay=False, help="A checkpoint of the ledger that was kept elsewhere."),
    ] = None,
    *,
    remove_orphans: Annotated[bool, typer.Option(help="Remove what is sealed and in no list.")] = False,
    older_than_days: Annotated[int, typer.Option(min=1, help="How old such things must be.")] = 30,
    reason: Annotated[Reason, typer.Option(help="Why they are removed, for the ledger.")] = (
        Reason.NEVER_ACKNOWLEDGED
    ),
) -> None:
    """Hold sealed objects, database and ledger against one another. Ends with 1 where something is wrong.

    A check that was stopped goes on where it was.
    """
    prepare(folder)
    held = [path.read_text("utf-8") for path in checkpoint or ()]
    orphans_go = (timedelta(days=older_than_days), reason) if remove_orphans else None
    if not check_and_say(folder, held=held, orphans_go=orphans_go):
        raise typer.Exit(1)


def check_and_say(folder: Path, *, held: list[str], orphans_go: tuple[timedelta, Reason] | None = None) -> bool:
    """Checks a desk that is set up and says what was found; whether nothing is wrong. Ends with 2 if it cannot."""
    try:
        problems, run = _checked(folder, held)
        if orphans_go:
            problems = _without_orphans(problems, run, *orphans_go)
    except LedgerUnavailable as problem:
        typer.echo(str(problem), err=True)
        _say_of_ledger()
        raise typer.Exit(2) from problem
    except (KeyMissing, KeyWrong, StoreUnavailable) as problem:
        typer.echo(str(problem), err=True)
        raise typer.Exit(2) from problem
    return _said(problems)


def _checked(folder: Path, held: list[str]) -> tuple[list[Problem], Check]:
    from safelight.desk.backup.restoring import restored_in
    from safelight.desk.checking.rows import rows_of_database
    from safelight.desk.keeping import the_ledger, the_vault

    vault, ledger = the_vault(), the_ledger()
    vault.keys.settle()
    vault.sweep()
    run = Check(vault, ledger, rows_of_database, folder / "check" / "progress")
    if run.looked_at.count:
        began = run.looked_at.began.astimezone().strftime("%d %B %Y, %H:%M")
        typer.echo(f"Going on with the check that began on {began}: {run.looked_at.count} objects are done.")
    typer.echo(f"Checking the ledger: {ledger.size} entries.")
    telling = _Telling(*run.size_and_count())
    problems = list(run.problems(telling.told, held))
    wrong = sum(not problem.is_note for problem in problems)
    details: dict[str, int | str] = {
        "objects": telling.count,
        "problems": wrong,
        "notes": len(problems) - wrong,
        "entries": run.recorded.size,
    }
    ledger.append(AuditEvent(act=Act.STORE_CHECKED, actor=ACTOR, details=details))
    typer.echo(f"Looked at {telling.count} objects, {len(run.rows.rows)} places in the database that name them.")
    if restored := restored_in(folder):
        typer.echo(f"Note: this desk was brought back from backup {restored.stamp}. {restored.said_of_key}")
    return problems, run


def _say_of_ledger() -> None:
    """What is wrong with a ledger that cannot be read through, as far as it can be told."""
    from safelight.desk.keeping import the_ledger

    with suppress(LedgerUnavailable):
        for fault in the_ledger().verify():
            typer.echo(f"WRONG (ledger, {fault.kind}): {fault.sentence}", err=True)


class _Telling:
    """Says every two seconds how far the check has come."""

    def __init__(self, total_bytes: int, total: int) -> None:
        self._total_bytes, self._total = total_bytes, total
        self._bytes = self.count = 0
        self._said_at = time.monotonic()

    def told(self, kept: "Kept") -> None:
        self.count += 1
        self._bytes += kept.size
        if time.monotonic() - self._said_at >= _SAY_EVERY_S:
            self._said_at = time.monotonic()
            done, all_of_it = self._bytes // _MIB, self._total_bytes // _MIB
            typer.echo(f"Looked at {self.count} of {self._total} objects ({done} of {all_of_it} MiB).")


def _without_orphans(problems: list[Problem], run: Check, older_than: timedelta, reason: Reason) -> list[Problem]:
    from safelight.desk.checking.rows import rows_of_database
    from safelight.desk.keeping import the_vault

    going = orphans.removable(problems, run.recorded, older_than=older_than)
    removed = orphans.remove(the_vault(), going, rows_of_database, reason=reason, actor=ACTOR)
    typer.echo(f"Removed {removed} objects that were in no list. The ledger says so.")
    return [problem for problem in problems if problem not in going]


def _said(problems: Iterable[Problem]) -> bool:
    """Says what was found, what is wrong first; whether nothing is wrong."""
    ordered = sorted(problems, key=lambda problem: problem.is_note)
    for problem in ordered:
        typer.echo(f"{'Note' if problem.is_note else 'WRONG'} ({problem.kind}): {problem.sentence}")
        typer.echo(f"  {problem.advice}")
    wrong = sum(not problem.is_note for problem in ordered)
    if wrong:
        typer.echo(f"{wrong} thing{'s are' if wrong > 1 else ' is'} wrong.")
    else:
        typer.echo("Objects, database and ledger agree. Nothing is lost and nothing was altered.")
    return not wrong
