"""The author of each record of an export, and which of them is the exporter."""

from collections.abc import Sequence

from safelight.readers.whatsapp import phrases
from safelight.readers.whatsapp.header import is_bracketed
from safelight.readers.whatsapp.lines import Lines
from safelight.readers.whatsapp.names import Name, Senders

Authors = Sequence[Name | None]
"""The author of each record; ``None`` where the line has none."""


def authors_of(lines: Lines) -> Authors:
    """Who wrote each record, learned from all of them together."""
    names = list(lines.name_candidates())
    senders = Senders(names, lines.first_line)
    settled = {name: Name(name, len(name) + 2) for name in set(names) if name and senders.is_settled(name)}
    authors = list(map(settled.get, names))
    for number, author in enumerate(authors):
        if author is None:
            authors[number] = _unsettled(names[number], lines.first_line(number), senders)
    return authors


def _unsettled(name: str, line: str, senders: Senders) -> Name | None:
    if name:
        return senders.name_of(name, line)
    name, colon, rest = line.partition(":")
    if colon and (senders.known(name) or not rest):
        return Name(name, len(name) + 1)
    return None


def self_deleters(lines: Lines, authors: Authors) -> set[str]:
    """Whom "You deleted this message" names: the person who made the export."""
    if not any(phrase in lines.padded for phrase in phrases.DELETED_BY_OWNER):
        return set()
    named = set()
    for number, author in enumerate(authors):
        if author is not None:
            body = lines.text(number)[author.width :]
            marked = not is_bracketed(lines.headers[number].shape) or phrases.begins_with_mark(body)
            if marked and phrases.bare(body) in phrases.DELETED_BY_OWNER:
                named.add(author.sender)
    return named
