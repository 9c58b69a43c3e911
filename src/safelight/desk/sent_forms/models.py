"""Forms that were sent, so that the same one, sent again, does nothing again."""

from typing import ClassVar

from django.db import models
from django.utils import timezone


class SentForm(models.Model):
    """One form as one page showed it. Kept for a day: long enough for every browser to have given up."""

    not_sealed: ClassVar[tuple[str, ...]] = ("number",)

    number = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField(default=timezone.now, editable=False, db_index=True)
    answered_with = models.CharField(max_length=500, default="")
    """The page it led to; empty while it is being answered, or where the answer was cut off."""

    def __str__(self) -> str:
        return f"{self.number[:8]} {self.answered_with}"
