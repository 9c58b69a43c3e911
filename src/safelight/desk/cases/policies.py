"""Does the state allow it?"""

from safelight.desk.cases.models import Case
from safelight.desk.cases.permissions import is_member
from safelight.desk.people.models import Person, Role
from safelight.desk.rules import NotAllowed, question


def check_can_join(person: Person, case: Case) -> None:
    """Somebody who works cases and is not on this one yet."""
    if not person.is_active:
        message = f"{person.name} can no longer sign in, so they cannot be on a case."
        raise NotAllowed(message)
    if person.role == Role.OVERSEER:
        message = f"{person.name} is an overseer. Overseers see the log of every case and are on none."
        raise NotAllowed(message)
    if is_member(person, case):
        message = f"{person.name} is already on this case."
        raise NotAllowed(message)


def check_can_leave(person: Person, case: Case) -> None:
    """A member who does not own the case: somebody must always answer for it."""
    if case.owner_id == person.pk:
        message = f"{person.name} owns this case, and a case always has an owner."
        raise NotAllowed(message)
    if not is_member(person, case):
        message = f"{person.name} is not on this case."
        raise NotAllowed(message)


can_join = question(check_can_join)
can_leave = question(check_can_leave)
