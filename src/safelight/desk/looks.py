"""From a request to the entry it leaves in the ledger."""

import re

from django.http import HttpRequest

from safelight.desk.keeping import the_ledger, the_vault
from safelight.desk.people.models import Person
from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.case_keys import CaseDisposed
from safelight.evidence.keys import KeyMissing, KeyWrong

_ID = re.compile("[0-9a-f]{32}")
"""Of a record or a finding (``desk.opaque_id``)."""


def look(request: HttpRequest, act: Act, *, case: str = "", subject: str = "", **details: int | str) -> AuditEvent:
    """The event for what this person is about to see or do. ``case`` is the case's key, never its reference."""
    return event_of(person_of(request), act, case=case, subject=subject, **details)


def event_of(
    person: Person | None, act: Act, *, case: str = "", subject: str = "", **details: int | str
) -> AuditEvent:
    """The event for an act of somebody, or of nobody who signed in.

    A record or a finding is named by ``hidden_id``.
    """
    return AuditEvent(
        act=act,
        actor=person.opaque if person else "nobody",
        role=person.role if person else "",
        case=case,
        subject=hidden_id(case, subject) if case and _ID.fullmatch(subject) else subject,
        details=details,
    )


def hidden_id(case: str, plain: str) -> str:
    """A record or a finding as the ledger names it: hidden under the key of its case (32 hexadecimal digits).

    Its own id is a digest of the exhibit, the name of a file and a place in it, so that whoever has the ledger
    could try names. Where the key of the case does not open, it is empty: nothing can be shown then either.
    """
    try:
        key = the_vault().keys.find(case)
    except (KeyMissing, KeyWrong, CaseDisposed):
        return ""
    return key.hidden(bytes.fromhex(plain)).hex()[: len(plain)]


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
