"""A bundle and who took it. What was chosen, for whom it was and the bundle itself are sealed in the vault."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safelight.desk.cases.models import Case


class BundleState(models.TextChoices):
    """How far a bundle has come."""

    CHOSEN = "chosen", _("Chosen, not made yet")
    WAITING = "waiting", _("Waiting to be made")
    MAKING = "making", _("Being made")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Not made")

    @property
    def is_under_way(self) -> bool:
        """Whether the worker has it in hand, or will."""
        return self in {BundleState.WAITING, BundleState.MAKING}


class Bundle(models.Model):
    """One choice, and what was made of it. ``fingerprint`` is that of the contents as they were shown."""

    not_sealed: ClassVar[tuple[str, ...]] = ("bundle_sha256", "fingerprint")

    case = models.ForeignKey(Case, models.PROTECT, related_name="bundles")
    number = models.PositiveIntegerField(editable=False)
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField(default=timezone.now, editable=False)
    choice_sha256 = models.CharField(max_length=64, editable=False)
    fingerprint = models.CharField(max_length=64, editable=False)
    records = models.PositiveBigIntegerField(default=0, editable=False)
    findings = models.PositiveIntegerField(default=0, editable=False)
    removals = models.PositiveIntegerField(default=0, editable=False)

    state = models.CharField(
        max_length=12, choices=BundleState.choices, default=BundleState.CHOSEN, editable=False
    )
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    now_writing = models.CharField(max_length=100, blank=True, editable=False)
    """The file being written: names of files in a bundle say nothing of its content."""
    problem = models.CharField(max_length=400, blank=True, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, editable=False
    )
    made_at = models.DateTimeField(null=True, editable=False)
    bundle_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    """Of ``bundle.json``, by which the ledger knows it."""
    sealed_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    """Of the zip, which is sealed in the vault."""
    size_bytes = models.PositiveBigIntegerField(default=0, editable=False)
    entry = models.PositiveBigIntegerField(null=True, editable=False)
    """Its entry in the ledger."""

    class Meta:
        ordering = ("-number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("case", "number"), name="a_bundle_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: bundle {self.number}"

    @property
    def is_under_way(self) -> bool:
        """Whether the worker has it in hand, or will."""
        return BundleState(self.state).is_under_way

    @property
    def file_name(self) -> str:
        """What the zip is called when somebody takes it."""
        return f"{self.case.reference}-bundle-{self.number}.zip".replace("/", "-")


class Manner(models.TextChoices):
    """How a bundle was locked when somebody took it."""

    KEY = "key", _("Locked for a key")
    PASSPHRASE = "passphrase", _("Locked under a passphrase")
    OPEN = "open", _("Not locked")


class Taking(models.Model):
    """Somebody took a bundle, when, and how it was locked. For whom is sealed (``handed_over.HandedOver``)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    bundle = models.ForeignKey(Bundle, models.PROTECT, related_name="takings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    manner = models.CharField(max_length=12, choices=Manner.choices, editable=False)
    handed_over_sha256 = models.CharField(max_length=64, editable=False)
    entry = models.PositiveBigIntegerField(editable=False)
    """Its entry in the ledger."""

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.bundle_id}: taken {self.at:%Y-%m-%d}"
