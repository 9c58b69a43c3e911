"""The command line: the same verbs as the desk and the library."""

import typer

from safelight.cli.backup import backup, restore
from safelight.cli.check import check
from safelight.cli.demonstration import demonstration
from safelight.cli.desk import add_person, serve, worker
from safelight.cli.examine import examine
from safelight.cli.readers import readers

app = typer.Typer(
    name="safelight",
    help="Take what a victim of online abuse brings, keep it as proof, and show what it means.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for verb in (examine, readers, serve, worker, add_person, check, backup, restore, demonstration):
    app.command()(verb)


def main() -> None:
    """The ``safelight`` command."""
    app()
