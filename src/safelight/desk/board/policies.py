"""Does the state of a case allow a move, or its end?"""

from safelight.desk.board.models import Move, TakenUp
from safelight.desk.board.place import Place
from safelight.desk.people.models import Person
from safelight.desk.rules import NotAllowed, question
from safelight.triage.level import Level


def check_no_floor_is_undercut(place: Place, level: str) -> None:
    """A floor holds against every hand: only deciding about its findings can lift it."""
    if Level(level).rank < place.floor.rank:
        message = (
            f"A floor holds this case at {place.floor}, so it cannot be moved below that. If a finding is wrong, "
            "decide about the finding, with a reason."
        )
        raise NotAllowed(message)


def check_is_a_move(place: Place, level: str) -> None:
    """To another level than it has."""
    if place.level == level:
        message = "The case has this level already. Choose another one, or leave it where it is."
        raise NotAllowed(message)


def check_runs(move: Move | None) -> None:
    """There is a move that counts now."""
    if move is None or not move.runs:
        message = "No move by hand counts for this case now. Nothing was changed."
        raise NotAllowed(message)


def check_nobody_is_on_it(place: Place) -> None:
    """One person at a time says that they are on it."""
    if place.taken is not None:
        message = f"{place.taken.by.name} is on this case already. Talk to them."
        raise NotAllowed(message)


def check_is_on_it(taken: TakenUp | None, person: Person) -> None:
    """Only who took it up puts it back."""
    if taken is None or taken.by_id != person.pk:
        message = "You are not the one who took this case up, so you cannot put it back."
        raise NotAllowed(message)


no_floor_is_undercut = question(check_no_floor_is_undercut)
is_a_move = question(check_is_a_move)
runs = question(check_runs)
nobody_is_on_it = question(check_nobody_is_on_it)
is_on_it = question(check_is_on_it)
