"""An exhibit, how far the work on it has come, and the examination of its case.

Names of files, members and people are content: they stand in sealed objects, never in this database.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safelight.desk.cases.models import Case
from safelight.evidence.vault import Seal


class Stage(models.TextChoices):
    """How far the work on an exhibit has come."""

    SEALED = "sealed", _("Sealed, waiting to be read")
    READING = "reading", _("Being read")
    WAITING = "waiting", _("Waiting to be taken up again")
    EXAMINING = "examining", _("Read, being examined")
    READY = "ready", _("Ready")
    NOT_READ = "not_read", _("Not read")

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen by itself."""
        return self in {Stage.READY, Stage.NOT_READ}


class Exhibit(models.Model):
    """A thing handed over, sealed as it came. ``sha256`` is over the original bytes."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="exhibits")
    initials = models.CharField(max_length=8, editable=False)
    number = models.PositiveIntegerField(editable=False)
    handed_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sealed_at = models.DateTimeField(default=timezone.now, editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    blake3 = models.CharField(max_length=64, editable=False)
    size_bytes = models.PositiveBigIntegerField(editable=False)
    name_sha256 = models.CharField(max_length=64, editable=False)
    choices_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    """What officers said about reading it, and its history: a sealed ``SaidOfExhibit``."""

    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.SEALED, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    records_so_far = models.PositiveBigIntegerField(default=0, editable=False)
    problem = models.CharField(max_length=300, blank=True, editable=False)
    read_at = models.DateTimeField(null=True, editable=False)

    table_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    tally_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    records = models.PositiveBigIntegerField(default=0, editable=False)
    dates_read_two_ways = models.PositiveBigIntegerField(default=0, editable=False)
    bytes_of_members = models.PositiveBigIntegerField(default=0, editable=False)
    bytes_read = models.PositiveBigIntegerField(default=0, editable=False)
    bytes_skipped = models.PositiveBigIntegerField(default=0, editable=False)
    bytes_failed = models.PositiveBigIntegerField(default=0, editable=False)

    class Meta:
        ordering = ("sealed_at", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("case", "initials", "number"), name="an_exhibit_reference_once")
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """The exhibit reference as officers write it: ``AB/1``."""
        return f"{self.initials}/{self.number}"

    @property
    def slug(self) -> str:
        """The reference as it stands in an address: ``AB-1``."""
        return f"{self.initials}-{self.number}"

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen by itself."""
        return Stage(self.stage).is_over

    @property
    def seal(self) -> Seal:
        """The seal of the original."""
        return Seal(self.case.key, self.sha256, self.blake3, self.size_bytes, already_held=True)


class Upload(models.Model):
    """One form with files that was taken in whole. Sent again, because its answer never came, it does nothing."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="uploads")
    form = models.CharField(max_length=32, editable=False)
    """The random number in the form."""
    first = models.ForeignKey(Exhibit, models.CASCADE, related_name="+")
    exhibits = models.PositiveIntegerField(editable=False)
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("case", "form"), name="a_form_with_files_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.exhibits}"


class ExaminationState(models.TextChoices):
    """How far the examination of a case has come."""

    WAITING = "waiting", _("Waiting")
    EXAMINING = "examining", _("Being examined")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Could not be examined")


class Examination(models.Model):
    """The newest examination of a case: where it is sealed, and what puts the case in its place in the queue."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="examination")
    state = models.CharField(
        max_length=12, choices=ExaminationState.choices, default=ExaminationState.WAITING, editable=False
    )
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    problem = models.CharField(max_length=300, blank=True, editable=False)
    examined_at = models.DateTimeField(null=True, editable=False)
    sealed_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    records_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    records = models.PositiveBigIntegerField(default=0, editable=False)
    findings = models.PositiveIntegerField(default=0, editable=False)
    level = models.CharField(max_length=12, blank=True, editable=False)
    """Priority level (``triage.priority.Level``), empty until something was examined."""
    score = models.FloatField(default=0, editable=False)
    """Priority score; orders cases of one level."""
    version = models.PositiveIntegerField(default=0, editable=False)
    """Goes up with every examination kept."""

    def __str__(self) -> str:
        return f"{self.case_id}: {self.state}"
