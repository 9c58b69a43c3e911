"""Saving a description for every case of the force."""

from collections.abc import Sequence

import msgspec
from django.db import transaction

from safelight.desk.cases.models import Case
from safelight.desk.keeping import the_vault
from safelight.desk.looks import event_of, record
from safelight.desk.people.models import Person
from safelight.desk.reading.permissions import check_may_change_reading
from safelight.desk.tables.models import TableDescription
from safelight.desk.tables.saved import KEPT_UNDER, fingerprint, saved_from
from safelight.evidence.audit import Act
from safelight.readers.tables.mapping import TableMapping


@transaction.atomic
def save_description(
    case: Case, by: Person, mapping: TableMapping, names: Sequence[str], name: str
) -> TableDescription:
    """Seal it under the force, so that tables with these columns are read by it in other cases, too."""
    check_may_change_reading(by, case)
    sealed = msgspec.json.encode(saved_from(mapping, names, name))
    event = event_of(by, Act.DESCRIPTION_SAVED, case=KEPT_UNDER)
    sealed_as = the_vault().seal_words(KEPT_UNDER, sealed, audit=event)
    saved = TableDescription.objects.create(fits=fingerprint(names), sealed_sha256=sealed_as, saved_by=by)
    record(event_of(by, Act.DESCRIPTION_SAVED, case=case.key, subject=sealed_as))
    return saved
