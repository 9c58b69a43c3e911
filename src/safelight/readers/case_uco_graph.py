"""Who and what the objects of a CASE/UCO file are: names for the identifiers that messages and calls point at."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

_NAMES = (
    "phoneNumber",
    "accountIdentifier",
    "emailAddress",
    "addressValue",
    "MSISDN",
    "displayName",
    "accountLogin",
)
_PARTIES = ("from", "to", "cc", "bcc", "application")
_APPLICATION = ("name", "applicationIdentifier")
_UNDERSTOOD = frozenset(
    {
        "AccountFacet",
        "ApplicationFacet",
        "ApplicationAccountFacet",
        "DigitalAccountFacet",
        "EmailAccountFacet",
        "EmailAddressFacet",
        "MessageThreadFacet",
        "MobileAccountFacet",
        "PhoneAccountFacet",
    }
)


class Graph(msgspec.Struct, frozen=True):
    """``names`` by identifier, ``also`` other names of the same account, ``threads`` by a message's identifier."""

    names: dict[str, str]
    also: dict[str, frozenset[str]]
    threads: dict[str, str]
    told: frozenset[str]
    """Accounts and applications that a message or a call points at: what they are called is told there."""
    understood: frozenset[str] = _UNDERSTOOD

    def uses(self, value: Mapping[str, Any]) -> bool:
        """Whether names were taken from this object."""
        return str(value.get("@id")) in self.names


def graph_of(values: Iterable[Mapping[str, Any]]) -> Graph:
    """Names of accounts, applications and threads, from every object of the file."""
    names: dict[str, str] = {}
    also: dict[str, frozenset[str]] = {}
    threads: dict[str, str] = {}
    pointing: dict[str, str] = {}
    told: set[str] = set()
    for value in values:
        identity = str(value.get("@id"))
        said = _merged(value)
        found = [_text(said[name]) for name in (*_NAMES, *_APPLICATION) if name in said]
        own = [name for name in found if name]
        if own:
            names[identity] = own[0]
            also[identity] = frozenset(own)
        elif pointed := next((reference(said[name]) for name in _NAMES if name in said), ""):
            pointing[identity] = pointed
        told.update(_parties_of(value))
        for message in _messages_in(said.get("messageThread")):
            threads.setdefault(message, _thread_name(value, said) or identity)
    for identity, pointed in pointing.items():
        if pointed in names:
            names[identity], also[identity] = names[pointed], also[pointed]
    return Graph(names, also, threads, frozenset(told))


def local(name: str) -> str:
    """A name without the prefix of its vocabulary."""
    return name.rpartition(":")[2]


def facets_of(value: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The facets of an object by their kind, their own names without prefixes."""
    facets: dict[str, dict[str, Any]] = {}
    for name, held in value.items():
        if local(name) != "hasFacet":
            continue
        for facet in listed(held):
            if isinstance(facet, dict):
                kinds = [local(kind) for kind in listed(facet.get("@type")) if isinstance(kind, str)]
                facets.setdefault(kinds[0] if kinds else "", {local(key): part for key, part in facet.items()})
    return facets


def listed(value: object) -> list[Any]:
    """JSON-LD writes one value alone and several as a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def plain(value: object) -> object:
    """A typed value without its type."""
    return value.get("@value") if isinstance(value, dict) and "@value" in value else value


def reference(value: object) -> str:
    """The identifier a value points at; empty where it points at none."""
    pointed = value.get("@id") if isinstance(value, dict) else None
    return pointed if isinstance(pointed, str) else ""


def _merged(value: Mapping[str, Any]) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    for kind, facet in facets_of(value).items():
        if kind in _UNDERSTOOD:
            merged.update(facet)
    return merged


def _text(value: object) -> str:
    value = plain(value)
    return value if isinstance(value, str) else ""


def _parties_of(value: Mapping[str, Any]) -> Iterator[str]:
    for kind, facet in facets_of(value).items():
        if kind.endswith(("MessageFacet", "CallFacet")):
            yield from (reference(one) for name in _PARTIES for one in listed(facet.get(name)))


def _thread_name(value: Mapping[str, Any], said: Mapping[str, Any]) -> str:
    own = {local(name): part for name, part in value.items()}
    return _text(said.get("displayName")) or _text(own.get("name")) or _text(said.get("identifier"))


def _messages_in(thread: object) -> list[str]:
    if not isinstance(thread, dict):
        return []
    elements = [part for name, held in thread.items() if local(name) == "element" for part in listed(held)]
    return [pointed for pointed in map(reference, elements) if pointed]
