"""``safelight ledger``: its key, its checkpoints, what witnesses sign, receipts, and everything as plain files."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from safelight.cli.desk import Folder
from safelight.cli.timestamp import check_timestamp, timestamp
from safelight.cli.witness import witness
from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.checkpoint import BadCheckpoint
from safelight.evidence.ledger import Ledger, LedgerUnavailable
from safelight.evidence.note import BadNote
from safelight.evidence.tiles.check import TilesFault
from safelight.evidence.tiles.check import check as check_tiles
from safelight.evidence.verifier.page import page, verifier

ledger = typer.Typer(
    name="ledger",
    help="What was done and looked at: its key, checkpoints to keep elsewhere, witnesses, receipts, plain files.",
    no_args_is_help=True,
)
ledger.add_typer(witness)
ledger.command()(timestamp)
ledger.command()(check_timestamp)

Out = Annotated[Path | None, typer.Option(dir_okay=False, help="File to write; otherwise it is printed.")]
LedgerKey = Annotated[str, typer.Option(help="The ledger's public key, as `safelight ledger key` prints it.")]
ACTOR = "command-line"


@ledger.command()
def key(folder: Folder) -> None:
    """Print the public key, to be published: whoever checks a receipt or a bundle needs it."""
    with _opened(folder) as opened:
        typer.echo(opened.verifier_key)


@ledger.command()
def checkpoint(folder: Folder, out: Out = None) -> None:
    """Sign the head of the ledger as it stands: keep it elsewhere, and nothing before it can change unseen."""
    with _opened(folder) as opened:
        _give(opened.checkpoint(), out)


@ledger.command()
def request(
    folder: Folder,
    witness: Annotated[str, typer.Option(help="Name of the witness.")],
    since: Annotated[
        int | None, typer.Option(min=0, help="Size that it looked at last, if not known here.")
    ] = None,
    out: Out = None,
) -> None:
    """Ask a witness to look at the head as it stands, with the proof that it continues the last one."""
    with _opened(folder) as opened:
        try:
            _give(opened.request(witness, since=since), out)
        except ValueError as problem:
            _refuse(str(problem))


@ledger.command()
def cosigned(
    folder: Folder,
    note: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="What the witness gave back.")],
    witness_key: Annotated[str, typer.Option(help="The public key of the witness.")],
) -> None:
    """Keep what a witness signed: it then goes with the checkpoint and with every receipt of that size."""
    with _opened(folder) as opened:
        try:
            at = opened.take_cosignature(note.read_text("utf-8"), witness_key)
        except (BadCheckpoint, BadNote, UnicodeError) as problem:
            _refuse(str(problem))
        typer.echo(f"Kept. The witness saw this checkpoint at {at:%Y-%m-%d %H:%M:%S} UTC.")


@ledger.command()
def receipt(
    folder: Folder,
    index: Annotated[int, typer.Argument(min=0, help="Number of the entry.")],
    out: Out = None,
) -> None:
    """Give a receipt: proof, to be kept elsewhere, that an entry is in the ledger."""
    with _opened(folder) as opened:
        try:
            _give(opened.receipt(index), out)
        except ValueError as problem:
            _refuse(str(problem))


@ledger.command(name="receipt-for")
def receipt_for(
    folder: Folder,
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The file that was handed in.")],
    out: Out = None,
) -> None:
    """Give a receipt for a file that was handed in: proof that exactly these bytes were sealed, and when."""
    with file.open("rb") as opened_file:
        digest = file_digest(opened_file, "sha256").hexdigest()
    with _opened(folder) as opened:
        sealings = opened.sealings_of(digest)
        if not sealings:
            _refuse(f"No file with these bytes was sealed here. Its SHA-256 is {digest}.")
        _give(opened.receipt(sealings[0].index), out)


@ledger.command()
def tiles(
    folder: Folder,
    out: Annotated[Path, typer.Argument(file_okay=False, help="Folder to write to; written again, it grows.")],
) -> None:
    """Write everything that was recorded as plain files, for whoever oversees it (C2SP tlog-tiles)."""
    with _opened(folder) as opened:
        opened.append(AuditEvent(act=Act.LOOKED_AT_LOG, actor=ACTOR, details={"all": 1}))
        try:
            new = opened.export_tiles(out)
        except OSError as problem:
            _refuse(f"The files could not be written ({problem}). What was written before is whole.")
        typer.echo(f"{opened.size:,} entries, {new:,} new files in {out}.")


@ledger.command()
def kit(
    folder: Folder,
    out: Annotated[Path, typer.Argument(file_okay=False, help="Folder to write to.")],
) -> None:
    """Write what others need to check bundles and receipts: `verify.py`, the page, and the public key."""
    with _opened(folder) as opened:
        out.mkdir(parents=True, exist_ok=True)
        key = f"{opened.verifier_key}\n".encode()
        for name, content in (("verify.py", verifier()), ("index.html", page()), ("ledger.pub", key)):
            (out / name).write_bytes(content)
            typer.echo(f"{sha256(content).hexdigest()}  {out / name}")


@ledger.command(name="check-tiles")
def check_tiles_of(
    tiles: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="Folder of tiles.")], key: LedgerKey
) -> None:
    """Rebuild the root from plain files and hold it against what was signed; needs no data folder."""
    try:
        checked = check_tiles(tiles, key)
    except (TilesFault, BadCheckpoint) as problem:
        typer.echo(f"DOES NOT HOLD: {problem}")
        raise typer.Exit(1) from problem
    typer.echo(
        f"Everything holds: {checked.head.size:,} entries in {checked.files:,} files are those that were signed."
    )


@contextmanager
def _opened(folder: Path) -> Iterator[Ledger]:
    try:
        opened = Ledger(folder / "ledger")
        yield opened
        opened.close()
    except LedgerUnavailable as problem:
        _refuse(str(problem))


def _give(text: str, out: Path | None) -> None:
    if out is None:
        typer.echo(text, nl=False)
    else:
        out.write_text(text, "utf-8")


def _refuse(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(2)
