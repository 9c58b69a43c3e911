"""The author of each record of an export, and which of them is the exporter."""

from collections.abc import Sequence

from safelight.readers.whatsapp import phrases
from safelight.readers.whatsapp.header import Shape
from safelight.readers.whatsapp.lines import first_line, name_candidates
from safelight.readers.whatsapp.names import Name, Senders

Authors = Sequence[Name | None]
"""The author of each record; ``None`` where the line has none."""


def authors_of(bodies: Sequence[str]) -> Authors:
    """Who wrote each record, learned from all of them together. ``bodies`` still have their names before them."""
    names = list(name_candidates(bodies))
    senders = Senders(names, lambda number: first_line(bodies[number]))
    settled = {name: Name(name, len(name) + 2) for name in set(names) if name and senders.is_settled(name)}
    authors = list(map(settled.get, names))
    for number, author in enumerate(authors):
        if author is None:
            authors[number] = _unsettled(names[number], first_line(bodies[number]), senders)
    return authors


def _unsettled(name: str, line: str, senders: Senders) -> Name | None:
    if name:
        return senders.name_of(name, line)
    name, colon, rest = line.partition(":")
    if colon and (senders.known(name) or not rest):
        return Name(name, len(name) + 1)
    return None


def self_deleters(authors: Authors, texts: Sequence[str], shapes: Sequence[Shape]) -> set[str]:
    """Whom "You deleted this message" names: the person who made the export."""
    named = set()
    for author, text, shape in zip(authors, texts, shapes, strict=True):
        if text not in phrases.DELETED_BY_OWNER_AS_WRITTEN or author is None:
            continue
        if not shape.is_bracketed or phrases.begins_with_mark(text):
            named.add(author.sender)
    return named
