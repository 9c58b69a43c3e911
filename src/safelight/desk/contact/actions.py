"""Writing down how the victim can be contacted. The sealed words, the version and the entry are one step."""

from django.db import transaction

from safelight.desk.cases.models import Case
from safelight.desk.contact.models import ContactVersion
from safelight.desk.contact.permissions import check_may_change_contact
from safelight.desk.contact.policies import check_nobody_was_quicker
from safelight.desk.contact.rules import ContactRules
from safelight.desk.looks import event_of
from safelight.desk.people.models import Person
from safelight.desk.sealed_words import seal_words
from safelight.evidence.audit import Act


@transaction.atomic
def change_contact(case: Case, by: Person, rules: ContactRules, *, seen: int) -> ContactVersion:
    """Keep the rules as a new version, which is told to everybody on the case. Older versions stay.

    ``seen`` is the number of the version the person had before them, 0 for none; raises ``NotAllowed``.
    """
    check_may_change_contact(by, case)
    Case.objects.select_for_update().get(pk=case.pk)
    newest = newest_version(case)
    number = newest.number if newest else 0
    check_nobody_was_quicker(seen, number)
    event = event_of(by, Act.CONTACT_CHANGED, case=case.key, version=number + 1)
    sealed = seal_words(case, rules, audit=event)
    return ContactVersion.objects.create(case=case, number=number + 1, rules_sha256=sealed, by=by)


def newest_version(case: Case) -> ContactVersion | None:
    """The version that stands, or nothing where only the words from opening the case are known."""
    return case.contact_versions.select_related("by").first()
