"""Does the state of a plan allow it?"""

from safelight.desk.people.models import Person
from safelight.desk.plans.models import PlanVersion, Signer
from safelight.desk.plans.standing import Standing, TaskStanding
from safelight.desk.rules import NotAllowed, question


def check_is_newest(version: PlanVersion) -> None:
    """Only the plan as it was drafted last."""
    if version.case.plans.filter(number__gt=version.number).exists():
        message = "A newer plan was drafted meanwhile. Look at that one: nothing was signed."
        raise NotAllowed(message)


def check_nobody_drafted(seen: int, newest: int) -> None:
    """Nobody drafted while the page was open."""
    if seen != newest:
        message = "Somebody else drafted a plan while you had the page open. Look at theirs first."
        raise NotAllowed(message)


def check_can_be_signed(version: PlanVersion, person: Person, standing: Standing) -> None:
    """By the advisor who leads, once."""
    check_is_newest(version)
    if standing.lead is None:
        message = "Nobody leads this plan yet. Say who leads first."
        raise NotAllowed(message)
    if standing.lead.pk != person.pk:
        message = f"{standing.lead.name} leads this plan, so {standing.lead.name} signs it off."
        raise NotAllowed(message)
    _check_not_signed(version, Signer.LEAD, "This version is signed off already.")


def check_can_be_agreed(version: PlanVersion) -> None:
    """The victim agrees to the newest version, once."""
    check_is_newest(version)
    _check_not_signed(version, Signer.VICTIM, "The victim's agreement to this version is on record already.")


def check_is_open(task: TaskStanding) -> None:
    """Nobody has put an outcome on record, and the victim did not decline it."""
    if task.outcome is not None:
        message = "Somebody put on record what became of this already. If that is wrong, open it again first."
        raise NotAllowed(message)
    if task.is_declined:
        message = "The person declined this, so nobody does it. Ask them again, and put on record what they say."
        raise NotAllowed(message)


def check_is_over(task: TaskStanding) -> None:
    """An outcome is on record."""
    if task.outcome is None:
        message = "This is open, so there is nothing to open again."
        raise NotAllowed(message)


def check_danger_stands(standing: Standing) -> None:
    """Imminent danger is on record."""
    if standing.danger is None:
        message = "No imminent danger is on record, so there is nothing to end."
        raise NotAllowed(message)


def check_no_danger_stands(standing: Standing) -> None:
    """Nobody put imminent danger on record before."""
    if standing.danger is not None:
        message = "Imminent danger is on record already. Read it on the plan."
        raise NotAllowed(message)


def _check_not_signed(version: PlanVersion, signer: Signer, message: str) -> None:
    if version.signatures.filter(signer=signer).exists():
        raise NotAllowed(message)


is_newest = question(check_is_newest)
can_be_signed = question(check_can_be_signed)
can_be_agreed = question(check_can_be_agreed)
is_open = question(check_is_open)
is_over = question(check_is_over)
danger_stands = question(check_danger_stands)
no_danger_stands = question(check_no_danger_stands)
