"""Reviews, holds, proposals, and the record of a disposal. Decisions are added and never changed."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safelight.desk.cases.models import Case


class RetentionReview(models.Model):
    """Somebody decided how long a case is kept; the newest stands. ``category`` is an id of the retention pack."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="retention_reviews")
    category = models.CharField(max_length=40)
    last_event = models.DateField()
    review_on = models.DateField()
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.case_id}: {self.review_on}"


class Hold(models.Model):
    """A reason to keep a case, until somebody lifts it. ``kind`` is an id of the retention pack."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="holds")
    kind = models.CharField(max_length=40)
    reason = models.TextField()
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    placed_at = models.DateTimeField(default=timezone.now, editable=False)
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    lifted_at = models.DateTimeField(null=True, editable=False)
    lifted_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("placed_at", "pk")

    def __str__(self) -> str:
        return f"{self.case_id}: {self.kind}"


class Ground(models.TextChoices):
    """Why a case is disposed of."""

    REVIEWED = "reviewed", _("Its review is due, and it is no longer needed")
    MISTAKE = "mistake", _("It was opened by mistake, or twice")
    ORDERED = "ordered", _("A court, a regulator or the law requires it")
    WITHDRAWN = "withdrawn", _("The victim asked for it, and no duty to keep it stands against that")
    TRIAL = "trial", _("It was made for a trial or for training")


class ProposalState(models.TextChoices):
    """What became of a proposal."""

    WAITING = "waiting", _("Waiting for a second person")
    WITHDRAWN = "withdrawn", _("Taken back")
    REFUSED = "refused", _("Refused")
    APPROVED = "approved", _("Approved")


class Proposal(models.Model):
    """One person says why a case should go; another decides. Its words outlive the case."""

    outlives_case: ClassVar[bool] = True

    case = models.ForeignKey(Case, models.PROTECT, related_name="disposal_proposals")
    ground = models.CharField(max_length=12, choices=Ground.choices)
    reason = models.TextField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now, editable=False)
    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.WAITING)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True, editable=False)
    decision = models.TextField(blank=True)

    class Meta:
        ordering = ("-proposed_at", "-pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=("case",),
                condition=models.Q(state__in=(ProposalState.WAITING, ProposalState.APPROVED)),
                name="one_proposal_of_disposal_at_a_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ProposalState.APPROVED, decided_by=models.F("proposed_by")),
                name="disposal_is_approved_by_another_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.state}"


class Disposal(models.Model):
    """A case that is gone, or going: ``done_at`` is empty until its key is destroyed and its rows are emptied.

    Made when the second person approves, with everything the certificate says; nothing in it is content.
    """

    outlives_case: ClassVar[bool] = True

    case = models.OneToOneField(Case, models.PROTECT, related_name="disposal")
    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="disposal")
    originals = models.JSONField(default=list)
    """Exhibit references with SHA-256, BLAKE3, size in bytes and the moment they were sealed."""
    objects_count = models.PositiveIntegerField(default=0)
    objects_bytes = models.PositiveBigIntegerField(default=0)
    rows_count = models.PositiveIntegerField(default=0)
    copies_destroyed = models.JSONField(default=list)
    copies_owing = models.JSONField(default=list)
    entry = models.PositiveBigIntegerField(null=True)
    receipt = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.case_id}: {self.done_at}"
