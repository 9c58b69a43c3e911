"""What people do to a case. Each act and its entry in the ledger are one step: both stand, or neither."""

import hashlib

import msgspec
from django.db import transaction
from django.utils import timezone

from safelight.desk.cases.models import Case, Harm, Membership
from safelight.desk.cases.permissions import (
    check_may_change_context,
    check_may_choose_members,
    check_may_open_case,
)
from safelight.desk.cases.policies import check_can_join, check_can_leave
from safelight.desk.looks import event_of, record
from safelight.desk.people.models import Person
from safelight.evidence.audit import Act
from safelight.signals.context import CaseContext


@transaction.atomic
def open_case(owner: Person, *, title: str, harm: Harm | str, safe_contact: str) -> Case:
    """A new case with the next reference of this year, its owner on it."""
    check_may_open_case(owner)
    case = Case.objects.create(
        reference=_next_reference(), title=title, harm=harm, safe_contact=safe_contact, owner=owner
    )
    Membership.objects.create(case=case, person=owner, added_by=owner)
    record(event_of(owner, Act.CASE_OPENED, case=case.key, harm=str(harm)))
    return case


@transaction.atomic
def add_member(case: Case, by: Person, person: Person) -> Membership:
    """Put somebody on the case."""
    check_may_choose_members(by, case)
    check_can_join(person, case)
    membership = Membership.objects.create(case=case, person=person, added_by=by)
    record(event_of(by, Act.MEMBER_ADDED, case=case.key, subject=person.opaque))
    return membership


@transaction.atomic
def remove_member(case: Case, by: Person, person: Person) -> None:
    """Take somebody off the case; from their next request on there is no such case for them."""
    check_may_choose_members(by, case)
    check_can_leave(person, case)
    Membership.objects.filter(case=case, person=person).delete()
    record(event_of(by, Act.MEMBER_REMOVED, case=case.key, subject=person.opaque))


@transaction.atomic
def change_context(case: Case, by: Person, context: CaseContext) -> None:
    """Write down what officers know; what was read is examined again in its light."""
    check_may_change_context(by, case)
    written = msgspec.json.encode(context)
    case.context_json = written.decode()
    case.context_changed_at = timezone.now()
    case.save(update_fields=("context_json", "context_changed_at"))
    fingerprint = hashlib.sha256(case.key.encode() + written).hexdigest()
    record(event_of(by, Act.CASE_CONTEXT_CHANGED, case=case.key, sha256=fingerprint))


def looked_at(case: Case, person: Person) -> None:
    """Remember when a member last looked, so that the next look can say what changed since."""
    Membership.objects.filter(case=case, person=person).update(last_looked_at=timezone.now())


def _next_reference() -> str:
    start = f"SL-{timezone.localdate():%Y}-"
    last = Case.objects.select_for_update().filter(reference__startswith=start).order_by("-pk").first()
    number = int(last.reference.removeprefix(start)) + 1 if last else 1
    return f"{start}{number:04d}"
