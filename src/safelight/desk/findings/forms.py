"""A decision about a finding."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safelight.desk.findings.models import CorrectedSeverity, Verdict


class DecisionForm(forms.Form):
    """What somebody makes of a finding, and why. ``seen`` is how many decisions they had before them."""

    verdict = forms.ChoiceField(
        label=_("Your decision"),
        choices=(
            (Verdict.ACCEPTED, _("Accept: the records bear it out")),
            (Verdict.CORRECTED, _("Correct: something was found, and it is more or less grave than it says")),
            (Verdict.REJECTED, _("Reject: the records do not bear it out")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether you accept, correct or reject the finding.")},
    )
    severity = forms.ChoiceField(
        label=_("How grave it would be, as you see it"),
        help_text=_("Only if you correct it."),
        choices=(("", _("Choose")), *CorrectedSeverity.choices),
        required=False,
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("What in the records, or what else you know, leads you to this. It is kept with the case."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4_000,
        error_messages={"required": _("Say why, in a few words.")},
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """A correction says what is right; other decisions leave the severity alone."""
        given = super().clean() or self.cleaned_data
        if given.get("verdict") != Verdict.CORRECTED:
            given["severity"] = ""
        elif not given.get("severity"):
            self.add_error("severity", _("Choose how grave it would be, as you see it."))
        return given
