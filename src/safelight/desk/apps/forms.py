"""A list typed by hand, and servers seen in a log."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TypedListForm(forms.Form):
    """The list as somebody read it off the phone."""

    typed = forms.CharField(
        label=_("Type or paste the list of apps"),
        help_text=_(
            "One app on each line, as its name stands on the screen or as its package name. If known, the day it "
            "was put there, after a semicolon: Some App; 2026-03-01. What adb prints can be pasted as it is."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=500_000,
        strip=False,
        error_messages={"required": _("Type at least one app.")},
    )


class HostsForm(forms.Form):
    """Servers seen in a log. Nothing of it is kept."""

    hosts = forms.CharField(
        label=_("Servers or websites seen in a router's log or a browser’s history"),
        help_text=_("One on each line. Leave empty if there is no log. Nothing of it is kept."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=100_000,
        required=False,
    )
