"""A review of what a machine read."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safelight.desk.pictures.models import Outcome
from safelight.desk.pictures.words import DIRECTIONS


class ReviewForm(forms.Form):
    """What a person reads on the picture, and why. ``seen`` is how many reviews they had before them."""

    outcome = forms.ChoiceField(
        label=_("The reading"),
        choices=(
            (Outcome.CONFIRMED, _("Is right: words, sender and side are as on the picture")),
            (Outcome.CORRECTED, _("Is wrong: I correct it below")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether the reading is right.")},
    )
    text = forms.CharField(
        label=_("Words on the picture"),
        help_text=_("Exactly as they stand there, mistakes included. Only if you correct it."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=20_000,
        required=False,
        strip=False,
    )
    sender = forms.CharField(
        label=_("Sender, as the picture names them"),
        help_text=_("Leave it empty where the picture does not say. Only if you correct it."),
        max_length=400,
        required=False,
    )
    direction = forms.ChoiceField(
        label=_("Which way it went"), help_text=_("Only if you correct it."), choices=DIRECTIONS, required=False
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("What on the picture leads you to this. It is kept sealed with the case."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4_000,
        error_messages={"required": _("Say why, in a few words.")},
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """A correction says what is right; a confirmation leaves the reading alone."""
        given = super().clean() or self.cleaned_data
        if given.get("outcome") != Outcome.CORRECTED:
            given |= {"text": "", "sender": "", "direction": ""}
        return given
