"""``safelight feedback``: what people decided about findings, written for ``safelight train``."""

from pathlib import Path
from typing import Annotated

import typer

from safelight.cli.desk import Folder, prepare

_WRONG_USE = 2


def feedback(
    folder: Folder,
    to: Annotated[Path, typer.Option(file_okay=False, help="An empty or new folder to write to.")],
) -> None:
    """Write reviewed findings as labelled conversations, to train the heads on this agency's own cases.

    Names and accounts are left out; what people wrote is not. Keep the folder as you keep evidence, train from it,
    and delete it. That it was written is in the ledger.
    """
    if to.exists() and any(to.iterdir()):
        typer.echo(f"The folder {to} is not empty. Nothing was written. Choose a new one.", err=True)
        raise typer.Exit(_WRONG_USE)
    prepare(folder)
    from safelight.desk.findings.feedback_files import write_feedback

    written = write_feedback(to)
    typer.echo(
        f"{written.conversations:,} conversations of {written.cases:,} cases are in {to}. They hold what people "
        "wrote: keep them as you keep evidence, and delete them when the heads are trained."
    )
