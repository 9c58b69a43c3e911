"""Pages of points to prove."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from safelight.desk import content
from safelight.desk.cases.access import case_for
from safelight.desk.cases.models import Case
from safelight.desk.content import OpenCase
from safelight.desk.conversations.bubble import Bubble, bubbles_of
from safelight.desk.conversations.elsewhere import references_of
from safelight.desk.conversations.page import Page, asked_for
from safelight.desk.findings.models import Verdict
from safelight.desk.findings.standing import newest_decisions, standing
from safelight.desk.looks import look
from safelight.desk.people.models import Person
from safelight.desk.points.charging import charging_of
from safelight.desk.points.gaps import about_gap, about_point, gaps_of, open_tasks
from safelight.desk.points.grid import Cell, Row, grid_of
from safelight.desk.points.shown import shown_row
from safelight.desk.rules import NotAllowed
from safelight.desk.tasks.actions import raise_task
from safelight.desk.tasks.forms import RaiseForm
from safelight.desk.tasks.models import TaskKind
from safelight.desk.tasks.permissions import check_may_raise_task
from safelight.desk.tasks.words import TaskWords
from safelight.evidence.audit import Act
from safelight.knowledge.offences import offences
from safelight.records.search import records_named

ON_A_PAGE = 25


@require_safe
def grid(request: HttpRequest, reference: str) -> HttpResponse:
    """Every offence that a finding which stands points to, point by point; and what is missing."""
    _person, case = case_for(request, reference)
    opened, rows = _opened(request, case)
    tasks = open_tasks(case)
    stands = standing(case, opened.examination.findings)
    today = timezone.localdate(timezone=ZoneInfo("Europe/London"))
    law = offences(opened.examination.jurisdiction)
    page = {
        "case": case,
        "rows": [shown_row(row, charging_of(row, opened.table, today=today), tasks) for row in rows],
        "gaps": gaps_of(stands, tasks),
        "no_law": law.empty_because,
        "checked_by": law.checked_by,
        "expired": law.is_expired(on=today),
        "valid_to": law.valid_to,
    }
    return render(request, "points/grid.html", page)


@require_safe
def point(request: HttpRequest, reference: str, offence: str, point_id: str) -> HttpResponse:
    """One point of one offence: the records and findings that say something of it."""
    _person, case = case_for(request, reference)
    opened, rows = _opened(request, case)
    row, cell = _cell(rows, offence, point_id)
    page_of = Page.holding(asked_for(request.GET.get("from")), len(cell.records), ON_A_PAGE)
    tasks = open_tasks(case)
    page = {
        "case": case,
        "row": row,
        "shown": shown_row(row, None, tasks),
        "cell": next(each for each in shown_row(row, None, tasks).cells if each.cell is cell),
        "bubbles": _bubbles(case, opened, cell.records[page_of.start : page_of.start + ON_A_PAGE], cell),
        "against": set(cell.against),
        "page_of": page_of,
    }
    return render(request, "points/point.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def task_of_point(request: HttpRequest, reference: str, offence: str, point_id: str) -> HttpResponse:
    """A point that is not known becomes a task."""
    person, case = case_for(request, reference)
    check_may_raise_task(person, case)
    _open, rows = _opened(request, case)
    row, cell = _cell(rows, offence, point_id)
    what = _("Find out: %(point)s") % {"point": cell.point.wording}
    about = f"{row.offence.title}, {row.offence.act}, {row.offence.section}"
    return _raise(
        request,
        case,
        person,
        TaskWords(what),
        kind=TaskKind.POINT,
        key=about_point(offence, point_id),
        about=about,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def task_of_gap(request: HttpRequest, reference: str, key: str) -> HttpResponse:
    """Something that findings say is missing becomes a task."""
    person, case = case_for(request, reference)
    check_may_raise_task(person, case)
    audit = look(request, Act.LOOKED_AT_FINDINGS, case=case.key)
    examination = content.open_examination(case, audit=audit)
    for each in gaps_of(examination.findings, {}):
        if each.key == key:
            words, about = TaskWords(each.gap.what, each.gap.how), each.findings[0].claim
            return _raise(request, case, person, words, kind=TaskKind.GAP, key=about_gap(key), about=about)
    raise Http404


def _raise(
    request: HttpRequest, case: Case, person: Person, words: TaskWords, *, kind: str, key: str, about: str
) -> HttpResponse:
    start = {"what": words.what, "how": words.how, "owner": person.pk}
    form = RaiseForm(case, request.POST or None, initial=start)
    if form.is_valid():
        given = form.cleaned_data
        said = TaskWords(given["what"], given["how"])
        try:
            task = raise_task(case, person, said, owner=given["owner"], due=given["due"], kind=kind, about=key)
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Task %(number)d is on the list.") % {"number": task.number})
            return redirect("tasks:list", case.reference)
    return render(request, "tasks/raise.html", {"case": case, "form": form, "about": about})


def _opened(request: HttpRequest, case: Case) -> tuple[OpenCase, list[Row]]:
    opened = content.open_case(case, audit=look(request, Act.LOOKED_AT_FINDINGS, case=case.key))
    law = offences(opened.examination.jurisdiction)
    accepted = {each for each, decision in newest_decisions(case).items() if decision.verdict != Verdict.REJECTED}
    return opened, grid_of(standing(case, opened.examination.findings), law, accepted=accepted)


def _cell(rows: list[Row], offence: str, point_id: str) -> tuple[Row, Cell]:
    for row in rows:
        cell = row.cell(point_id) if row.offence.id == offence else None
        if cell is not None:
            return row, cell
    raise Http404


def _bubbles(case: Case, opened: OpenCase, records: list[str], cell: Cell) -> list[Bubble]:
    rows = records_named(opened.table, records).sort("at", nulls_last=True)
    zone = ZoneInfo(opened.examination.rhythm.zone)
    return list(bubbles_of(rows.iter_rows(named=True), cell.behind, zone, references=references_of(case)))
