"""Gathering the source of versions from a case; every sealed thing opened is a look."""

from django.utils import timezone

from safelight.desk.cases.models import Case
from safelight.desk.contact.shown import lines_of, rules_that_stand
from safelight.desk.footprint.opened import open_footprint
from safelight.desk.plans.opened import open_plan, open_version, words_under
from safelight.desk.plans.versions.source import Source
from safelight.evidence.audit import AuditEvent


def gather(case: Case, *, audit: AuditEvent) -> Source:
    """The source of every version. Raises ``NoPlanYet``."""
    opened = open_plan(case, audit=audit)
    first = case.plans.select_related("case").order_by("number").first()
    kept, _number = open_footprint(case, audit=audit)
    return Source(
        case=case,
        contact=tuple(lines_of(rules_that_stand(case, audit=audit))),
        opened=opened,
        first=open_version(first, audit=audit).situation.footprint if first else kept.footprint,
        latest=kept.footprint,
        signatures=tuple(
            (one, words_under(one, audit=audit))
            for one in opened.version.signatures.select_related("case", "by", "plan")
        ),
        staff=tuple(case.members.values_list("name", flat=True)),
        today=timezone.localdate(),
    )
