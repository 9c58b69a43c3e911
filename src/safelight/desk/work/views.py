"""The first screen."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from safelight.desk.board.permissions import may_see_board
from safelight.desk.cases.access import signed_in
from safelight.desk.cases.permissions import may_open_case
from safelight.desk.people.models import Role
from safelight.desk.reports.permissions import may_take_report
from safelight.desk.work.queue import queue_of, with_reports
from safelight.desk.work.todo import SHOWN_AT_ONCE, todos_of


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """My work, most harm first. An overseer's work is the logs."""
    person = signed_in(request)
    if person.role == Role.OVERSEER:
        return redirect("oversight:ledger")
    queue = queue_of(request, person)
    todos = todos_of(request, person, queue)
    page = {
        "queue": with_reports(request, person, queue),
        "todos": todos[:SHOWN_AT_ONCE],
        "more_todos": todos[SHOWN_AT_ONCE:],
        "tasks": len(todos),
        "may_open": may_open_case(person),
        "may_take_report": may_take_report(person),
        "may_see_board": may_see_board(person),
    }
    return render(request, "work/mine.html", page)
