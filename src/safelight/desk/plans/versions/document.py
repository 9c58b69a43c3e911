"""A document as blocks, from which the page, the PDF and the DOCX are made alike."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias


@dataclass(frozen=True)
class Heading:
    """A heading below the title; ``level`` is 2 or 3. On paper it may begin a page."""

    text: str
    level: int = 2
    starts_page: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Words. ``language`` is set where it is not that of the document."""

    text: str
    language: str = ""
    is_strong: bool = False


@dataclass(frozen=True)
class Listing:
    """Items one below the other, in order. ``english`` has the English of each where they are translated."""

    items: tuple[str, ...]
    language: str = ""
    english: tuple[str, ...] = ()

    def in_both(self) -> list[tuple[str, str]]:
        """Each item with its English, or with itself."""
        return list(zip(self.items, self.english or self.items, strict=True))


@dataclass(frozen=True)
class Table:
    """Rows under headings; the first cell of a row is its heading. ``widest`` is the column with most to say."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widest: int = 0


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


def in_another_language(document: Document) -> list[str]:
    """The lines that are not in the language of the document: nobody has translated them yet."""
    listed = (block for block in document.blocks if isinstance(block, Listing) and block.language)
    return [item for block in listed for item in block.items]


def _texts(block: Block) -> Sequence[str]:
    if isinstance(block, Listing):
        return block.items
    if isinstance(block, Table):
        return [block.caption, *block.head, *(cell for row in block.rows for cell in row)]
    return [block.text]


def _rewritten(block: Block, change: Callable[[str], str]) -> Block:
    if isinstance(block, Listing):
        return replace(block, items=tuple(map(change, block.items)), english=tuple(map(change, block.english)))
    if isinstance(block, Table):
        rows = tuple(tuple(map(change, row)) for row in block.rows)
        return replace(block, caption=change(block.caption), head=tuple(map(change, block.head)), rows=rows)
    return replace(block, text=change(block.text))
