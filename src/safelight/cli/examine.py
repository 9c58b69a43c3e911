"""``safelight examine``: seal, read and examine files, and write what came of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from safelight.examining.paths import Examined, Told, files_of
from safelight.examining.paths import examine as examine_paths
from safelight.examining.report import report_of
from safelight.examining.summary import write_documents
from safelight.examining.unread import by_reason
from safelight.readers.pictures.known import NO_LIST, KnownFiles, WrongList, list_in
from safelight.readers.tables.mapping import TableMapping
from safelight.readers.tables.mapping_file import MappingRefused, load_mapping
from safelight.records.visible import visible
from safelight.signals.context import CaseContext
from safelight.signals.context_file import load
from safelight.signals.context_refused import ContextRefused

_LINES_SAID = 40
_BEGINNINGS = ("seal", "examine")
_STAGES = {"seal": "Sealing", "read": "Reading", "write": "Writing the table", "examine": "Examining"}


class ExitCode(IntEnum):
    """What the command says by how it ends."""

    EVERYTHING_READ = 0
    WRONG_USE = 2
    SOMETHING_NOT_READ = 3


def examine(
    paths: Annotated[list[Path], typer.Argument(exists=True, readable=True, help="Files and folders to examine.")],
    out: Annotated[Path, typer.Option(file_okay=False, help="Folder to write to; made if it is not there.")],
    context: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="What officers know, as YAML or JSON.")
    ] = None,
    known_files: Annotated[
        Path | None,
        typer.Option(
            envvar="SAFELIGHT_KNOWN_FILES", help="Digests of files that must never be opened, one a line."
        ),
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option(
            exists=True, dir_okay=False, help="Which column of a table (CSV, Excel) is what, as YAML or JSON."
        ),
    ] = None,
) -> None:
    """Seal, read and examine files; write summary, records, tally, findings and a report.

    Ends with 0 when everything was read, 3 when something was not (it says what and why), 2 for wrong use.
    """
    console = Console(stderr=True)
    _check_apart(paths, out, console)
    known, described = _context(context, console), _mapping(mapping, console)
    never_opened = _known_files(known_files, console)
    with _progress(console, sum(1 for _ in files_of(paths))) as told:
        examined = examine_paths(
            *paths,
            context=known,
            mapping=described,
            folder=out / "sealed",
            told=told,
            known_files=never_opened,
        )
    write_documents(examined, out)
    (out / "report.html").write_text(report_of(examined), encoding="utf-8")
    _say(examined, out, console)
    raise typer.Exit(ExitCode.SOMETHING_NOT_READ if examined.not_read else ExitCode.EVERYTHING_READ)


def _check_apart(paths: list[Path], out: Path, console: Console) -> None:
    """What is written must never be examined in its turn."""
    place = out.resolve()
    if any(place.is_relative_to(path.resolve()) for path in paths if path.is_dir()):
        console.print(
            f"The folder {visible(str(out))} lies inside what is to be examined. Nothing was read or written. "
            "Choose a folder elsewhere.",
            markup=False,
        )
        raise typer.Exit(ExitCode.WRONG_USE)


def _context(path: Path | None, console: Console) -> CaseContext:
    if path is None:
        return CaseContext()
    try:
        return load(path)
    except ContextRefused as refused:
        console.print(str(refused), markup=False)
        raise typer.Exit(ExitCode.WRONG_USE) from refused


def _known_files(path: Path | None, console: Console) -> KnownFiles:
    try:
        return list_in(path) if path else NO_LIST
    except WrongList as wrong:
        console.print(str(wrong), markup=False)
        raise typer.Exit(ExitCode.WRONG_USE) from wrong


def _mapping(path: Path | None, console: Console) -> TableMapping | None:
    if path is None:
        return None
    try:
        return load_mapping(path)
    except MappingRefused as refused:
        console.print(str(refused), markup=False)
        raise typer.Exit(ExitCode.WRONG_USE) from refused


@contextmanager
def _progress(console: Console, files: int) -> Iterator[Told]:
    """A bar over the files and the examination after them, with what is being done beside it."""
    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.description}", markup=False),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("Starting", total=files + 1)
        begun = 0

        def told(name: str, stage: str, count: int) -> None:
            nonlocal begun
            begun += stage in _BEGINNINGS
            reached = f", {count:,} records" if count else ""
            progress.update(task, completed=begun - 1, description=f"{_STAGES[stage]} {visible(name)}{reached}")

        yield told


def _say(examined: Examined, out: Path, console: Console) -> None:
    examination = examined.examination
    say = partial(console.print, markup=False, highlight=False, soft_wrap=True)
    say(
        f"{len(examined.exhibits)} sealed, {examined.table.height:,} records, "
        f"{len(examination.findings)} findings, priority {examination.priority.level}."
    )
    if repeated := sum(each.records for each in examination.repeats):
        say(f"{repeated:,} records repeat others in another file: each message was counted once, places are kept.")
    unread = list(by_reason(examined.not_read))
    for one in unread[:_LINES_SAID]:
        say(f"Not read: {one}")
    if len(unread) > _LINES_SAID:
        say(f"And {len(unread) - _LINES_SAID:,} more reasons not to read something: see the report.")
    say(f"The report is {out / 'report.html'}")
