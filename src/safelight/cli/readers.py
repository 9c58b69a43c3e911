"""``safelight readers``: what can be read, as a table."""

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from safelight.readers.catalogue import COLUMNS, catalogue, sources

_NUMBERS = ("Records", "Limits")


def readers(
    *, markdown: Annotated[bool, typer.Option("--markdown", help="The page docs/readers.md, as Markdown.")] = False
) -> None:
    """List every source that can be read: generations, what it was tested on, records, bytes and limits."""
    if markdown:
        typer.echo(catalogue(), nl=False)
        return
    table = Table(*COLUMNS, show_lines=True, caption="Limits, in words: safelight readers --markdown")
    for column in table.columns:
        column.overflow = "fold"
        column.justify = "right" if column.header in _NUMBERS else "left"
    for source in sources():
        table.add_row(*source.cells)
    Console(markup=False, highlight=False).print(table)
