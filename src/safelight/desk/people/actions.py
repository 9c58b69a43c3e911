"""Making people. Called by the command line, which is where accounts come from."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from safelight.desk.keeping import the_ledger
from safelight.desk.people.models import Person, Role
from safelight.desk.rules import NotAllowed
from safelight.evidence.audit import Act, AuditEvent


def make_person(username: str, password: str, name: str, role: Role | str, *, email: str = "") -> Person:
    """A new person who can sign in; raises ``NotAllowed`` with a sentence where that cannot be."""
    if role not in Role.values:
        message = f"There is no role “{role}”. Choose one of: {', '.join(Role.values)}."
        raise NotAllowed(message)
    if Person.objects.filter(username__iexact=username).exists():
        message = f"Somebody already signs in as “{username}”. Choose another username."
        raise NotAllowed(message)
    person = Person(username=username, name=name, role=role, email=email)
    try:
        validate_password(password, person)
        person.set_password(password)
        person.full_clean()
    except ValidationError as problem:
        raise NotAllowed(" ".join(problem.messages)) from problem
    with transaction.atomic():
        person.save()
        the_ledger().append(
            AuditEvent(
                act=Act.PERSON_MADE, actor="command-line", subject=person.opaque, details={"role": person.role}
            )
        )
    return person
