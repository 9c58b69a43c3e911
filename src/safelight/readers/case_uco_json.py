"""Messages, calls, places and accounts in CASE/UCO JSON-LD, in which forensic tools hand findings to each other.

Facts: examples of the ontology's own project (casework/CASE-Examples, casework/CASE-Implementation-UFED-XML).
"""

from collections.abc import Iterator, Mapping

from safelight.readers.case_uco_graph import Graph, facets_of, graph_of
from safelight.readers.case_uco_record import record_in
from safelight.readers.case_uco_thing import thing_in
from safelight.readers.json_outline import Layout, Outline, Part
from safelight.readers.json_text import Account, Element, JsonText, head_of
from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, TestedOn, UnknownLayout
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="case-uco-json",
    title="CASE/UCO findings (JSON-LD)",
    platform="CASE/UCO",
    version="2",
    generations=("objects in @graph", "objects in uco-core:object (CASE 1.0.0)"),
    tested_on=(
        TestedOn("example of messages in two threads", 2, bytes_read=12_361, bytes_skipped=6325),
        TestedOn("example of a call log", 4, bytes_read=10_651, bytes_skipped=1142),
        TestedOn("WhatsApp messages converted from a Cellebrite report", 2, bytes_read=7568),
        TestedOn("call converted from a Cellebrite report", 1, bytes_read=4455),
        TestedOn("mail converted from a Cellebrite report", 1, bytes_read=4947),
        TestedOn("example of two places", 2, bytes_read=2535),
    ),
    cannot_know=(
        "The file is another program's account of a device; what that program left out is missing here, too.",
        "An account that the file does not describe is shown by its identifier in the file.",
        "A place is told without a time: the file says when somebody was there only in other objects.",
        "Passwords stay in the file; that there is one is said.",
        "Other objects, such as files, devices and relationships, are not read yet.",
    ),
)

LAYOUT: Mapping[str, Layout] = {
    "@context": Part.FRAME,
    "@graph": Part.ITEMS,
    "@id": Part.FRAME,
    "@type": Part.FRAME,
    "uco-core:object": Part.ITEMS,
}
_BUNDLE: Mapping[str, Layout] = {"uco-core:object": Part.ITEMS}
_ONTOLOGY = (b"unifiedcyberontology.org", b"uco-observable:")
_NOT_READ = "This object is no message, call, place or account. Its bytes are kept."


def recognise(member: Member) -> Recognition:
    """A JSON-LD context that names the ontology."""
    head = head_of(member)
    if head is None or b'"@context"' not in head.data[:] or not any(mark in head.data[:] for mark in _ONTOLOGY):
        return NOT_MINE
    if not head.outline(LAYOUT).as_expected:
        return NOT_MINE
    return Recognition(92, ("It names the ontology CASE/UCO and holds a list of objects.",))


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every object that is a message or a call; who took part is looked up in the whole file."""
    text = JsonText(member.whole())
    outline = text.outline(LAYOUT)
    if not outline.as_expected or b'"@context"' not in text.data[:]:
        message = "This looks like CASE/UCO, but it has no context or no list of objects in a known place."
        raise UnknownLayout(message)
    account, graph = Account(book, outline), graph_of(_values(text, outline))
    for items in outline.lists:
        for element in text.elements(items, account):
            account.up_to(element.start)
            is_read = False
            for inner in _objects(text, element):
                record = record_in(inner, graph, member.path, hints) or thing_in(inner, graph, member.path)
                if record is not None:
                    yield record
                    is_read = True
            _note(book, element, graph, is_read=is_read)
    account.up_to(len(text.data))


def _objects(text: JsonText, element: Element) -> Iterator[Element]:
    """The object, or those in it where it is a bundle of others."""
    if "uco-core:object" in element.value:
        yield from text.within(element, _BUNDLE)
    else:
        yield element


def _values(text: JsonText, outline: Outline) -> Iterator[dict[str, object]]:
    for items in outline.lists:
        for start, end in zip(items.starts, items.ends, strict=True):
            if end:
                value = text.object_at(start, end)
                bundled = value.get("uco-core:object")
                yield value
                yield from (
                    (inner for inner in bundled if isinstance(inner, dict)) if isinstance(bundled, list) else ()
                )


def _note(book: TallyBook, element: Element, graph: Graph, *, is_read: bool) -> None:
    length = element.end - element.start
    if is_read or graph.uses(element.value) or not facets_of(element.value).keys().isdisjoint(graph.understood):
        book.read(element.start, length)
    else:
        book.skip(element.start, length, _NOT_READ)
