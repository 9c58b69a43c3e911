"""What somebody looks for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from safelight.records.search import Manner, Query


class SearchForm(forms.Form):
    """Words to look for across the case. Sent in the body, so that they stand in no address and no log."""

    words = forms.CharField(
        label=_("Words to look for"),
        max_length=200,
        strip=True,
        error_messages={"required": _("Write what to look for.")},
    )
    manner = forms.ChoiceField(
        label=_("How"),
        choices=(
            (Manner.PHRASE, _("These words together")),
            (Manner.ALL_WORDS, _("All of these words, in any order")),
        ),
        widget=forms.RadioSelect,
        initial=Manner.PHRASE,
    )
    start = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def query(self) -> Query:
        """The query, once the form is valid."""
        return Query(words=self.cleaned_data["words"], manner=Manner(self.cleaned_data["manner"]))
