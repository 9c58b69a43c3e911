"""The plan itself: by phase, drafted, compared with the one before."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from safelight.desk.cases.access import case_for
from safelight.desk.cases.models import Case
from safelight.desk.looks import look, record
from safelight.desk.people.models import Person
from safelight.desk.plans import actions
from safelight.desk.plans.asking import asked_next
from safelight.desk.plans.difference import difference_of
from safelight.desk.plans.models import Signer
from safelight.desk.plans.opened import NoPlanYet, draft_of, open_plan, open_version, words_under
from safelight.desk.plans.permissions import (
    check_may_draft,
    may_draft,
    may_lead,
    may_override,
    may_record_decision,
    may_sign,
)
from safelight.desk.plans.policies import can_be_agreed, can_be_signed
from safelight.desk.plans.shown import by_owner, shown_phases, shown_placings
from safelight.desk.plans.standing import standing_of
from safelight.desk.plans.versions.rules import rules
from safelight.evidence.audit import Act


@require_safe
def plan(request: HttpRequest, reference: str) -> HttpResponse:
    """The plan by phase, as it stands now; or that there is none yet."""
    person, case = case_for(request, reference)
    audit = look(request, Act.LOOKED_AT_PLAN, case=case.key)
    page: dict[str, object] = {"case": case, **_may(person, case), "readers": rules().versions}
    try:
        opened = open_plan(case, audit=audit)
    except NoPlanYet:
        record(audit)
        page["is_asked"] = case.footprints.exists()
        return render(request, "plans/none.html", {**page, "standing": standing_of(case)})
    signatures = {one.signer: one for one in opened.version.signatures.select_related("by")}
    phases = shown_phases(opened.drafted, opened.standing)
    page |= {
        "opened": opened,
        "version": opened.version,
        "plan": opened.drafted.plan,
        "standing": opened.standing,
        "window": opened.window,
        "purpose": opened.words.get(opened.standing.purpose.pk) if opened.standing.purpose else None,
        "danger": opened.words.get(opened.standing.danger.pk) if opened.standing.danger else None,
        "phases": phases,
        "waits_for_start": any(one.waits_for_start for phase in phases for one in phase.placings),
        "ask_next": asked_next(opened.drafted),
        "signed": signatures.get(Signer.LEAD),
        "agreed": signatures.get(Signer.VICTIM),
        "agreed_words": words_under(signatures.get(Signer.VICTIM), audit=audit),
        "can_sign": may_sign(person, case) and can_be_signed(opened.version, person, opened.standing),
        "can_agree": may_sign(person, case) and can_be_agreed(opened.version),
        "has_earlier": opened.version.number > 1,
    }
    return render(request, "plans/plan.html", page)


@require_POST
def draft(request: HttpRequest, reference: str) -> HttpResponse:
    """Have the engine make a new version from what is known now."""
    person, case = case_for(request, reference)
    check_may_draft(person, case)
    audit = look(request, Act.LOOKED_AT_PLAN, case=case.key, what="draft")
    drafted, number = draft_of(case, audit=audit)
    seen = request.POST.get("seen", "")
    version = actions.draft(case, person, drafted, footprint=number, seen=int(seen) if seen.isdecimal() else 0)
    messages.success(
        request,
        _("Plan %(number)d is drafted. It is a proposal: the person decides, and the advisor signs it off.")
        % {"number": version.number},
    )
    return redirect("plans:difference" if version.number > 1 else "plans:plan", reference)


@require_safe
def tasks(request: HttpRequest, reference: str) -> HttpResponse:
    """Open tasks by owner and date."""
    person, case = case_for(request, reference)
    opened = open_plan(case, audit=look(request, Act.LOOKED_AT_PLAN, case=case.key, what="tasks"))
    lists = by_owner(shown_placings(opened.drafted, opened.standing), person)
    return render(request, "plans/tasks.html", {"case": case, "lists": lists, "version": opened.version})


@require_safe
def difference(request: HttpRequest, reference: str) -> HttpResponse:
    """What is other in the newest version than in the one before, in words."""
    _person, case = case_for(request, reference)
    audit = look(request, Act.LOOKED_AT_PLAN, case=case.key, what="difference")
    versions = list(case.plans.select_related("case", "drafted_by").prefetch_related("signatures__by"))
    if not versions:
        raise NoPlanYet
    changes = None
    if len(versions) > 1:
        changes = difference_of(open_version(versions[1], audit=audit), open_version(versions[0], audit=audit))
    else:
        record(audit)
    return render(request, "plans/difference.html", {"case": case, "versions": versions, "changes": changes})


def _may(person: Person, case: Case) -> dict[str, bool]:
    return {
        "may_draft": may_draft(person, case),
        "may_lead": may_lead(person, case),
        "may_override": may_override(person, case),
        "may_record_decision": may_record_decision(person, case),
    }
