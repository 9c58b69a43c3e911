"""Destroying what an approved disposal says. Every step can be done again, so one that was stopped goes on."""

from django.db import connection, transaction
from django.utils import timezone

from safelight.desk import content
from safelight.desk.case_rows import empty
from safelight.desk.cases.models import Case
from safelight.desk.disposal.models import Disposal
from safelight.desk.disposal.wiping import wipe_database
from safelight.desk.keeping import the_ledger, the_vault
from safelight.desk.looks import event_of
from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.ledger_entry import LedgerEntry

_NEWEST = 50
"""The entry of a disposal is among the last of its case: nothing but looks at the certificate comes after it."""


def carry_out(disposal: Disposal) -> None:
    """Ledger, key, rows, objects, memory, free pages of the database: in this order, whatever was done before.

    The entry comes first: what cannot be recorded does not happen. Then the key: from there on nothing opens.
    """
    case = disposal.case
    entry = _destroy_key(disposal)
    _empty_rows(disposal, entry)
    the_vault().store.remove_case(case.key)
    content.forget(case)
    if connection.in_atomic_block:
        transaction.on_commit(wipe_database)
    else:
        wipe_database()


def finish_disposals() -> None:
    """Goes on with disposals that were stopped in the middle, and with copies of keys that were out of reach."""
    for disposal in Disposal.objects.filter(done_at=None).select_related("case", "proposal"):
        carry_out(disposal)
    for disposal in Disposal.objects.exclude(copies_owing=[]).select_related("case"):
        _settle_copies(disposal)


def _destroy_key(disposal: Disposal) -> LedgerEntry:
    vault, key = the_vault(), disposal.case.key
    done = _entry_of(key)
    if done is None:
        vault.destroy_case_key(key, audit=_event(disposal))
        done = _entry_of(key)
    else:
        vault.keys.destroy(key)
    assert done is not None
    return done


def _entry_of(key: str) -> LedgerEntry | None:
    newest = the_ledger().entries(case=key, limit=_NEWEST, newest_first=True)
    return next((entry for entry in newest if entry.event.act is Act.CASE_DISPOSED), None)


def _event(disposal: Disposal) -> AuditEvent:
    proposal = disposal.proposal
    assert proposal.decided_by is not None
    return event_of(
        proposal.decided_by,
        Act.CASE_DISPOSED,
        case=disposal.case.key,
        ground=proposal.ground,
        proposed_by=proposal.proposed_by.opaque,
        originals=len(disposal.originals),
        objects=disposal.objects_count,
    )


@transaction.atomic
def _empty_rows(disposal: Disposal, entry: LedgerEntry) -> None:
    case = Case.objects.select_for_update().get(pk=disposal.case_id)
    owing = the_vault().keys.copies_owing(case.key)
    disposal.rows_count += empty(case)
    disposal.copies_destroyed = [str(place) for place in the_vault().keys.copies.places() if place not in owing]
    disposal.copies_owing = [str(place) for place in owing]
    disposal.entry, disposal.receipt = entry.index, the_ledger().receipt(entry.index)
    disposal.done_at = timezone.now()
    disposal.save()


def _settle_copies(disposal: Disposal) -> None:
    keys = the_vault().keys
    keys.settle()
    owing = [str(place) for place in keys.copies_owing(disposal.case.key)]
    if owing != disposal.copies_owing:
        disposal.copies_destroyed = [*disposal.copies_destroyed, *(set(disposal.copies_owing) - set(owing))]
        disposal.copies_owing = owing
        disposal.save(update_fields=("copies_destroyed", "copies_owing"))
