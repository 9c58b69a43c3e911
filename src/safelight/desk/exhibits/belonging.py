"""Exhibits of a case that belong together: a database and its log, a locked backup and its key."""

from collections.abc import Mapping

from safelight.desk.exhibits import engine
from safelight.desk.exhibits.models import Exhibit
from safelight.evidence.audit import AuditEvent
from safelight.readers.belonging import may_be_another, may_belong, may_have_others


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
        if may_belong(names[exhibit.pk], names[other.pk], other.size_bytes)
        or may_belong(names[other.pk], names[exhibit.pk], exhibit.size_bytes)
    ]


def _others(exhibit: Exhibit) -> list[Exhibit]:
    """Each original once, and not the same one handed in again."""
    found = {
        other.sha256: other
        for other in exhibit.case.exhibits.select_related("case").exclude(sha256=exhibit.sha256)
    }
    return list(found.values())
