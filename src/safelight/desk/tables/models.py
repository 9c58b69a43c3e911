"""Saved descriptions of tables: which there are and what they fit. What they say is sealed."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from safelight.desk.tables.saved import KEPT_UNDER


class TableDescription(models.Model):
    """One saved description. The newest that fits a table is offered for it."""

    fits = models.CharField(max_length=64, db_index=True, editable=False)
    """Fingerprint of the names of the columns (``tables.saved.fingerprint``)."""
    sealed_sha256 = models.CharField(max_length=64, editable=False)
    """A sealed ``SavedDescription``."""
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now, editable=False)

    sealed_under: ClassVar[str] = KEPT_UNDER
    """Sealed objects of this model belong to no case (``desk.checking.rows``)."""

    objects: ClassVar[models.Manager["TableDescription"]] = models.Manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return f"{self.pk}"
