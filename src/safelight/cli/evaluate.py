"""``safelight evaluate``: measure heads and signals on labelled conversations."""

from datetime import UTC
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console

from safelight.evaluating.evaluate import evaluation, measured_in
from safelight.evaluating.page import page_of
from safelight.evaluating.pan import of_authors
from safelight.records.moment import now
from safelight.signals.labelled import LabelledRefused

_WRONG_USE = 2
_NAMED_FROM = 0.5


def evaluate(
    folder: Annotated[
        Path, typer.Argument(exists=True, help="Folder of labelled conversations, or a PAN-2012 file.")
    ],
    out: Annotated[
        Path | None, typer.Option(dir_okay=False, help="Write the page here instead of showing it.")
    ] = None,
    datasets: Annotated[
        Path | None,
        typer.Option(exists=True, file_okay=False, help="Folder of public sets, to measure transfer on."),
    ] = None,
    corpus: Annotated[
        Path | None,
        typer.Option(exists=True, file_okay=False, help="What is learned from, to leave its slices out."),
    ] = None,
    measured: Annotated[
        Path | None,
        typer.Option(dir_okay=False, help="Write here what manifests tell of signals; needs the two above."),
    ] = None,
    authors: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="For a PAN-2012 file: the ids of those sought."),
    ] = None,
) -> None:
    """Measure by message, conversation, account and case; counts and figures only, never a text."""
    console = Console(stderr=True)
    if authors is not None:
        _pan(folder, authors)
        return
    try:
        with console.status("Reading the conversations") as status:
            made = evaluation(
                folder, status.update, on=now().astimezone(UTC).date(), datasets=datasets, corpus=corpus
            )
        if measured is not None:
            kept = msgspec.json.encode(measured_in(made))
            measured.write_bytes(msgspec.json.format(kept, indent=1) + b"\n")
    except LabelledRefused as refused:
        console.print(str(refused), markup=False)
        raise typer.Exit(_WRONG_USE) from refused
    page = page_of(made)
    if out is None:
        typer.echo(page)
    else:
        out.write_text(page, encoding="utf-8")


def _pan(file: Path, authors: Path) -> None:
    made = of_authors(file, authors, _NAMED_FROM)
    typer.echo(
        f"{made.conversations} conversations, {made.kept} after the filter, which lost {made.lost} of the "
        f"authors sought. "
        f"Precision {made.precision:.3f}, recall {made.recall:.3f}, F1 {made.f1:.3f}, F0.5 {made.f05:.3f}."
    )
