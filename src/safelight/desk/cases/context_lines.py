"""What officers know, as lines people can type: parts divided by ``;``, lists by ``,``."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import msgspec

from safelight.signals import context_file
from safelight.signals.context import CaseContext

SHAPES: dict[str, tuple[str, ...]] = {
    "concern": ("name", "accounts[]"),
    "boundaries": ("at", "account"),
    "orders": ("kind", "from", "to", "conditions[]"),
    "protected": ("name", "aliases[]"),
    "children": ("name", "age", "accounts[]"),
}
"""For each part of the context, what stands between the semicolons of one line; ``[]`` marks a list."""


def context_of(typed: dict[str, str]) -> CaseContext:
    """The context somebody typed; raises ``ContextRefused`` with a sentence for every fault."""
    owner = _without_blanks(
        {
            "name": typed["owner_name"].strip(),
            "accounts": _lines(typed["owner_accounts"]),
            "age": typed["owner_age"].strip(),
        }
    )
    written: dict[str, object] = {
        "timezone": typed["timezone"].strip(),
        "jurisdiction": typed.get("jurisdiction", ""),
        "owner": owner,
    }
    for part, shape in SHAPES.items():
        written[part] = [_entry(line, shape) for line in _lines(typed[part])]
    return context_file.load(msgspec.json.encode(_without_blanks(written)))


def typed_of(context: CaseContext) -> dict[str, str]:
    """The lines somebody would have typed for a context."""
    owner = context.owner
    typed = {
        "timezone": context.timezone or "",
        "jurisdiction": context.jurisdiction.value,
        "owner_name": owner.name,
        "owner_accounts": "\n".join(owner.accounts),
        "owner_age": "" if owner.age is None else str(owner.age),
    }
    written: dict[str, list[tuple[str | tuple[str, ...], ...]]] = {
        "concern": [(one.name, one.accounts) for one in context.concern],
        "boundaries": [(_moment(one.at, context.timezone), one.account) for one in context.boundaries],
        "orders": [(one.kind, _day(one.starts), _day(one.ends), one.conditions) for one in context.orders],
        "protected": [(one.name, one.aliases) for one in context.protected],
        "children": [
            (one.name, "" if one.age is None else str(one.age), one.accounts) for one in context.children
        ],
    }
    return typed | {part: "\n".join(_line(entry) for entry in entries) for part, entries in written.items()}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _entry(line: str, shape: tuple[str, ...]) -> dict[str, object]:
    parts = [part.strip() for part in line.split(";", len(shape) - 1)]
    entry: dict[str, object] = {}
    for name, part in zip(shape, parts, strict=False):
        if name.endswith("[]"):
            entry[name[:-2]] = [one.strip() for one in part.split(",") if one.strip()]
        else:
            entry[name] = part
    return _without_blanks(entry)


def _without_blanks(entry: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in entry.items() if value not in ("", [], {})}


def _line(entry: Iterable[str | tuple[str, ...]]) -> str:
    parts = [part if isinstance(part, str) else ", ".join(part) for part in entry]
    return "; ".join(parts).rstrip("; ")


def _moment(at: datetime, timezone: str | None) -> str:
    """As the clock on the wall showed it, where that says all; else with its offset."""
    if timezone is None:
        return at.isoformat(sep=" ")
    local = at.astimezone(ZoneInfo(timezone))
    unsure = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return (local if unsure else local.replace(tzinfo=None)).isoformat(sep=" ")


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
