"""Screens of a case."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safelight.desk import content
from safelight.desk.board.on_case import place_on_case
from safelight.desk.cases import actions
from safelight.desk.cases.access import case_for, signed_in
from safelight.desk.cases.changes import changes_since_last_look
from safelight.desk.cases.context_form import ContextForm
from safelight.desk.cases.context_lines import typed_of
from safelight.desk.cases.forms import MemberForm, OpenCaseForm
from safelight.desk.cases.models import Case, Membership
from safelight.desk.cases.permissions import (
    check_may_change_context,
    check_may_choose_members,
    check_may_open_case,
    may_choose_members,
    may_open_case,
)
from safelight.desk.cases.steps import next_steps
from safelight.desk.exhibits.again import take_up_again
from safelight.desk.exhibits.condition import condition_of
from safelight.desk.exhibits.listed import listed_exhibits
from safelight.desk.findings.overview import overview_of
from safelight.desk.looks import look, record
from safelight.desk.people.models import Person
from safelight.desk.risk.state import risk_state
from safelight.desk.rules import NotAllowed
from safelight.evidence.audit import Act
from safelight.examining.case import Examination


@require_safe
def list_of_cases(request: HttpRequest) -> HttpResponse:
    """The cases this person is on, newest first."""
    person = signed_in(request)
    mine = Case.objects.filter(members=person)
    cases = mine.filter(disposal=None).select_related("owner", "examination")
    record(look(request, Act.LOOKED_AT_WORK, cases=len(cases)))
    page = {"cases": cases, "gone": mine.exclude(disposal=None), "may_open": may_open_case(person)}
    return render(request, "cases/list.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def open_a_case(request: HttpRequest) -> HttpResponse:
    """A new case, how the victim can be reached safely asked first."""
    person = signed_in(request)
    check_may_open_case(person)
    form = OpenCaseForm(request.POST or None)
    if form.is_valid():
        case = actions.open_case(person, **form.cleaned_data)
        messages.success(request, _("Case %(reference)s is open.") % {"reference": case.reference})
        return redirect("cases:case", case.reference)
    return render(request, "cases/open.html", {"form": form}, status=_status_of(form))


@require_safe
def case_page(request: HttpRequest, reference: str) -> HttpResponse:
    """What is happening, how dangerous, what to do next, who owns it, what changed."""
    person, case = case_for(request, reference)
    examination = _examination(request, case)
    overview = overview_of(case, examination, person) if examination else None
    exhibits = listed_exhibits(request, case)
    undecided = overview.undecided if overview else 0
    page = {
        "case": case,
        "examination": examination,
        "overview": overview,
        "exhibits": exhibits,
        "counted_once": sum(each.records for each in examination.repeats) if examination else 0,
        "condition": condition_of(case) if exhibits else "",
        "changes": changes_since_last_look(case, person),
        "next_steps": next_steps(
            case,
            [row.exhibit for row in exhibits],
            undecided=undecided,
            read_once=overview.read_once if overview else 0,
        ),
        "members": case.members.all(),
        "risk_state": risk_state(case),
    }
    answer = render(request, "cases/case.html", page | place_on_case(person, case, overview))
    actions.looked_at(case, person)  # only now: the page says what changed since the look before
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def context(request: HttpRequest, reference: str) -> HttpResponse:
    """What officers know about the case."""
    person, case = case_for(request, reference)
    check_may_change_context(person, case)
    form = ContextForm(request.POST if request.method == "POST" else None, initial=typed_of(case.context))
    if form.is_valid():
        before = case.context
        with transaction.atomic():
            actions.change_context(case, person, form.context)
            take_up_again(case, before)
        messages.success(request, _("Saved. What was read is being examined again in the light of this."))
        return redirect("cases:case", case.reference)
    record(look(request, Act.LOOKED_AT_CASE, case=case.key, what="context"))
    return render(request, "cases/context.html", {"case": case, "form": form}, status=_status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def members(request: HttpRequest, reference: str) -> HttpResponse:
    """Who is on the case; its owner and supervisors on it choose."""
    person, case = case_for(request, reference)
    form = MemberForm(request.POST or None)
    if request.method == "POST":
        check_may_choose_members(person, case)
        if form.is_valid() and _joined(request, case, person, form):
            return redirect("cases:members", case.reference)
    record(look(request, Act.LOOKED_AT_CASE, case=case.key, what="members"))
    page = {
        "case": case,
        "memberships": Membership.objects.filter(case=case).select_related("person"),
        "may_choose": may_choose_members(person, case),
        "form": form,
    }
    return render(request, "cases/members.html", page, status=_status_of(form))


@require_POST
def take_off(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Take somebody off the case."""
    person, case = case_for(request, reference)
    check_may_choose_members(person, case)
    member = get_object_or_404(Person, pk=pk, cases=case)
    actions.remove_member(case, person, member)
    messages.success(request, _("%(name)s is no longer on this case.") % {"name": member.name})
    return redirect(
        "cases:members" if member != person else "cases:list", *([reference] if member != person else [])
    )


def _joined(request: HttpRequest, case: Case, by: Person, form: MemberForm) -> bool:
    assert form.person is not None
    try:
        actions.add_member(case, by, form.person)
    except NotAllowed as no:
        form.add_error("username", str(no))
        return False
    messages.success(request, _("%(name)s is on this case now.") % {"name": form.person.name})
    return True


def _examination(request: HttpRequest, case: Case) -> Examination | None:
    event = look(request, Act.LOOKED_AT_CASE, case=case.key)
    try:
        return content.open_examination(case, audit=event)
    except content.NotThereYet:
        record(event)
        return None


def _status_of(form: OpenCaseForm | ContextForm | MemberForm) -> int:
    return 422 if form.is_bound and form.errors else 200
