"""Forms of a case, apart from its context."""

from django import forms
from django.utils.translation import gettext_lazy as _

from safelight.desk.cases.models import Harm
from safelight.desk.people.models import Person


class OpenCaseForm(forms.Form):
    """What must be known to open a case. How the victim can be reached safely comes first."""

    safe_contact = forms.CharField(
        label=_("How can the victim be contacted safely?"),
        help_text=_("Ask this first. Which way, at what times, under what name, and who must not see it."),
        widget=forms.Textarea,
        max_length=2000,
        error_messages={"required": _("Say how the victim can be contacted safely. Write “not known yet” if so.")},
    )
    title = forms.CharField(
        label=_("Title"),
        help_text=_("A few words for colleagues on the case. Leave names out."),
        max_length=120,
        error_messages={"required": _("Give the case a short title.")},
    )
    harm = forms.ChoiceField(
        label=_("Kind of harm"),
        choices=Harm.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the kind of harm that fits best.")},
    )


class MemberForm(forms.Form):
    """Whom to put on the case, by username: people are not listed."""

    username = forms.CharField(
        label=_("Username"), max_length=60, error_messages={"required": _("Type the username of a colleague.")}
    )

    def clean_username(self) -> str:
        """Only somebody there is."""
        username: str = self.cleaned_data["username"]
        self.person = Person.objects.filter(username__iexact=username).first()
        if self.person is None:
            raise forms.ValidationError(_("Nobody signs in with this username. Check how it is written."))
        return username
