"""The command line: the same verbs as the desk and the library."""

import typer

from safelight.cli.examine import examine

app = typer.Typer(
    name="safelight",
    help="Take what a victim of online abuse brings, keep it as proof, and show what it means.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(examine)


@app.callback()
def _verbs() -> None:
    """Keeps the verb in the command even while there is only one."""


def main() -> None:
    """The ``safelight`` command."""
    app()
