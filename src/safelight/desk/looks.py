"""From a request to the entry it leaves in the ledger."""

from django.http import HttpRequest

from safelight.desk.keeping import the_ledger
from safelight.desk.people.models import Person
from safelight.evidence.audit import Act, AuditEvent


def look(request: HttpRequest, act: Act, *, case: str = "", subject: str = "", **details: int | str) -> AuditEvent:
    """The event for what this person is about to see or do. ``case`` is the case's key, never its reference."""
    return event_of(person_of(request), act, case=case, subject=subject, **details)


def event_of(
    person: Person | None, act: Act, *, case: str = "", subject: str = "", **details: int | str
) -> AuditEvent:
    """The event for an act of somebody, or of nobody who signed in."""
    return AuditEvent(
        act=act,
        actor=person.opaque if person else "nobody",
        role=person.role if person else "",
        case=case,
        subject=subject,
        details=details,
    )


def record(event: AuditEvent) -> None:
    """Enter a look at something that is not read through ``desk.content``, before it is shown."""
    the_ledger().append(event)


def refuse(request: HttpRequest, *, case: str = "") -> None:
    """Enter that somebody was turned away."""
    place = request.resolver_match.view_name if request.resolver_match else ""
    the_ledger().append(look(request, Act.REFUSED, case=case, place=place, method=request.method or ""))


def person_of(request: HttpRequest) -> Person | None:
    """Who signed in, if anybody."""
    return request.user if isinstance(request.user, Person) else None
