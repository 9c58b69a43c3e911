"""Details that two accounts share: numbers, addresses of mail and web, postcodes, network addresses, a name given."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec
import polars as pl

from safelight.signals.finding import Span
from safelight.signals.links.accounts import Account
from safelight.signals.pursuit.parties import account_key

PATTERNS = {
    "number": re.compile(r"(?<![\w+])(?:\+44 ?|0)\d(?:[ -]?\d){8,9}(?!\d)"),
    "mail": re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"),
    "postcode": re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"),
    "web": re.compile(r"\bhttps?://[^\s<>\"]{4,200}"),
    "network": re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])"),
}
QUICK = r"\d{4}|@|https?://|\b[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}\b|\d\.\d"
COMMON = 3
"""A detail that more accounts than this name is no link."""
GIVES_A_NAME = re.compile(
    r"\b(?:it ?['’]?s|this is|its only|i['’]?m|im|i am|my name is) (?:me[, ]+)?([A-Z]\w+|[a-z]\w{2,})|\b(\w{3,}) here\b"
)
OPENING = 10
"""The first messages of an account, in which people say who they are."""


class Shared(msgspec.Struct, frozen=True):
    """One detail in the messages of both accounts and where it stands."""

    kind: str
    spans: tuple[Span, ...]


def shared_details(found: Sequence[Account], records: pl.DataFrame) -> dict[tuple[int, int], list[Shared]]:
    """For pairs of accounts (by their place in the list): the details both name and few others do."""
    where: dict[tuple[str, str], dict[int, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for number, account in enumerate(found):
        for kind, value, span in _details_of(account):
            where[kind, value][number].append(span)
    for number, value, span in _network_addresses(found, records):
        where["network", value][number].append(span)
    pairs: dict[tuple[int, int], list[Shared]] = defaultdict(list)
    for (kind, _), holders in sorted(where.items()):
        if len(holders) > COMMON:
            continue
        numbers = sorted(holders)
        for place, first in enumerate(numbers):
            for second in numbers[place + 1 :]:
                spans = (*holders[first][:3], *holders[second][:3])
                pairs[first, second].append(Shared(kind, spans))
    return pairs


def _details_of(account: Account) -> Iterator[tuple[str, str, Span]]:
    texts = pl.Series(account.texts)
    for place in texts.str.contains(QUICK).arg_true().to_list():
        text = account.texts[place]
        for kind, pattern in PATTERNS.items():
            for match in pattern.finditer(text):
                value = account_key(match[0]) if kind != "postcode" else match[0].replace(" ", "")
                if value not in {account_key(name) for name in account.names}:
                    yield kind, value, Span(account.records[place], *match.span())


def _network_addresses(found: Sequence[Account], records: pl.DataFrame) -> Iterator[tuple[int, str, Span]]:
    """Network addresses in what a platform kept of sign-ins, by the account it kept them of."""
    number_of = {name: number for number, account in enumerate(found) for name in account.names}
    kept = records.filter(
        pl.col("kind").is_in(["sign_in", "notice"]) & pl.col("sender").is_in(list(number_of))
    ).select("sender", "record_id", pl.col("text").fill_null("").alias("text"), "extra")
    for sender, record, text, extra in kept.iter_rows():
        for match in PATTERNS["network"].finditer(f"{text}\n{extra or ''}"):
            inside = match.end() <= len(text)
            yield number_of[sender], match[0], Span(record, *(match.span() if inside else (0, 0)))


def gives_name_of(one: Account, other: Account) -> Span | None:
    """Where an account, in its first messages, gives a name that the other is known by."""
    wanted = {
        part.casefold() for name in {*other.names, other.label} for part in re.findall(r"[^\W\d_]{3,}", name)
    }
    for record, text in zip(one.records[:OPENING], one.texts[:OPENING], strict=True):
        for match in GIVES_A_NAME.finditer(text):
            if (match[1] or match[2]).casefold() in wanted:
                return Span(record, *match.span())
    return None
