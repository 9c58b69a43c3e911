"""Exhibits of a case that belong together: a database and its log, a locked backup and its key."""

from collections.abc import Mapping

from safelight.desk.exhibits import engine
from safelight.desk.exhibits.models import Exhibit
from safelight.evidence.audit import AuditEvent
from safelight.readers.belonging import is_told, may_be_another, may_belong, may_have_others


def beside(exhibit: Exhibit, *, audit: AuditEvent) -> list[Exhibit]:
    """The exhibits to be looked into when this one is read, by their names."""
    name = engine.name_of(exhibit, audit=audit)
    if not may_have_others(name):
        return []
    return [
        other
        for other in _others(exhibit)
        if may_belong(name, engine.name_of(other, audit=audit), other.size_bytes)
    ]


def awaiting(exhibit: Exhibit, *, audit: AuditEvent) -> list[Exhibit]:
    """The exhibits in whose reading this one is to be looked into: they may have been read without it."""
    name = engine.name_of(exhibit, audit=audit)
    if not (may_have_others(name) or may_be_another(name, exhibit.size_bytes)):
        return []
    return [
        other
        for other in _others(exhibit)
        if may_belong(engine.name_of(other, audit=audit), name, exhibit.size_bytes)
    ]


def together_with(exhibit: Exhibit, names: Mapping[int, str]) -> list[Exhibit]:
    """The exhibits that were looked into for this one, or it for them, by names that were opened already."""
    return [
        other
        for other in _others(exhibit)
        if _is_told_beside(exhibit, other, names) or _is_told_beside(other, exhibit, names)
    ]


def _is_told_beside(exhibit: Exhibit, other: Exhibit, names: Mapping[int, str]) -> bool:
    name, beside_it = names[exhibit.pk], names[other.pk]
    return may_belong(name, beside_it, other.size_bytes) and is_told(name, beside_it)


def _others(exhibit: Exhibit) -> list[Exhibit]:
    """Each original once, and not the same one handed in again."""
    found = {
        other.sha256: other
        for other in exhibit.case.exhibits.select_related("case").exclude(sha256=exhibit.sha256)
    }
    return list(found.values())
