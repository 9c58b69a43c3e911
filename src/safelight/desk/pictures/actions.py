"""What people do about a reading. Each review, its sealed words and its entry in the ledger are one step."""

import msgspec
from django.db import transaction

from safelight.desk.cases.models import Case
from safelight.desk.exhibits.jobs import ask_for_examination
from safelight.desk.keeping import the_vault
from safelight.desk.looks import event_of, record
from safelight.desk.people.models import Person
from safelight.desk.pictures.models import Outcome, PictureReview
from safelight.desk.pictures.permissions import check_may_review
from safelight.desk.pictures.policies import check_nobody_was_quicker
from safelight.desk.pictures.words import Words
from safelight.evidence.audit import Act


@transaction.atomic
def review(case: Case, by: Person, record_id: str, words: Words, *, outcome: str, seen: int) -> PictureReview:
    """Keep what somebody says of a reading beside its record; the record and the picture stay as they are.

    The case is examined again where that changes what signals hear.

    ``seen`` is how many reviews of it the person had before them; raises ``NotAllowed`` with a sentence.
    """
    check_may_review(by, case)
    before = case.picture_reviews.filter(record=record_id).last()
    was_corrected = before is not None and before.outcome == Outcome.CORRECTED
    check_nobody_was_quicker(seen, case.picture_reviews.filter(record=record_id).count())
    event = event_of(by, Act.PICTURE_REVIEWED, case=case.key, subject=record_id, outcome=outcome)
    sealed = the_vault().seal_words(
        case.key, msgspec.json.encode(words), audit=msgspec.structs.replace(event, subject="")
    )
    kept = PictureReview.objects.create(case=case, record=record_id, outcome=outcome, words_sha256=sealed, by=by)
    record(event)
    if outcome == Outcome.CORRECTED or was_corrected:
        ask_for_examination(case)
    return kept
