"""What somebody said of a machine's reading. Reviews are only ever added; the newest stands.

Their words are content and are sealed in the vault: here stand only who, when, and what kind.
"""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safelight.desk.cases.models import Case


class Outcome(models.TextChoices):
    """What a person makes of a reading."""

    CONFIRMED = "confirmed", _("Confirmed")
    CORRECTED = "corrected", _("Corrected")


class PictureReview(models.Model):
    """One review of one record, by whom and when. ``words_sha256`` names the sealed words (``words.Words``)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="picture_reviews")
    record = models.CharField(max_length=64, editable=False)
    outcome = models.CharField(_("review"), max_length=10, choices=Outcome.choices)
    words_sha256 = models.CharField(max_length=64, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ("at", "pk")
        indexes = (models.Index(fields=("case", "record"), name="reviews_of_a_record"),)

    def __str__(self) -> str:
        return f"{self.record}: {self.outcome}"
