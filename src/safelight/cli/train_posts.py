"""``safelight train-posts``: learn the head for public posts anew from a folder with EDOS."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from safelight.cli.train import installed
from safelight.signals.heads.semantic.encoder import encoder_installed
from safelight.signals.heads.training.posts import train_posts as train_head


def train_posts(
    edos: Annotated[Path, typer.Argument(exists=True, file_okay=False, help="Folder with the EDOS set (CC0).")],
    out: Annotated[Path, typer.Option(file_okay=False, help="Folder for weights and training record.")],
) -> None:
    """Learn the head for public posts; the same set gives the same weights. Its test part is left out."""
    console = Console(stderr=True)
    with console.status("Reading the posts") as status:
        record = train_head(edos, out, lambda stage: status.update(stage), installed(encoder_installed, console))
    console.print(
        f"Learned from {record.posts:,} posts, {record.labelled} of them labelled. Weights "
        f"{record.weights_sha256[:12]} and their record are in {out}.",
        markup=False,
        highlight=False,
    )
