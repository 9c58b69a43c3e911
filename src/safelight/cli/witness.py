"""``safelight ledger witness``: for somebody outside who keeps the last head and signs what continues it."""

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from safelight.evidence.witness.witness import Witness, WitnessRefused

witness = typer.Typer(
    name="witness",
    help="For a witness outside: keep the last head of a ledger, and sign each later one that continues it.",
    no_args_is_help=True,
)

WitnessFolder = Annotated[Path, typer.Option(file_okay=False, help="Folder of the witness: its key and heads.")]


@witness.command()
def make(
    folder: WitnessFolder, name: Annotated[str, typer.Option(help="For example witness.example/one.")]
) -> None:
    """Make a witness with a key of its own, and print its public key."""
    try:
        typer.echo(Witness.create(folder, name).verifier_key)
    except WitnessRefused as refused:
        _refuse(refused)


@witness.command()
def trust(
    folder: WitnessFolder, key: Annotated[str, typer.Argument(help="Public key of the ledger to look at.")]
) -> None:
    """Take a ledger to look at from now on."""
    try:
        typer.echo(f"Looking at {Witness(folder).trust(key)} from now on.")
    except WitnessRefused as refused:
        _refuse(refused)


@witness.command()
def sign(
    folder: WitnessFolder,
    request: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="What the ledger asks.")],
    out: Annotated[
        Path | None, typer.Option(dir_okay=False, help="File to write; otherwise it is printed.")
    ] = None,
) -> None:
    """Sign a head that continues the last one. Ends with 1 where it does not, and keeps both heads."""
    try:
        signed = Witness(folder).cosign(request.read_text("utf-8"))
    except UnicodeError:
        _refuse(WitnessRefused("Nothing was signed: this is not a request to a witness."))
    except WitnessRefused as refused:
        _refuse(refused)
    if out is None:
        typer.echo(signed, nl=False)
    else:
        out.write_text(signed, "utf-8")


def _refuse(refused: WitnessRefused) -> NoReturn:
    typer.echo(str(refused), err=True)
    raise typer.Exit(1) from refused
