"""Who may see the board, move a case by hand, and say that they are on it."""

from safelight.desk.cases.models import Case
from safelight.desk.cases.permissions import check_may_see_case
from safelight.desk.people.models import Person, Role
from safelight.desk.rules import NotAllowed, question


def check_may_see_board(person: Person) -> None:
    """Supervisors; each sees the cases they are on."""
    if not person.is_active or person.role != Role.SUPERVISOR:
        message = "The board is for supervisors. My work shows your own cases in the same order."
        raise NotAllowed(message)


def check_may_move(person: Person, case: Case) -> None:
    """Supervisors on the case."""
    check_may_see_case(person, case)
    if person.role != Role.SUPERVISOR:
        message = "Only a supervisor on the case can move it by hand. Tell one what you know."
        raise NotAllowed(message)


def check_may_take_up(person: Person, case: Case) -> None:
    """Everybody on the case."""
    check_may_see_case(person, case)


may_see_board = question(check_may_see_board)
may_move = question(check_may_move)
may_take_up = question(check_may_take_up)
