"""What is asked about contact, in the order in which it keeps somebody safe."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safelight.desk.contact.models import Way
from safelight.desk.contact.rules import ContactRules

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class _Words(forms.CharField):
    def __init__(self, label: "StrOrPromise", hint: "StrOrPromise" = "", *, rows: int = 2) -> None:
        super().__init__(
            label=label,
            help_text=hint,
            required=False,
            max_length=2_000,
            widget=forms.Textarea(attrs={"rows": rows}),
        )


class ContactForm(forms.Form):
    """The rules point by point. ``seen`` is the version the person had before them."""

    ways = forms.MultipleChoiceField(
        label=_("How may they be contacted?"),
        choices=Way.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one way, or “Not at all”.")},
    )
    where = _Words(_("Which number, address or name?"), _("If through somebody: who, and how to reach them."))
    when = _Words(_("When is it safe?"), _("Days and times, and times that are never safe."))
    by_whom = _Words(_("Who may make contact?"), _("For example only their advisor, or only a woman."))
    say = _Words(_("What to say it is about, if somebody else answers"))
    never_say = _Words(_("What must never be said or written?"))
    code_word = forms.CharField(
        label=_("Code word"),
        help_text=_("A word by which each side knows that it is safe to talk, or that it is not."),
        required=False,
        max_length=100,
    )
    may_see = _Words(_("Who might see the screen, hear the call or read the post?"))
    told = _Words(_("In their own words, and anything else"), rows=4)
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def clean_ways(self) -> list[str]:
        """“Not at all” stands alone."""
        ways: list[str] = self.cleaned_data["ways"]
        if Way.NOT_AT_ALL in ways and len(ways) > 1:
            raise forms.ValidationError(_("Choose “Not at all” alone, or leave it out."))
        return ways

    @property
    def rules(self) -> ContactRules:
        """What was written, once it is valid."""
        given: dict[str, Any] = {name: self.cleaned_data[name] for name in ContactRules.__struct_fields__}
        return ContactRules(**{**given, "ways": tuple(given["ways"])})
