"""The form for what officers know: optional throughout, because missing is not false."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from safelight.desk.cases.context_lines import context_of
from safelight.knowledge.jurisdiction import Jurisdiction
from safelight.signals.context import CaseContext
from safelight.signals.context_refused import ContextRefused

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class _Line(forms.CharField):
    def __init__(self, label: "StrOrPromise", hint: "StrOrPromise" = "") -> None:
        super().__init__(label=label, help_text=hint, required=False, max_length=200, strip=True)


class _Lines(forms.CharField):
    def __init__(self, label: "StrOrPromise", hint: "StrOrPromise") -> None:
        super().__init__(
            label=label,
            help_text=hint,
            required=False,
            max_length=20_000,
            widget=forms.Textarea(attrs={"rows": 3}),
        )


class ContextForm(forms.Form):
    """What officers know. Saving it has everything examined again in its light."""

    owner_name = _Line(_("Whose device or account is it?"), _("The name of the person being protected."))
    owner_age = _Line(_("Their age"), _("In years, if known."))
    owner_accounts = _Lines(_("Their accounts"), _("Names, handles and numbers, one on each line."))
    timezone = _Line(
        _("Time zone of the device"), _("For example Europe/London. Without it, local times stay unsure.")
    )
    jurisdiction = forms.ChoiceField(
        label=_("Whose criminal law applies?"),
        help_text=_("Offences, points to prove and time limits are held for England and Wales only."),
        choices=(
            (Jurisdiction.ENGLAND_AND_WALES.value, _("England and Wales")),
            (Jurisdiction.SCOTLAND.value, _("Scotland")),
            (Jurisdiction.NORTHERN_IRELAND.value, _("Northern Ireland")),
        ),
        initial=Jurisdiction.ENGLAND_AND_WALES.value,
        required=False,
    )
    concern = _Lines(
        _("Whose contact is a worry?"),
        _("One person on each line: name; account, account. For example: Sam; sam_88, +44 7700 900123"),
    )
    boundaries = _Lines(
        _("When were they told to stop, or blocked?"),
        _("One on each line: date and time; account. For example: 2026-03-01 14:00; sam_88"),
    )
    orders = _Lines(
        _("Orders and bail conditions"),
        _("One on each line: kind; from; to; condition, condition. Leave “to” empty while it is in force."),
    )
    protected = _Lines(
        _("Names and places that must not come out"), _("One on each line: name; other ways it is written.")
    )
    children = _Lines(_("Children who may be affected"), _("One on each line: name; age; account, account."))

    context: CaseContext

    def clean(self) -> None:
        """All faults at once, each in a sentence."""
        super().clean()
        try:
            self.context = context_of({name: self.cleaned_data.get(name, "") for name in self.fields})
        except ContextRefused as refused:
            raise forms.ValidationError(list(refused.problems)) from refused
