"""The command line: the same verbs as the desk and the library."""

import sys
from importlib import import_module

import typer

VERBS = {
    "examine": "examine",
    "train": "train",
    "train-posts": "train_posts",
    "evaluate": "evaluate",
    "bundle": "bundle",
    "readers": "readers",
    "plan": "plan",
    "serve": "desk",
    "worker": "desk",
    "add-person": "desk",
    "check": "check",
    "backup": "backup",
    "restore": "backup",
    "rotate-key": "rotate_key",
    "ledger": "ledger",
    "demonstration": "demonstration",
    "terms": "terms",
    "feedback": "feedback",
}
"""Each verb and the module that has it. Only the one that is asked for is loaded: loading all takes seconds."""


def app_for(asked: list[str]) -> typer.Typer:
    """The command line with the verb that is asked for, or with all of them where none is."""
    app = typer.Typer(
        name="safelight",
        help="Take what a victim of online abuse brings, keep it as proof, and show what it means.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    app.callback()(lambda: None)  # a verb is named even where only one is loaded
    for verb in VERBS if not asked or asked[0] not in VERBS else asked[:1]:
        module = import_module(f"safelight.cli.{VERBS[verb]}")
        command = getattr(module, verb.replace("-", "_"))
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=verb)
        else:
            app.command(name=verb)(command)
    return app


def __getattr__(name: str) -> typer.Typer:
    """``app``: all of it, for those who call it from Python."""
    if name == "app":
        return app_for([])
    raise AttributeError(name)


def main() -> None:
    """The ``safelight`` command."""
    app_for(sys.argv[1:])()
