"""What is asked of somebody who writes in the diary: one thing is needed, the rest as they like."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safelight.desk.design.fields import DateField
from safelight.readers.diary.entry import DiaryEntry
from safelight.readers.diary.moment import ABOUT, How, Moment, moment_of

HOW = (
    (How.EXACT.value, _("I know the day and the time")),
    (How.ABOUT.value, _("I know the day and about what time")),
    (How.MORNING.value, _("In the morning of that day")),
    (How.AFTERNOON.value, _("In the afternoon")),
    (How.EVENING.value, _("In the evening")),
    (How.NIGHT.value, _("In the night that followed")),
    (How.DAY.value, _("I know the day only")),
    (How.WEEK.value, _("Some day in that week")),
    (How.UNKNOWN.value, _("I do not remember when")),
)
SORTS = (
    ("message", _("A message or a post")),
    ("call", _("A call")),
    ("came", _("They came, waited or followed")),
    ("others", _("They got at somebody else, or had somebody do it")),
    ("device", _("Something with a phone, an account or a car")),
    ("damage", _("Something was taken, broken or left")),
    ("hurt", _("They hurt somebody")),
    ("other", _("Something else")),
)
_NOT_KEPT = {"autocomplete": "off"}


def _lines(label: object, hint: object = "", *, rows: int, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,  # type: ignore[arg-type]
        help_text=hint,  # type: ignore[arg-type]
        required=required,
        strip=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": rows, **_NOT_KEPT}),
        error_messages={"required": _("Write a few words about what happened.")},
    )


def _line(label: object, hint: object = "") -> forms.CharField:
    return forms.CharField(
        label=label,  # type: ignore[arg-type]
        help_text=hint,  # type: ignore[arg-type]
        required=False,
        strip=False,
        max_length=500,
        widget=forms.TextInput(attrs=_NOT_KEPT),
    )


class EntryForm(forms.Form):
    """One incident. ``seen`` is the version the person had before them."""

    what = _lines(
        _("What happened?"),
        _("Write it as you would tell a friend. You do not need the right words."),
        rows=6,
        required=True,
    )
    how = forms.ChoiceField(
        label=_("When was it?"),
        choices=HOW,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how well you remember when it was. Not knowing is fine.")},
    )
    day = DateField(
        label=_("The day"),
        help_text=_("Or any day of that week. Leave it if you do not remember."),
        required=False,
    )
    clock = forms.TimeField(
        label=_("The time"),
        help_text=_("For example 21:30. Only if you know it, or about."),
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5", **_NOT_KEPT}),
        error_messages={"invalid": _("Write the time like 21:30, or leave it.")},
    )
    when_words = _line(_("When, in your own words"), _("For example: the week Mum was ill."))
    sort = forms.ChoiceField(
        label=_("What kind of thing was it?"), choices=SORTS, widget=forms.RadioSelect, required=False
    )
    who = _line(_("Who did it, if you know?"))
    felt = _lines(_("How did it make you feel, or what did you do because of it?"), rows=3)
    seen_by = _line(_("Did anybody else see or hear it?"))
    kept = _line(_("Is there anything that shows it?"), _("A message, a photo, a call in the list, a receipt."))
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    moment: Moment

    def clean(self) -> dict[str, Any]:
        """A day, and a time of day, where they are needed; no day to come."""
        given = super().clean() or self.cleaned_data
        if "how" not in given or "day" not in given or "clock" not in given:
            return given
        how, day, clock = How(given["how"]), given["day"], given["clock"]
        if how is not How.UNKNOWN and day is None:
            self.add_error("day", _("Give the day, or choose “I do not remember when”."))
        elif how.needs_clock and clock is None:
            self.add_error("clock", _("Give the time, or choose “I know the day only”."))
        elif how is not How.UNKNOWN and day > timezone.localdate():
            self.add_error("day", _("This day has not come yet."))
        else:
            self.moment = moment_of(how, day, clock, said=given.get("when_words", ""))
        return given

    def written(self, entry: int = 0) -> DiaryEntry:
        """What was written, once it is valid; 0 is a new entry."""
        given, moment = self.cleaned_data, self.moment
        plain = {name: given[name] for name in ("what", "how", "sort", "who", "felt", "seen_by", "kept")}
        first, last = (one.isoformat() if one else "" for one in (moment.first, moment.last))
        return DiaryEntry(entry=entry, version=0, when=moment.said, first=first, last=last, **plain)


def typed_of(entry: DiaryEntry) -> dict[str, Any]:
    """What somebody would have typed for an entry."""
    plain = {name: getattr(entry, name) for name in ("what", "how", "sort", "who", "felt", "seen_by", "kept")}
    if entry.how == How.UNKNOWN or not entry.first:
        return {**plain, "when_words": entry.when}
    first = datetime.fromisoformat(entry.first)
    at = first + (ABOUT if entry.how == How.ABOUT else timedelta())
    needs_clock = How(entry.how).needs_clock
    composed = moment_of(How(entry.how), at.date(), at.time()).said
    return {
        **plain,
        "day": at.date(),
        "clock": f"{at:%H:%M}" if needs_clock else "",
        "when_words": "" if entry.when == composed else entry.when,
    }
