"""``safelight terms``: the shared definitions as a vocabulary that other systems can read."""

from typing import Annotated

import msgspec
import typer

from safelight.knowledge.definitions import definitions
from safelight.knowledge.offences import offences
from safelight.knowledge.skos import BASE, vocabulary


def terms(
    base: Annotated[
        str, typer.Option(help="What the names of concepts start with, if you publish them under an address.")
    ] = BASE,
) -> None:
    """Print the shared definitions, with the instruments and offences they go with, as SKOS in JSON-LD."""
    document = vocabulary(definitions(), offences(), base=base)
    typer.echo(msgspec.json.format(msgspec.json.encode(document), indent=2).decode())
