"""A document as blocks, from which the page, the PDF and the DOCX are made alike."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias


@dataclass(frozen=True)
class Heading:
    """A heading below the title; ``level`` is 2 or 3."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    """Words. ``language`` is set where it is not that of the document."""

    text: str
    language: str = ""
    is_strong: bool = False


@dataclass(frozen=True)
class Listing:
    """Items one below the other, in order."""

    items: tuple[str, ...]
    language: str = ""


@dataclass(frozen=True)
class Table:
    """Rows under headings; the first cell of a row is its heading."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block: TypeAlias = Heading | Paragraph | Listing | Table


@dataclass(frozen=True)
class Document:
    """A title and blocks. ``footer`` stands on every page of paper, and may be empty."""

    title: str
    language: str
    blocks: tuple[Block, ...]
    footer: str = ""

    def texts(self) -> Iterator[str]:
        """Every word of it, in order."""
        yield self.title
        yield self.footer
        for block in self.blocks:
            yield from _texts(block)

    def rewritten(self, change: Callable[[str], str]) -> "Document":
        """The same document with every text changed."""
        return Document(
            title=change(self.title),
            language=self.language,
            blocks=tuple(_rewritten(block, change) for block in self.blocks),
            footer=change(self.footer),
        )


def _texts(block: Block) -> Sequence[str]:
    if isinstance(block, Listing):
        return block.items
    if isinstance(block, Table):
        return [block.caption, *block.head, *(cell for row in block.rows for cell in row)]
    return [block.text]


def _rewritten(block: Block, change: Callable[[str], str]) -> Block:
    if isinstance(block, Listing):
        return replace(block, items=tuple(map(change, block.items)))
    if isinstance(block, Table):
        rows = tuple(tuple(map(change, row)) for row in block.rows)
        return Table(change(block.caption), tuple(map(change, block.head)), rows)
    return replace(block, text=change(block.text))
