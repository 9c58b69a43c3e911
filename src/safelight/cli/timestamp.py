"""``safelight ledger timestamp``: a time from outside for a checkpoint, where an authority is configured."""

from pathlib import Path
from typing import Annotated, NoReturn

import typer

from safelight.cli.desk import Folder
from safelight.evidence import checkpoint as checkpoints
from safelight.evidence.ledger import Ledger, LedgerUnavailable
from safelight.evidence.timestamp.authority import AuthorityUnreachable, ask
from safelight.evidence.timestamp.token import BadTimestamp, question, stamped_at

Certificates = Annotated[
    Path,
    typer.Option(
        envvar="SAFELIGHT_TIMESTAMP_CERTIFICATES", exists=True, dir_okay=False, help="The authority's roots, PEM."
    ),
]


def timestamp(
    folder: Folder,
    out: Annotated[Path, typer.Argument(file_okay=False, help="Folder for the checkpoint and its time-stamp.")],
    authority: Annotated[str, typer.Option(envvar="SAFELIGHT_TIMESTAMP_AUTHORITY", help="Address to ask.")],
    certificates: Certificates,
) -> None:
    """Have an authority sign when it saw the head of the ledger (RFC 3161). Only a hash leaves this machine."""
    try:
        ledger = Ledger(folder / "ledger")
        note = ledger.checkpoint()
        asked = question(note)
        answer = ask(authority, asked.der)
        at = stamped_at(answer, note, certificates.read_bytes(), asked)
    except (LedgerUnavailable, AuthorityUnreachable, BadTimestamp) as problem:
        _refuse(str(problem))
    out.mkdir(parents=True, exist_ok=True)
    name = f"checkpoint-{checkpoints.parse(note).size}"
    (out / name).write_text(note, "utf-8")
    (out / f"{name}.tsr").write_bytes(answer)
    typer.echo(f"{out / name} was seen by the authority at {at:%Y-%m-%d %H:%M:%S} UTC.")


def check_timestamp(
    checkpoint: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The checkpoint.")],
    answer: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Its time-stamp (.tsr).")],
    certificates: Certificates,
) -> None:
    """Check the time-stamp of a checkpoint; needs no data folder and no network."""
    try:
        at = stamped_at(answer.read_bytes(), checkpoint.read_text("utf-8"), certificates.read_bytes())
    except (BadTimestamp, UnicodeError) as problem:
        typer.echo(f"DOES NOT HOLD: {problem}")
        raise typer.Exit(1) from problem
    typer.echo(f"Holds: the authority saw this checkpoint at {at:%Y-%m-%d %H:%M:%S} UTC.")


def _refuse(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(2)
