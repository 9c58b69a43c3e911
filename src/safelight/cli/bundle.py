"""``safelight bundle``: a bundle for court and defence from an examined folder, without a desk."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from safelight.bundling.choice import Choice, ChoiceRefused
from safelight.bundling.choice_file import ChoiceFile, load
from safelight.bundling.contents import Contents, contents_of
from safelight.bundling.continuity import continuity_of, proving
from safelight.bundling.examined_folder import ExaminedFolder, NotExamined
from safelight.bundling.locking import NotLocked, check_key, lock
from safelight.bundling.on_file import CaseOnFile
from safelight.bundling.writing import Surroundings, write_bundle
from safelight.cli.examine import ExitCode
from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.bundle.contents import BundleRefused
from safelight.evidence.bundle.zip_copy import write_zip
from safelight.evidence.ledger import LedgerUnavailable
from safelight.examining.paths import ACTOR, CASE
from safelight.records.moment import now

_REFUSALS = (ChoiceRefused, NotExamined, NotLocked, BundleRefused, LedgerUnavailable, FileExistsError)


def bundle(
    examined: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="What safelight examine wrote.")],
    choice: Annotated[
        Path, typer.Option(exists=True, dir_okay=False, help="What goes in and what is removed, as YAML or JSON.")
    ],
    out: Annotated[
        Path | None, typer.Option(help="The bundle to write; leave it out to see what would go in.")
    ] = None,
    shown: Annotated[str, typer.Option(help="The fingerprint that was shown, so that the same goes out.")] = "",
    recipient: Annotated[list[str] | None, typer.Option(help="Lock it for this age key; may be repeated.")] = None,
) -> None:
    """Show what would go into a bundle; with --out and --shown, make exactly that."""
    console = Console(stderr=True)
    try:
        _bundle(ExaminedFolder(examined), load(choice), out, shown, recipient or [])
    except _REFUSALS as refused:
        console.print(str(refused), markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(ExitCode.WRONG_USE) from refused


def _bundle(folder: ExaminedFolder, asked: ChoiceFile, out: Path | None, shown: str, keys: list[str]) -> None:
    for key in keys:
        check_key(key)
    case = folder.on_file(asked.case, asked.accepted(folder.findings), asked.accepted_by)
    choice = asked.choice(case, folder.salt)
    contents = contents_of(case, choice)
    _show(contents)
    if out is None:
        typer.echo(f"\nNothing was made. To make exactly this, add: --out FILE --shown {contents.fingerprint}")
    elif shown != contents.fingerprint:
        raise ChoiceRefused(
            "What would go out is not what was shown (or nothing was shown yet), so nothing was made. Look at it "
            f"first, then add: --shown {contents.fingerprint}"
        )
    else:
        _make(folder, case, choice, contents, out, keys)


def _make(
    folder: ExaminedFolder, case: CaseOnFile, choice: Choice, contents: Contents, out: Path, keys: list[str]
) -> None:
    if out.exists():
        raise FileExistsError(f"{out} is already there. Choose another name; nothing was made.")
    audit = AuditEvent(act=Act.EXPORTED, actor=ACTOR, case=CASE, details={"fingerprint": contents.fingerprint})
    with tempfile.TemporaryDirectory(dir=out.resolve().parent) as place:
        around = _around(folder, case, choice, contents)
        written = write_bundle(Path(place) / "bundle", folder.ledger, case, contents, around, audit=audit)
        packed = Path(place) / "bundle.zip"
        write_zip(written.folder, packed)
        if keys:
            with packed.open("rb") as source, out.open("xb") as sink:
                lock(source, sink, keys)
        else:
            packed.rename(out)
    typer.echo(f"\nThe bundle is {out}{'' if keys else ', not locked'}. Its digest is {written.sha256}.")


def _around(folder: ExaminedFolder, case: CaseOnFile, choice: Choice, contents: Contents) -> Surroundings:
    entries = folder.entries()
    references = {one.sha256: one.reference for one in case.exhibits}
    original = AuditEvent(act=Act.EXPORTED, actor=ACTOR, case=CASE, details={"what": "original"})
    return Surroundings(
        made_at=now(),
        continuity=continuity_of(entries, references, {ACTOR: "The command line of this machine"}),
        entries=proving(entries, set(references) - contents.hidden),
        blake3=folder.blake3,
        open_original=lambda sha256: folder.vault.open(CASE, sha256, audit=original),
        seed=choice.salt,
    )


def _show(contents: Contents) -> None:
    typer.echo(f"{contents.record_count:,} records and {len(contents.findings)} findings would go in.")
    for finding in contents.findings:
        typer.echo(f"  {finding.number}. {finding.claim}")
    for row in contents.schedule:
        gone = sum(each.records for each in row.withheld)
        typer.echo(
            f"  {row.reference} ({row.description}): {row.used:,} used, {row.context:,} context, "
            f"{row.unused:,} unused, {gone:,} withheld. {row.original}."
        )
    for removal in contents.asked.removals:
        typer.echo(f"  {removal.shown_as} stands in {removal.records:,} records and {removal.findings} findings.")
