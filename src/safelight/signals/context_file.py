"""Reads the context file: what officers know about a case, in YAML or JSON, every key optional."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from safelight.knowledge.jurisdiction import Jurisdiction
from safelight.signals.context import (
    AccountOfConcern,
    Boundary,
    CaseContext,
    Child,
    Order,
    Owner,
    ProtectedIdentity,
)
from safelight.signals.context_entry import Entry
from safelight.signals.context_refused import ContextRefused
from safelight.signals.context_text import LARGEST_FILE, plain_values
from safelight.signals.context_times import CannotPlace, day_of, moment_of, zone_named

KEYS = ("timezone", "jurisdiction", "owner", "concern", "boundaries", "orders", "protected", "children")
Value = TypeVar("Value")


def load(source: Path | bytes) -> CaseContext:
    """The context written in a file or in its bytes; an empty file is an empty context.

    Accounts and ages may be text or numbers. One mapping may stand where a list of one is meant. Times need a
    zone, their own or the case's (``context_times.moment_of``). Raises ``ContextRefused`` with one sentence for
    each fault and ``OSError`` where the file cannot be opened.
    """
    problems: list[str] = []
    top = Entry(plain_values(_bytes_of(source)), "The file", KEYS, problems)
    zone = _zone(top)
    context = CaseContext(
        timezone=zone.key if zone else None,
        jurisdiction=_jurisdiction(top),
        owner=_owner(top.entry("owner", ("name", "accounts", "age"))),
        concern=tuple(_concern(entry) for entry in top.entries("concern", ("name", "accounts"))),
        boundaries=tuple(
            boundary
            for entry in top.entries("boundaries", ("at", "account"))
            if (boundary := _boundary(entry, zone))
        ),
        orders=tuple(_order(entry) for entry in top.entries("orders", ("kind", "from", "to", "conditions"))),
        protected=tuple(_protected(entry) for entry in top.entries("protected", ("name", "aliases"))),
        children=tuple(_child(entry) for entry in top.entries("children", ("name", "age", "accounts"))),
    )
    if problems:
        raise ContextRefused(tuple(problems))
    return context


def _bytes_of(source: Path | bytes) -> bytes:
    if isinstance(source, bytes):
        return source
    with source.open("rb") as file:
        return file.read(LARGEST_FILE + 1)


def _zone(top: Entry) -> ZoneInfo | None:
    name = top.text("timezone")
    return _placed(top, "timezone", lambda: zone_named(name)) if name else None


def _jurisdiction(top: Entry) -> Jurisdiction:
    written = top.text("jurisdiction")
    named = {one.lower(): one for one in Jurisdiction}
    if written and written.lower() not in named:
        known = ", ".join(Jurisdiction)
        top.fault(f"has “{written[:40]}” under “jurisdiction”, which is not known. Write one of: {known}")
    return named.get(written.lower(), Jurisdiction.ENGLAND_AND_WALES)


def _owner(entry: Entry) -> Owner:
    return Owner(name=entry.text("name"), accounts=entry.texts("accounts"), age=entry.age("age"))


def _concern(entry: Entry) -> AccountOfConcern:
    person = AccountOfConcern(name=entry.text("name"), accounts=entry.texts("accounts"))
    if not person.name and not person.accounts:
        entry.fault('names nobody; it needs a “name” or “accounts”, for example accounts: ["+447700900074"]')
    return person


def _boundary(entry: Entry, zone: ZoneInfo | None) -> Boundary | None:
    written = entry.needed("at", "2025-05-03T10:00+01:00")
    at = _placed(entry, "at", lambda: moment_of(written, zone)) if written else None
    return Boundary(at=at, account=entry.text("account")) if at else None


def _order(entry: Entry) -> Order:
    order = Order(
        kind=entry.needed("kind", "non-molestation order"),
        starts=_placed(entry, "from", lambda: day_of(entry.text("from"))),
        ends=_placed(entry, "to", lambda: day_of(entry.text("to"))),
        conditions=entry.texts("conditions"),
    )
    if order.starts and order.ends and order.ends < order.starts:
        entry.fault(
            f"ends ({order.ends}) before it starts ({order.starts}); look whether “from” and “to” were exchanged"
        )
    return order


def _protected(entry: Entry) -> ProtectedIdentity:
    return ProtectedIdentity(
        name=entry.needed("name", "the name that must not come out"), aliases=entry.texts("aliases")
    )


def _child(entry: Entry) -> Child:
    return Child(name=entry.text("name"), age=entry.age("age"), accounts=entry.texts("accounts"))


def _placed(entry: Entry, key: str, read: Callable[[], Value]) -> Value | None:
    try:
        return read()
    except CannotPlace as fault:
        entry.fault(f"has a “{key}” that cannot be used: {fault}")
        return None
