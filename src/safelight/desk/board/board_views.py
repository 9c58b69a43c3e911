"""The supervisor's board: every case they are on and every report, in the order of work."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from safelight.desk.board.permissions import check_may_see_board
from safelight.desk.cases.access import signed_in
from safelight.desk.work.queue import Waiting, WaitingReport, queue_of, with_reports
from safelight.triage.order import is_worth_dropping_for


@dataclass(frozen=True)
class Row:
    """One case on the board. ``drop`` is a case somebody is on who could be asked to drop it for this one."""

    waiting: Waiting | WaitingReport
    drop: Waiting | None


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The board; each case and report listed is a look at it."""
    person = signed_in(request)
    check_may_see_board(person)
    queue = with_reports(request, person, queue_of(request, person))
    rows = [Row(waiting, _to_drop(waiting, queue)) for waiting in queue]
    late = sum(waiting.place.is_late for waiting in queue)
    return render(request, "board/board.html", {"rows": rows, "late": late})


def _to_drop(waiting: Waiting | WaitingReport, queue: list[Waiting | WaitingReport]) -> Waiting | None:
    if waiting.place.taken is not None:
        return None
    worked = [other for other in reversed(queue) if isinstance(other, Waiting) and other.place.taken is not None]
    return next((other for other in worked if is_worth_dropping_for(waiting.place, other.place)), None)
