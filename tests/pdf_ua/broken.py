"""A small document with everything in it that we make, and the ways to break it."""

from collections.abc import Callable
from typing import Any

import pikepdf
from tests.pdf_ua.tree import Annotated, Element, tree_of

SOUND = """<html lang="en-GB"><head><title>A sound one</title>
<style>@page { @bottom-right { content: "Page " counter(page); font: 9pt sans-serif } } h2 { border-top: 1px solid }
</style></head><body><main><h1>Title</h1><h2 id="a">First</h2><p>Words, and <a href="#b">a link</a>.</p>
<ul><li>One</li><li>Two</li></ul><h2 id="b">Second</h2>
<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>A square</title><path d="M0 0h9v9z"/></svg>
<table><caption>Things</caption><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>
<tbody><tr><td>1</td><td>2</td></tr></tbody></table></main></body></html>"""

Break = Callable[[pikepdf.Pdf], None]


def every(pdf: pikepdf.Pdf, kind: str) -> list[Element]:
    return [one for one in tree_of(pdf).every() if one.kind == kind]


def first(pdf: pikepdf.Pdf, kind: str) -> Any:
    return every(pdf, kind)[0].given


def link(pdf: pikepdf.Pdf) -> Any:
    return next(kid.annotation for kid in every(pdf, "Link")[0].kids if isinstance(kid, Annotated))


def font(pdf: pikepdf.Pdf) -> Any:
    return next(iter(pdf.pages[0].Resources.Font.values()))


def rewritten(old: bytes, new: bytes) -> Break:
    """A break of the first page's content."""

    def change(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[0]
        content = pikepdf.unparse_content_stream(pikepdf.parse_content_stream(page))
        assert old in content
        page.obj.Contents = pdf.make_stream(content.replace(old, new, 1))

    return change


def metadata(old: bytes, new: bytes) -> Break:
    def change(pdf: pikepdf.Pdf) -> None:
        said = pdf.Root.Metadata.read_bytes()
        assert old in said
        pdf.Root.Metadata = pdf.make_stream(said.replace(old, new))

    return change


def without(where: Callable[[pikepdf.Pdf], Any], name: str) -> Break:
    def change(pdf: pikepdf.Pdf) -> None:
        del where(pdf)[name]

    return change


def renamed(kind: str, to: str) -> Break:
    def change(pdf: pikepdf.Pdf) -> None:
        first(pdf, kind).S = pikepdf.Name(f"/{to}")

    return change


def put(where: Callable[[pikepdf.Pdf], Any], name: str, value: Any) -> Break:
    def change(pdf: pikepdf.Pdf) -> None:
        where(pdf)[name] = value

    return change


def kid_taken(kind: str) -> Break:
    """Takes the last kid of the first element of a kind out of the tree."""

    def change(pdf: pikepdf.Pdf) -> None:
        given = first(pdf, kind)
        given.K = pikepdf.Array(list(given.K)[:-1])

    return change


def role(name: str, to: str) -> Break:
    def change(pdf: pikepdf.Pdf) -> None:
        roles = pdf.Root.StructTreeRoot.get("/RoleMap", pikepdf.Dictionary())
        roles[name] = pikepdf.Name(to)
        pdf.Root.StructTreeRoot.RoleMap = roles

    return change


def together(*breaks: Break) -> Break:
    def change(pdf: pikepdf.Pdf) -> None:
        for one in breaks:
            one(pdf)

    return change


def no_meaning(pdf: pikepdf.Pdf) -> None:
    meanings = font(pdf).ToUnicode.read_bytes()
    font(pdf).ToUnicode = pdf.make_stream(meanings.replace(b"<0054>", b"<0000>"))


def emptied(kind: str) -> Break:
    def change(pdf: pikepdf.Pdf) -> None:
        empty = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name(f"/{kind}"), K=pikepdf.Array()))
        first(pdf, "Document").K.append(empty)

    return change


BREAKS: dict[str, tuple[str, Break]] = {
    "not tagged": ("6.2", put(lambda pdf: pdf.Root.MarkInfo, "/Marked", False)),
    "no tree": ("7.1", without(lambda pdf: pdf.Root, "/StructTreeRoot")),
    "suspects": ("7.1", put(lambda pdf: pdf.Root.MarkInfo, "/Suspects", True)),
    "no identifier": ("5", metadata(b"pdfuaid:part", b"pdfuaid:Part")),
    "another part": ("5", metadata(b'part="1"', b'part="2"')),
    "no title": ("7.1", metadata(b"A sound one", b"")),
    "title not shown": ("7.1", without(lambda pdf: pdf.Root, "/ViewerPreferences")),
    "no metadata": ("7.1", without(lambda pdf: pdf.Root, "/Metadata")),
    "no language": ("7.2", without(lambda pdf: pdf.Root, "/Lang")),
    "no real language": ("7.2", put(lambda pdf: pdf.Root, "/Lang", pikepdf.String("in English"))),
    "untagged words": ("7.1", rewritten(b"EMC", b"EMC 0 0 5 5 re f")),
    "content twice": ("7.1", rewritten(b"/MCID 1 ", b"/MCID 0 ")),
    "content in no element": ("7.1", kid_taken("P")),
    "a number that is not there": ("7.1", rewritten(b"/MCID 1 ", b"/MCID 99 ")),
    "artifact inside": ("7.1", rewritten(b"BT", b"/Artifact BMC EMC BT")),
    "inside an artifact": ("7.1", rewritten(b"/Span <<", b"/Artifact BMC /Span << /MCID 99 >> BDC EMC EMC /Span <<")),
    "never ends": ("7.1", rewritten(b"EMC", b"")),
    "ends twice": ("7.1", rewritten(b"EMC", b"EMC EMC")),
    "no way back": ("7.1", without(lambda pdf: pdf.pages[0].obj, "/StructParents")),
    "unknown kind": ("7.1", renamed("P", "Paragraph")),
    "circular kind": ("7.1", together(renamed("P", "X"), role("/X", "/Y"), role("/Y", "/X"))),
    "remapped kind": ("7.1", role("/P", "/Div")),
    "empty element": ("7.1", emptied("P")),
    "no list of names": ("7.1", without(lambda pdf: pdf.Root.StructTreeRoot, "/IDTree")),
    "picture without words": ("7.3", without(lambda pdf: first(pdf, "Figure"), "/Alt")),
    "first heading": ("7.4.2", renamed("H1", "H2")),
    "skipped heading": ("7.4.2", renamed("H2", "H3")),
    "headings of both sorts": ("7.4.4", renamed("H2", "H")),
    "list item outside": ("7.2", renamed("L", "Div")),
    "list of something else": ("7.2", renamed("LI", "P")),
    "item without body": ("7.2", renamed("LBody", "P")),
    "row outside": ("7.2", renamed("TBody", "Div")),
    "cell of another kind": ("7.2", renamed("TD", "P")),
    "no body": ("7.2", renamed("TBody", "THead")),
    "cell without headings": ("7.5", without(lambda pdf: first(pdf, "TD").A, "/Headers")),
    "headings that are not there": ("7.5", put(lambda pdf: first(pdf, "TH"), "/ID", pikepdf.String("other"))),
    "rows of unequal length": ("7.5", put(lambda pdf: first(pdf, "TD").A, "/ColSpan", 2)),
    "link outside": ("7.18.5", renamed("Link", "Span")),
    "link without words": ("7.18.5", without(link, "/Contents")),
    "link without a way back": ("7.1", without(link, "/StructParent")),
    "other tab order": ("7.18.3", put(lambda pdf: pdf.pages[0].obj, "/Tabs", pikepdf.Name("/R"))),
    "other annotation": ("7.18.1", put(link, "/Subtype", pikepdf.Name("/Text"))),
    "font not embedded": ("7.21.4.1", without(lambda pdf: font(pdf).DescendantFonts[0].FontDescriptor, "/FontFile2")),
    "glyphs without a table": ("7.21.3.2", without(lambda pdf: font(pdf).DescendantFonts[0], "/CIDToGIDMap")),
    "no meanings": ("7.21.7", without(font, "/ToUnicode")),
    "a meaning that is none": ("7.21.7", no_meaning),
    "a glyph that is missing": ("7.21.8", rewritten(b"ET", b"<0000> Tj ET")),
    "a reference to another file": ("7.20", lambda pdf: referring(pdf)),
}  # fmt: skip


def referring(pdf: pikepdf.Pdf) -> None:
    form = pdf.make_stream(b"", Subtype=pikepdf.Name.Form, Ref=pikepdf.Dictionary())
    pdf.pages[0].Resources.XObject = pikepdf.Dictionary(X=form)
    rewritten(b"BT", b"BT /X Do")(pdf)
