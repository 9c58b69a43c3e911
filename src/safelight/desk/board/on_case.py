"""What the first page of a case says of its place in the queue."""

from safelight.desk.board.permissions import may_move, may_take_up
from safelight.desk.board.shown import place_with
from safelight.desk.board.words import history_of
from safelight.desk.cases.models import Case
from safelight.desk.findings.overview import Overview
from safelight.desk.findings.standing import priority_unexamined
from safelight.desk.people.models import Person


def place_on_case(person: Person, case: Case, overview: Overview | None) -> dict[str, object]:
    """The place, the newest change of it, and what this person may do about it."""
    place = place_with(case, overview.priority if overview else priority_unexamined(case))
    changes = history_of(list(case.weighings.select_related("by")), ())
    return {
        "place": place,
        "latest": changes[0] if changes else None,
        "may_move": may_move(person, case),
        "may_take_up": may_take_up(person, case),
    }
