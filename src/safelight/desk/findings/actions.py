"""What people do about findings. Each decision and its entry in the ledger are one step."""

from collections.abc import Sequence

from django.db import transaction

from safelight.desk.board.models import Cause
from safelight.desk.board.weighing import keep_weighing
from safelight.desk.cases.models import Case
from safelight.desk.exhibits.models import Examination
from safelight.desk.findings.models import Decision, FirstDecisionSeen, SecondReading
from safelight.desk.findings.permissions import check_may_decide
from safelight.desk.findings.policies import check_can_be_second, check_nobody_was_quicker
from safelight.desk.findings.second import Reader, Readings, readings_of
from safelight.desk.findings.standing import priority_of
from safelight.desk.looks import event_of, record
from safelight.desk.people.models import Person
from safelight.evidence.audit import Act
from safelight.signals.finding import Finding


@transaction.atomic
def decide(
    case: Case,
    by: Person,
    finding: Finding,
    findings: Sequence[Finding],
    *,
    verdict: str,
    reason: str,
    severity: str = "",
    seen: int,
) -> Decision:
    """Decide about a finding, and weigh the case again on what stands.

    ``seen`` is how many decisions about it the person had before them; raises ``NotAllowed`` with a sentence.
    """
    check_may_decide(by, case)
    check_nobody_was_quicker(seen, case.decisions.filter(finding=finding.id).count())
    decision = Decision.objects.create(
        case=case,
        finding=finding.id,
        signal=finding.signal,
        version=finding.version,
        verdict=verdict,
        severity=severity,
        reason=reason,
        by=by,
    )
    weigh_again(case, findings, by, cause=Cause.DECIDED)
    record(event_of(by, Act.FINDING_DECIDED, case=case.key, subject=finding.id, verdict=verdict))
    return decision


def weigh_again(case: Case, findings: Sequence[Finding], by: Person, *, cause: Cause) -> None:
    """Give the case its place in the queue by the findings that stand, after somebody decided something."""
    priority = priority_of(case, findings)
    keep_weighing(case, priority, cause, by=by)
    Examination.objects.filter(case=case).update(level=priority.level, score=priority.score)


@transaction.atomic
def read_second(
    case: Case,
    by: Person,
    finding: Finding,
    findings: Sequence[Finding],
    *,
    verdict: str,
    reason: str,
    severity: str = "",
) -> SecondReading:
    """Keep what a second reader makes of a finding, before they are shown the first decision.

    Raises ``NotAllowed`` with a sentence.
    """
    check_may_decide(by, case)
    Case.objects.select_for_update().get(pk=case.pk)
    check_can_be_second(Reader.of(case, by), finding, readings_of(case).get(finding.id, Readings()))
    reading = SecondReading.objects.create(
        case=case,
        finding=finding.id,
        signal=finding.signal,
        version=finding.version,
        verdict=verdict,
        severity=severity,
        reason=reason,
        by=by,
    )
    weigh_again(case, findings, by, cause=Cause.DECIDED)
    record(event_of(by, Act.FINDING_READ_SECOND, case=case.key, subject=finding.id, verdict=verdict))
    return reading


@transaction.atomic
def see_first_decision(case: Case, by: Person, finding: Finding) -> None:
    """Show somebody the first decision; from then on somebody else must be the second reader."""
    check_may_decide(by, case)
    FirstDecisionSeen.objects.get_or_create(case=case, finding=finding.id, by=by)
    record(event_of(by, Act.FIRST_DECISION_SEEN, case=case.key, subject=finding.id))
