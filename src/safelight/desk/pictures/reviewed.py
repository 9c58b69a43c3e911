"""Reviews as they are shown: beside what the machine read."""

from collections.abc import Iterable
from dataclasses import dataclass

from safelight.desk import content
from safelight.desk.cases.models import Case
from safelight.desk.pictures.models import Outcome, PictureReview
from safelight.desk.pictures.words import DIRECTIONS, Words
from safelight.evidence.audit import AuditEvent
from safelight.records.correction import Correction
from safelight.records.record import Direction
from safelight.records.visible import visible


@dataclass(frozen=True)
class Reviewed:
    """A review and its words, ready to be shown."""

    review: PictureReview
    reason: str
    text: str
    sender: str
    direction: str

    @property
    def direction_in_words(self) -> str:
        """Which way the person says it went; empty where they said nothing."""
        return str(dict(DIRECTIONS).get(self.direction, ""))

    @property
    def is_corrected(self) -> bool:
        """Whether the person reads something else than the machine did."""
        return self.review.outcome == Outcome.CORRECTED


def reviews_of(case: Case, record_id: str, *, audit: AuditEvent) -> list[Reviewed]:
    """Every review of one record, oldest first."""
    return [
        _opened(case, one, audit) for one in case.picture_reviews.filter(record=record_id).select_related("by")
    ]


def newest_reviews(case: Case, record_ids: Iterable[str], *, audit: AuditEvent) -> dict[str, Reviewed]:
    """The review that stands, by record."""
    rows = case.picture_reviews.filter(record__in=list(record_ids)).select_related("by")
    newest = {one.record: one for one in rows}
    return {record_id: _opened(case, one, audit) for record_id, one in newest.items()}


def corrections_of(case: Case, *, audit: AuditEvent) -> dict[str, Correction]:
    """The readings that stand in place of the machine's, by record: the newest review of it is a correction."""
    newest = {one.record: one for one in case.picture_reviews.all()}
    words = {
        record_id: content.open_written(case, review.words_sha256, Words, audit=audit)
        for record_id, review in newest.items()
        if review.outcome == Outcome.CORRECTED
    }
    return {
        record_id: Correction(said.text, said.sender, Direction(said.direction or Direction.UNKNOWN))
        for record_id, said in words.items()
    }


def _opened(case: Case, review: PictureReview, audit: AuditEvent) -> Reviewed:
    words = content.open_written(case, review.words_sha256, Words, audit=audit)
    return Reviewed(review, words.reason, visible(words.text), visible(words.sender), words.direction)
