"""Pages of tasks."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safelight.desk.cases.access import case_for
from safelight.desk.looks import look
from safelight.desk.rules import NotAllowed
from safelight.desk.tasks.actions import change_task, close_task, raise_task
from safelight.desk.tasks.forms import CloseForm, ForWhomForm, RaiseForm
from safelight.desk.tasks.models import Task, TaskState
from safelight.desk.tasks.permissions import check_may_change_task, check_may_raise_task, may_change_task
from safelight.desk.tasks.shown import shown_tasks
from safelight.desk.tasks.todo import in_order, measures_to_do, of_tasks
from safelight.desk.tasks.words import TaskWords
from safelight.evidence.audit import Act


@require_safe
def every(request: HttpRequest, reference: str) -> HttpResponse:
    """What is to do on the case, soonest first; and what came of what was done."""
    _person, case = case_for(request, reference)
    audit = look(request, Act.LOOKED_AT_TASKS, case=case.key)
    tasks = case.tasks.select_related("owner", "closed_by")
    today = timezone.localdate()
    shown = shown_tasks(case, tasks, today=today, audit=audit)
    page = {
        "case": case,
        "to_do": in_order((*of_tasks(case, shown, today=today), *measures_to_do(case, today=today))),
        "closed": [each for each in shown if not each.task.is_open],
    }
    return render(request, "tasks/list.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, reference: str) -> HttpResponse:
    """A new task in one's own words."""
    person, case = case_for(request, reference)
    check_may_raise_task(person, case)
    form = RaiseForm(case, request.POST or None, initial={"owner": person.pk})
    if form.is_valid():
        given = form.cleaned_data
        try:
            task = raise_task(
                case, person, TaskWords(given["what"], given["how"]), owner=given["owner"], due=given["due"]
            )
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Task %(number)d is on the list.") % {"number": task.number})
            return redirect("tasks:list", reference)
    return render(request, "tasks/raise.html", {"case": case, "form": form})


@require_safe
def one(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """One task, with the forms to change and close it."""
    return _one(request, reference, number)


@require_POST
def change(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Somebody else does it, or by another day."""
    person, case = case_for(request, reference)
    task = _task(case.pk, number)
    check_may_change_task(person, task)
    form = ForWhomForm(case, request.POST)
    if form.is_valid():
        try:
            change_task(task, person, owner=form.cleaned_data["owner"], due=form.cleaned_data["due"])
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The task is changed."))
            return redirect("tasks:one", reference, number)
    return _one(request, reference, number, changing=form)


@require_POST
def close(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """It is done, or not needed any more."""
    person, case = case_for(request, reference)
    task = _task(case.pk, number)
    check_may_change_task(person, task)
    form = CloseForm(request.POST)
    if form.is_valid():
        try:
            close_task(task, person, state=form.cleaned_data["state"], outcome=form.cleaned_data["outcome"])
        except NotAllowed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The task is closed. What came of it is kept."))
            return redirect("tasks:list", reference)
    return _one(request, reference, number, closing=form)


def _one(
    request: HttpRequest,
    reference: str,
    number: int,
    *,
    changing: ForWhomForm | None = None,
    closing: CloseForm | None = None,
) -> HttpResponse:
    person, case = case_for(request, reference)
    task = _task(case.pk, number)
    audit = look(request, Act.LOOKED_AT_TASKS, case=case.key, subject=f"task:{task.pk}")
    (shown,) = shown_tasks(case, [task], today=timezone.localdate(), audit=audit)
    may_change = task.state == TaskState.OPEN and may_change_task(person, task)
    page = {
        "case": case,
        "shown": shown,
        "may_change": may_change,
        "changing": changing or ForWhomForm(case, initial={"owner": task.owner_id, "due": task.due}),
        "closing": closing or CloseForm(),
        "refused": closing if closing is not None else changing,
    }
    return render(request, "tasks/one.html", page)


def _task(case: int, number: int) -> Task:
    every_one = Task.objects.select_related("case", "owner", "raised_by", "closed_by")
    return get_object_or_404(every_one, case=case, number=number)
