"""What people do about reports. Each act and its entry in the ledger are one step."""

from collections.abc import Sequence

import msgspec
from django.db import transaction
from django.utils import timezone

from safelight.desk.board.models import Cause
from safelight.desk.board.weighing import keep_weighing
from safelight.desk.cases.actions import change_context, open_case
from safelight.desk.cases.models import Case
from safelight.desk.findings.standing import priority_of
from safelight.desk.keeping import the_vault
from safelight.desk.looks import event_of, record
from safelight.desk.people.models import Person
from safelight.desk.reports.models import Report, ReportState
from safelight.desk.reports.permissions import check_may_decide_report, check_may_settle, check_may_take_report
from safelight.desk.reports.place import ReportPlace
from safelight.desk.reports.policies import check_no_floor_holds, check_not_settled, check_still_waits
from safelight.desk.reports.words import KEPT_UNDER, ReportWords
from safelight.evidence.audit import Act
from safelight.signals.context import CaseContext, Owner
from safelight.signals.finding import Finding


@transaction.atomic
def take_down(by: Person, words: ReportWords, *, kind: str, answers: dict[str, str], age: int | None) -> Report:
    """A new report; its words are sealed, its answers put it in the queue."""
    check_may_take_report(by)
    event = event_of(by, Act.REPORT_TAKEN, case=KEPT_UNDER, kind=kind)
    sealed = the_vault().seal_words(KEPT_UNDER, msgspec.json.encode(words), audit=event)
    return Report.objects.create(kind=kind, answers=answers, age=age, taken_by=by, words_sha256=sealed)


@transaction.atomic
def make_case(report: Report, by: Person, words: ReportWords, *, title: str) -> Case:
    """Open a case for a report: the words are sealed anew under its key, and are gone from the reports'."""
    check_may_decide_report(by, report)
    held = Report.objects.select_for_update().get(pk=report.pk)
    check_still_waits(held)
    case = open_case(by, title=title, harm=report.kind, safe_contact=words.safe_contact)
    Case.objects.filter(pk=case.pk).update(opened_at=report.came_at)
    case.opened_at = report.came_at
    if report.age is not None:
        change_context(case, by, CaseContext(owner=Owner(age=report.age)))
    event = event_of(by, Act.REPORT_TAKEN, case=case.key, kind=report.kind)
    sealed = the_vault().seal_words(case.key, msgspec.json.encode(words), audit=event)
    Report.objects.filter(pk=report.pk).update(
        state=ReportState.OPENED, case=case, words_sha256=sealed, closed_by=by, closed_at=timezone.now()
    )
    case = Case.objects.get(pk=case.pk)
    keep_weighing(case, priority_of(case, ()), Cause.REPORTED, by=by)
    record(event_of(by, Act.REPORT_CLOSED, case=KEPT_UNDER, outcome=ReportState.OPENED.value))
    transaction.on_commit(lambda: _remove(report.words_sha256, by))
    return case


@transaction.atomic
def close(report: Report, by: Person, *, reason: str) -> None:
    """Close a report without a case, with a reason. Raises ``NotAllowed`` where it tells of immediate danger."""
    check_may_decide_report(by, report)
    held = Report.objects.select_for_update().get(pk=report.pk)
    check_still_waits(held)
    check_no_floor_holds(ReportPlace(held).level)
    Report.objects.filter(pk=report.pk).update(
        state=ReportState.CLOSED, closed_by=by, closed_at=timezone.now(), closed_reason=reason
    )
    record(event_of(by, Act.REPORT_CLOSED, case=KEPT_UNDER, outcome=ReportState.CLOSED.value))


@transaction.atomic
def settle(report: Report, case: Case, by: Person, findings: Sequence[Finding], *, reason: str) -> None:
    """Say that what was reported is settled: from now on only what was found and decided weighs."""
    check_may_settle(by, case)
    check_not_settled(report)
    report.settled_by, report.settled_at, report.settled_reason = by, timezone.now(), reason
    report.save(update_fields=("settled_by", "settled_at", "settled_reason"))
    keep_weighing(case, priority_of(Case.objects.get(pk=case.pk), findings), Cause.REPORTED, by=by)
    record(event_of(by, Act.REPORT_SETTLED, case=case.key))


def _remove(sha256: str, by: Person) -> None:
    """The same words may have been told twice: they go with the last report that holds them."""
    if not Report.objects.filter(case=None, words_sha256=sha256).exists():
        event = event_of(by, Act.REPORT_CLOSED, case=KEPT_UNDER, subject=sha256, outcome="removed")
        the_vault().remove(KEPT_UNDER, sha256, audit=event)
