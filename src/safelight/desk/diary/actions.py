"""Writing in the diary: an entry is sealed as an exhibit, entered in the ledger and read, in one step."""

import io

import msgspec
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from safelight.desk.cases.models import Case
from safelight.desk.diary.models import DiaryVersion
from safelight.desk.diary.permissions import check_may_write
from safelight.desk.diary.policies import check_nobody_was_quicker
from safelight.desk.exhibits.actions import sealing_event, take_in
from safelight.desk.keeping import the_vault
from safelight.desk.looks import event_of, record
from safelight.desk.people.models import Person
from safelight.desk.risk.models import RiskEvent
from safelight.desk.risk.sheet import Words
from safelight.desk.sealed_words import seal_words
from safelight.evidence.audit import Act
from safelight.readers.diary.entry import DiaryEntry, file_of, name_of, written_now

OWN_HAND, TAKEN_DOWN = "their own", "taken down from what they said"
NEW_ENTRY = "diary-entry"


@transaction.atomic
def write(case: Case, by: Person, written: DiaryEntry, *, is_own: bool, seen: int = 0) -> DiaryVersion:
    """Keep an entry, or a further version of one, which stays beside the one before. Raises ``NotAllowed``.

    The numbers in ``written`` are given here: an entry of number 0 is a new one. ``seen`` is the version the person
    had before them, 0 for a new entry. A new entry brings the review of the risk forward.
    """
    check_may_write(by, case)
    Case.objects.select_for_update().get(pk=case.pk)
    entry = written.entry or _highest(case, "entry") + 1
    newest = _highest(case, "version", entry=entry)
    check_nobody_was_quicker(seen, newest)
    numbered = msgspec.structs.replace(
        written,
        entry=entry,
        version=newest + 1,
        hand=OWN_HAND if is_own else TAKEN_DOWN,
        written_at=written_now(timezone.now()),
    )
    data = io.BytesIO(file_of(case.context.owner.name, numbered))
    seal = the_vault().seal(case.key, data, audit=sealing_event(case, by, what="diary"))
    exhibit = take_in(case, by, name_of(numbered), seal)
    kept = DiaryVersion.objects.create(
        case=case, entry=entry, version=newest + 1, exhibit=exhibit, is_own=is_own, by=by
    )
    record(event_of(by, Act.DIARY_WRITTEN, case=case.key, subject=seal.sha256, version=kept.version))
    if kept.version == 1:
        _bring_review_forward(case, by)
    return kept


def _bring_review_forward(case: Case, by: Person) -> None:
    event = event_of(by, Act.RISK_EVENT, case=case.key, kind=NEW_ENTRY)
    sealed = seal_words(case, Words(text=""), audit=event)
    RiskEvent.objects.create(case=case, kind=NEW_ENTRY, on=timezone.localdate(), words_sha256=sealed, by=by)


def _highest(case: Case, name: str, **of: int) -> int:
    return int(case.diary_versions.filter(**of).aggregate(highest=Max(name))["highest"] or 0)
