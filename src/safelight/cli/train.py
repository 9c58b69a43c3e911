"""``safelight train``: learn the heads anew from labelled conversations, on this machine and nowhere else."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.console import Console

from safelight.signals.heads.semantic.encoder import EncoderRefused
from safelight.signals.heads.semantic.tuned import tuned_installed
from safelight.signals.heads.training.answers import answers_for
from safelight.signals.heads.training.train import train as train_heads
from safelight.signals.labelled import LabelledRefused

_WRONG_USE = 2
Encoder = TypeVar("Encoder")


def train(
    corpus: Annotated[
        list[Path],
        typer.Option(exists=True, file_okay=False, help="Folder of labelled conversations; may be given again."),
    ],
    out: Annotated[Path, typer.Option(file_okay=False, help="Folder for weights and training record.")],
    ordinary: Annotated[
        Path | None,
        typer.Option(
            exists=True,
            dir_okay=False,
            help="File of ordinary messages in the form of the SMS Spam Collection (“ham”, a tab, the message). "
            "Half of them are learned from, the other half is for measuring.",
        ),
    ] = None,
) -> None:
    """Learn the heads from labelled conversations; the same folders give the same weights, bit for bit.

    To use them, set SAFELIGHT_HEADS to the folder. Nothing leaves this machine.
    """
    console = Console(stderr=True)
    answers = installed(lambda: answers_for(corpus, tuned_installed()), console)
    try:
        with console.status("Reading the conversations") as status:
            record = train_heads(corpus, out, status.update, answers=answers, ordinary=ordinary)
    except LabelledRefused as refused:
        console.print(str(refused), markup=False)
        raise typer.Exit(_WRONG_USE) from refused
    console.print(
        f"Learned from {record.messages:,} messages in {record.learned_from:,} conversations"
        f"{f' and {record.ordinary:,} ordinary messages' if record.ordinary else ''}. Weights "
        f"{record.version} and their record are in {out}.",
        markup=False,
        highlight=False,
    )


def installed(made: Callable[[], Encoder], console: Console) -> Encoder | None:
    """What is made of the encoder that is installed; otherwise nothing, and a word about it."""
    try:
        return made()
    except EncoderRefused as refused:
        console.print(f"{refused} What is learned here will do without it, too.", markup=False, highlight=False)
        return None
