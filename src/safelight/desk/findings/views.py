"""Pages of findings."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from safelight.desk import content
from safelight.desk.cases.access import case_for
from safelight.desk.cases.models import Case
from safelight.desk.conversations.elsewhere import references_of
from safelight.desk.conversations.page import Page, asked_for
from safelight.desk.findings.actions import decide, read_second, see_first_decision
from safelight.desk.findings.agreement import agreement_over
from safelight.desk.findings.forms import DecisionForm
from safelight.desk.findings.listed import listed_findings
from safelight.desk.findings.permissions import check_may_decide, may_decide
from safelight.desk.findings.second import Reader, Readings, is_gravest, readings_of, waiting_for_second
from safelight.desk.findings.shown import by_gravity, show
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
    person, case = case_for(request, reference)
    examination = content.open_examination(case, audit=look(request, Act.LOOKED_AT_FINDINGS, case=case.key))
    read = readings_of(case)
    ordered = by_gravity(examination.findings)
    page = Page.holding(asked_for(request.GET.get("from")), len(ordered), ON_A_PAGE)
    shown = {
        "case": case,
        "listed": listed_findings(
            ordered[page.start : page.start + ON_A_PAGE], read, examination, Reader.of(case, person)
        ),
        "page_of": page,
        "undecided": sum(finding.id not in read for finding in ordered),
        "weak": sum(finding.strength is Strength.WEAK for finding in ordered),
        "read_once": waiting_for_second(ordered, read),
        "agreement": agreement_over(Case.objects.filter(members=person, disposal=None)),
        "read_by": examination.read_by,
        "no_law": offences(examination.jurisdiction).empty_because,
    }
    return render(request, "findings/list.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, reference: str, finding_id: str) -> HttpResponse:
    """One finding with everything it rests on, and the form to decide about it, as first or second reader."""
    person, case = case_for(request, reference)
    if request.method == "POST":
        check_may_decide(person, case)
    audit = look(request, Act.LOOKED_AT_FINDINGS, case=case.key, subject=finding_id)
    opened = content.open_case(case, audit=audit)
    finding = _finding(opened.examination.findings, finding_id, given_words=request.method == "POST")
    readings = readings_of(case).get(finding.id, Readings())
    is_second = Reader.of(case, person).may_be_second(finding, readings)
    form = DecisionForm(request.POST or None, initial={"seen": len(readings.decisions)})
    if form.is_valid() and _decided(form, case, person, finding, opened.examination.findings, second=is_second):
        messages.success(request, _("Your decision is kept."))
        return redirect("findings:one", reference=reference, finding_id=finding.id)
    decisions = [] if is_second else list(readings.decisions)
    return render(
        request,
        "findings/one.html",
        {
            "case": case,
            "shown": show(finding, opened, decisions, references=references_of(case)),
            "gaps": gaps_of([finding], open_tasks(case)),
            "no_law": offences(opened.examination.jurisdiction).empty_because,
            "is_second": is_second,
            "readings": readings,
            "wants_second": bool(decisions) and readings.second is None and is_gravest(finding),
            "form": _with_newest_count(form, readings) if may_decide(person, case) else None,
        },
    )


@require_POST
def see_first(request: HttpRequest, reference: str, finding_id: str) -> HttpResponse:
    """Show somebody the first decision: somebody else must then be the second reader."""
    person, case = case_for(request, reference)
    check_may_decide(person, case)
    audit = look(request, Act.LOOKED_AT_FINDINGS, case=case.key, subject=finding_id)
    examination = content.open_examination(case, audit=audit)
    see_first_decision(case, person, _finding(examination.findings, finding_id, given_words=False))
    return redirect("findings:one", reference=reference, finding_id=finding_id)


def _decided(
    form: DecisionForm,
    case: Case,
    person: Person,
    finding: Finding,
    findings: tuple[Finding, ...],
    *,
    second: bool,
) -> bool:
    given = form.cleaned_data
    said = {name: given[name] for name in ("verdict", "severity", "reason")}
    try:
        if second:
            read_second(case, person, finding, findings, **said)
        else:
            decide(case, person, finding, findings, **said, seen=given["seen"])
    except NotAllowed as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _with_newest_count(form: DecisionForm, readings: Readings) -> DecisionForm:
    """The next try has seen the decisions this page shows."""
    if form.is_bound:
        form.data = {**dict(form.data.items()), "seen": str(len(readings.decisions))}
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
