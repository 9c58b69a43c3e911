"""The author of each record of an export, and which of them is the exporter."""

from collections.abc import Callable, Iterable, Sequence

from safelight.readers.whatsapp import phrases
from safelight.readers.whatsapp.header import BRACKETED
from safelight.readers.whatsapp.lines import first_line
from safelight.readers.whatsapp.names import Name, Senders

Authors = Sequence[Name | None]
"""The author of each record; ``None`` where the line has none."""


def authors_of(
    names: Sequence[str], seconds: Sequence[str], notices: Iterable[int], body_of: Callable[[int], str]
) -> Authors:
    """Who wrote each record, learned from all of them together.

    ``names`` are what stands before the first ``": "`` of each, ``seconds`` what stands before the next one;
    ``notices`` are those that have both and are WhatsApp's own; ``body_of`` gives a body with its name before it.
    """

    def line_of(number: int) -> str:
        return first_line(body_of(number))

    senders = Senders(names, seconds, line_of)
    settled = {name: Name(name, len(name) + 2) for name in set(names) if name and senders.is_settled(name)}
    longer = senders.settled_longer()
    authors = [
        settled.get(name) or longer.get((name, second)) for name, second in zip(names, seconds, strict=True)
    ]
    for number in notices:
        authors[number] = settled.get(names[number])
    shared: dict[Name, Name] = {}
    for number in [number for number, author in enumerate(authors) if author is None]:
        found = _unsettled(names[number], seconds[number], line_of(number), senders)
        authors[number] = shared.setdefault(found, found) if found else None
    return authors


def _unsettled(name: str, second: str, line: str, senders: Senders) -> Name | None:
    if name:
        return senders.name_of(name, second, line)
    name, colon, rest = line.partition(":")
    if colon and (senders.known(name) or not rest):
        return Name(name, len(name) + 1)
    return None


def self_deleters(
    claims: Iterable[int], authors: Authors, text_of: Callable[[int], str], shapes: Sequence[int]
) -> set[str]:
    """Whom "You deleted this message" names: the person who made the export."""
    named = set()
    for number in claims:
        author, text = authors[number], text_of(number)
        if text not in phrases.DELETED_BY_OWNER_AS_WRITTEN or author is None:
            continue
        if shapes[number] not in BRACKETED or phrases.begins_with_mark(text):
            named.add(author.sender)
    return named
