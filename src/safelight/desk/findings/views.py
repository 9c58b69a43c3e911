"""Pages of findings."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from safelight.desk import content
from safelight.desk.cases.access import case_for
from safelight.desk.cases.models import Case
from safelight.desk.conversations.elsewhere import references_of
from safelight.desk.conversations.page import Page, asked_for
from safelight.desk.findings.actions import decide
from safelight.desk.findings.forms import DecisionForm
from safelight.desk.findings.listed import listed_findings
from safelight.desk.findings.models import Decision
from safelight.desk.findings.permissions import check_may_decide, may_decide
from safelight.desk.findings.shown import by_gravity, show
from safelight.desk.findings.standing import newest_decisions
from safelight.desk.looks import look
from safelight.desk.people.models import Person
from safelight.desk.points.gaps import gaps_of, open_tasks
from safelight.desk.rules import NotAllowed
from safelight.evidence.audit import Act
from safelight.knowledge.offences import offences
from safelight.signals.finding import Finding, Strength

ON_A_PAGE = 25


@require_safe
def every(request: HttpRequest, reference: str) -> HttpResponse:
    """All findings of the case, gravest first, with what was decided about each; and who looked."""
    _person, case = case_for(request, reference)
    examination = content.open_examination(case, audit=look(request, Act.LOOKED_AT_FINDINGS, case=case.key))
    decided = newest_decisions(case)
    ordered = by_gravity(examination.findings)
    page = Page.holding(asked_for(request.GET.get("from")), len(ordered), ON_A_PAGE)
    shown = {
        "case": case,
        "listed": listed_findings(ordered[page.start : page.start + ON_A_PAGE], decided, examination),
        "page_of": page,
        "undecided": sum(finding.id not in decided for finding in ordered),
        "weak": sum(finding.strength is Strength.WEAK for finding in ordered),
        "read_by": examination.read_by,
        "no_law": offences(examination.jurisdiction).empty_because,
    }
    return render(request, "findings/list.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, reference: str, finding_id: str) -> HttpResponse:
    """One finding with everything it rests on, and the form to decide about it."""
    person, case = case_for(request, reference)
    if request.method == "POST":
        check_may_decide(person, case)
    audit = look(request, Act.LOOKED_AT_FINDINGS, case=case.key, subject=finding_id)
    opened = content.open_case(case, audit=audit)
    finding = _finding(opened.examination.findings, finding_id, given_words=request.method == "POST")
    decisions = list(case.decisions.filter(finding=finding.id).select_related("by"))
    form = DecisionForm(request.POST or None, initial={"seen": len(decisions)})
    if form.is_valid() and _decided(form, case, person, finding, opened.examination.findings):
        messages.success(request, _("Your decision is kept."))
        return redirect("findings:one", reference=reference, finding_id=finding.id)
    return render(
        request,
        "findings/one.html",
        {
            "case": case,
            "shown": show(finding, opened, decisions, references=references_of(case)),
            "gaps": gaps_of([finding], open_tasks(case)),
            "no_law": offences(opened.examination.jurisdiction).empty_because,
            "form": _with_newest_count(form, decisions) if may_decide(person, case) else None,
        },
    )


def _decided(
    form: DecisionForm, case: Case, person: Person, finding: Finding, findings: tuple[Finding, ...]
) -> bool:
    given = form.cleaned_data
    try:
        decide(
            case,
            person,
            finding,
            findings,
            verdict=given["verdict"],
            severity=given["severity"],
            reason=given["reason"],
            seen=given["seen"],
        )
    except NotAllowed as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _with_newest_count(form: DecisionForm, decisions: list[Decision]) -> DecisionForm:
    """The next try has seen the decisions this page shows."""
    if form.is_bound:
        form.data = {**dict(form.data.items()), "seen": str(len(decisions))}
    return form


def _finding(findings: tuple[Finding, ...], finding_id: str, *, given_words: bool) -> Finding:
    for finding in findings:
        if finding.id == finding_id:
            return finding
    if given_words:
        message = _(
            "This finding is not in the newest examination of the case: something was handed in or changed since. "
            "Nothing was decided. To keep your words, go back in your browser. Then look at the findings again."
        )
        raise NotAllowed(message)
    raise Http404
