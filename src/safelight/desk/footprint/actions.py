"""Keeping what was said of devices and accounts. The act and its entry in the ledger are one step."""

from django.db import transaction
from django.db.models import Max

from safelight.desk.cases.models import Case
from safelight.desk.footprint.kept import KeptFootprint
from safelight.desk.footprint.models import FootprintVersion
from safelight.desk.footprint.permissions import check_may_answer
from safelight.desk.footprint.policies import check_nobody_was_quicker
from safelight.desk.looks import event_of
from safelight.desk.people.models import Person
from safelight.desk.sealed_words import seal_words
from safelight.evidence.audit import Act


@transaction.atomic
def keep(case: Case, by: Person, kept: KeptFootprint, *, domain: str, seen: int) -> FootprintVersion:
    """Seal the footprint as it is now. ``seen`` is the newest number the person had before them.

    Raises ``NotAllowed`` with a sentence.
    """
    check_may_answer(by, case)
    Case.objects.select_for_update().get(pk=case.pk)
    newest = newest_number(case)
    check_nobody_was_quicker(seen, newest)
    event = event_of(by, Act.FOOTPRINT_ANSWERED, case=case.key, domain=domain, number=newest + 1)
    return FootprintVersion.objects.create(
        case=case, number=newest + 1, domain=domain, by=by, footprint_sha256=seal_words(case, kept, audit=event)
    )


def newest_number(case: Case) -> int:
    """The number of the newest footprint; nought where nothing was asked yet."""
    return int(case.footprints.aggregate(highest=Max("number"))["highest"] or 0)
