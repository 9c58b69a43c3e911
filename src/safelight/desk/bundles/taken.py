"""Who took a bundle, when, for whom, and how it was locked."""

from collections.abc import Iterator
from dataclasses import dataclass

from safelight.desk import content
from safelight.desk.bundles.handed_over import HandedOver
from safelight.desk.bundles.models import Bundle, Taking
from safelight.evidence.audit import AuditEvent


@dataclass(frozen=True)
class Taken:
    """A taking, and what was said when it was taken."""

    taking: Taking
    handed_over: HandedOver


def takings_of(bundle: Bundle, *, audit: AuditEvent) -> list[Taken]:
    """In their order; each that is opened is a look."""
    return list(_takings(bundle, audit))


def _takings(bundle: Bundle, audit: AuditEvent) -> Iterator[Taken]:
    for taking in bundle.takings.select_related("by"):
        yield Taken(taking, content.open_written(bundle.case, taking.handed_over_sha256, HandedOver, audit=audit))
