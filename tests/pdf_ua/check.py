"""Everything that is wrong with a PDF by PDF/UA-1, as far as this check goes.

It is our own and no validator's. What only a person can tell (whether a tag fits its content, whether colour alone
says something) it cannot, and of what a program can tell it leaves out what we never make: sound, film, formulas,
optional content, embedded files, Type 1 glyph lists and the widths of glyphs.
"""

import io

import pikepdf
from tests.pdf_ua import of_annotations, of_document, of_kinds, of_tables, of_tags
from tests.pdf_ua.content import content_of
from tests.pdf_ua.fault import Fault
from tests.pdf_ua.fonts import fonts_of
from tests.pdf_ua.tree import tree_of


def faults(data: bytes) -> list[Fault]:
    """All of them, each once."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found = list(of_document.faults(pdf))
        if "/StructTreeRoot" not in pdf.Root:
            return [*found, Fault("7.1", "01-005", "There is no structure tree.")]
        pages = [content_of(page) for page in pdf.pages]
        tree = tree_of(pdf)
        found += [fault for page in pages for fault in page.faults]
        found += of_tags.faults(pdf, tree, pages)
        found += of_kinds.faults(tree)
        found += of_tables.faults(tree)
        found += of_annotations.faults(pdf, tree)
        for page in pdf.pages:
            for font in fonts_of(page.get("/Resources", pikepdf.Dictionary())).values():
                found += font.faults()
    return list(dict.fromkeys(found))


def words_in_reading_order(data: bytes, *, without: str = "") -> str:
    """What somebody hears who has the document read out, elements of one kind left out."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = [content_of(page) for page in pdf.pages]
        return "".join(pages[one.page].words.get(one.mcid, "") for one in tree_of(pdf).content(without))
