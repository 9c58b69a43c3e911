"""The form in which a table is described."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from safelight.desk.reading.zones import zone_names
from safelight.desk.tables.lines import LABELS, directions_from, directions_typed, kinds_from, kinds_typed
from safelight.readers.date_order import DateOrder
from safelight.readers.tables.mapping import ROLES, DurationUnit, TableMapping, TimeForm
from safelight.readers.tables.pattern import Pattern, PatternRefused
from safelight.records.record import Direction, Kind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_NO_COLUMN = ("", _("No such column"))
_TIME_FORMS = (
    (TimeForm.WRITTEN, _("As people and programs write dates")),
    (TimeForm.PATTERN, _("By the pattern below")),
    (TimeForm.SERIAL, _("Days, as spreadsheets count them")),
    (TimeForm.SECONDS, _("Seconds since 1970")),
    (TimeForm.MILLISECONDS, _("Milliseconds since 1970")),
)
_UNITS = (
    (DurationUnit.SECONDS, _("Seconds")),
    (DurationUnit.MINUTES, _("Minutes")),
    (DurationUnit.MILLISECONDS, _("Milliseconds")),
)
_COLUMNS = {
    "time": _("Date and time, or the date"),
    "clock": _("Time of day, if it has its own column"),
    "sender": _("From (A party)"),
    "recipient": _("To (B party)"),
    "other": _("The other party, if only one is named"),
    "direction_column": _("Direction"),
    "kind_column": _("Kind of entry"),
    "text": _("Words or description"),
    "thread": _("Conversation or account"),
    "duration": _("Duration"),
    "amount": _("Amount"),
    "cell": _("Cell"),
    "latitude": _("Latitude"),
    "longitude": _("Longitude"),
    "imei": _("IMEI"),
    "imsi": _("IMSI"),
}


_TICKED = "leave_out_without_time"


_GROUPS: tuple[tuple["StrOrPromise", tuple[str, ...]], ...] = (
    (_("When"), ("time", "clock", "time_form", "pattern", "date_order", "zone")),
    (_("Who"), ("sender", "recipient", "other", "thread", "direction_column", "from_owner", "towards_owner")),
    (_("What"), ("kind", "kind_column", "kinds", "text", "amount", "duration", "duration_unit")),
    (_("Where, and with what"), ("platform", "cell", "latitude", "longitude", "imei", "imsi")),
    (_("Rows that are no records"), ("leave_out_without_time",)),
)


def _line(label: Any, hint: Any = "", limit: int = 200) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, required=False, max_length=limit)


class LayoutForm(forms.Form):
    """How the table lies in its file: asked first, because it decides which columns there are."""

    sheet = forms.ChoiceField(label=_("Sheet"), required=False)
    header_row = forms.IntegerField(
        label=_("Row that holds the names of the columns"),
        help_text=_("Counted from 1. Write 0 if the table has no such row."),
        min_value=0,
        max_value=1000,
    )
    separator = forms.ChoiceField(
        label=_("What stands between the fields"),
        choices=(("", _("Find out")), (",", _("Comma")), (";", _("Semicolon")), ("\t", _("Tab")), ("|", _("Bar"))),
        required=False,
    )

    def __init__(self, data: Mapping[str, Any] | None, *, sheets: Sequence[str], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        if any(sheets):
            offered = (("", _("Every sheet that has these columns")), *((name, name) for name in sheets))
            self.fields["sheet"].choices = offered  # type: ignore[attr-defined]
            del self.fields["separator"]
        else:
            del self.fields["sheet"]


class MeaningForm(forms.Form):
    """What the columns mean. ``names`` are the columns of this table."""

    platform = _line(_("Where the table comes from"), _("As it is to be shown: a network, a bank, a company."), 60)
    time_form = forms.ChoiceField(label=_("How times are written"), choices=_TIME_FORMS)
    pattern = _line(_("Pattern of the times"), _("Only if you chose it. For example dd/MM/yyyy HH:mm:ss"), 80)
    date_order = forms.ChoiceField(
        label=_("Dates like 03/04/2024"),
        choices=(
            ("", _("As the table decides; where it does not, keep both readings")),
            (DateOrder.DAY_FIRST, _("The day comes first: 3 April")),
            (DateOrder.MONTH_FIRST, _("The month comes first: 4 March")),
        ),
        required=False,
    )
    zone = forms.ChoiceField(
        label=_("Time zone of its local times"),
        help_text=_("Times that state their zone stay as they are."),
        required=False,
    )
    leave_out_without_time = forms.BooleanField(
        label=_("Leave out rows without a time, such as totals at the foot"), required=False
    )
    kind = forms.ChoiceField(label=_("What a row is"), choices=[(kind, label) for kind, label in LABELS.items()])
    kinds = forms.CharField(
        label=_("By what stands in the column “kind of entry”"),
        help_text=_("One on each line, like “Voice = call” or “SMS = message”. Anything else is as said above."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=4_000,
    )
    from_owner = _line(
        _("In the column “direction”, what means from the owner"), _("With commas between. For example: out, MO")
    )
    towards_owner = _line(_("And what means towards the owner"), _("For example: in, MT"))
    duration_unit = forms.ChoiceField(label=_("A number in the column of durations counts"), choices=_UNITS)

    def __init__(
        self, data: Mapping[str, Any] | None, *, names: Sequence[str], now: TableMapping, is_asked: bool
    ) -> None:
        """``is_asked``: whether the answers are to be held against the rules, or only to stay in the form."""
        given = _without_other_columns(data, names)
        initial = _typed(now) if given is None else {**given, "leave_out_without_time": _TICKED in given}
        super().__init__(given if is_asked else None, initial=initial)
        columns = (_NO_COLUMN, *((name, name) for name in names))
        for role, label in _COLUMNS.items():
            self.fields[role] = forms.ChoiceField(label=label, choices=columns, required=False)
        self.fields["zone"].choices = (  # type: ignore[attr-defined]
            ("", _("As said of the exhibit or the case")),
            *((name, name) for name in zone_names()),
        )

    @property
    def groups(self) -> list[tuple["StrOrPromise", list[BoundField]]]:
        """The questions in the order they are asked, under their headings."""
        return [(heading, [self[name] for name in names]) for heading, names in _GROUPS]

    def clean_kinds(self) -> str:
        """Each line understood."""
        self._kinds = kinds_from(self.cleaned_data["kinds"])
        typed: str = self.cleaned_data["kinds"]
        return typed

    def clean(self) -> None:
        """A pattern where one was chosen, and at least one column."""
        super().clean()
        given = self.cleaned_data
        if given.get("time_form") == TimeForm.PATTERN:
            try:
                Pattern(given.get("pattern", ""))
            except PatternRefused as refused:
                self.add_error("pattern", str(refused))
        if not any(given.get(role) for role in ROLES):
            self.add_error("time", _("Say of at least one column what it is."))

    def mapping(self, layout: Mapping[str, Any], profile: str) -> TableMapping:
        """The description as typed."""
        given = self.cleaned_data
        return TableMapping(
            profile=profile,
            platform=given["platform"],
            sheet=layout.get("sheet", ""),
            header_row=layout["header_row"],
            separator=layout.get("separator", ""),
            leave_out_without_time=given["leave_out_without_time"],
            time_form=TimeForm(given["time_form"]),
            pattern=given["pattern"],
            date_order=DateOrder(given["date_order"]) if given["date_order"] else None,
            zone=given["zone"],
            kind=Kind(given["kind"]),
            kinds=self._kinds,
            directions=directions_from(given["from_owner"], given["towards_owner"]),
            duration_unit=DurationUnit(given["duration_unit"]),
            **{role: given[role] for role in ROLES},
        )


def _without_other_columns(data: Mapping[str, Any] | None, names: Sequence[str]) -> dict[str, Any] | None:
    """Answers that name a column of another sheet, or of another row of names, say nothing about this one."""
    if data is None:
        return None
    return {name: value for name, value in data.items() if name not in _COLUMNS or value == "" or value in names}


def _typed(now: TableMapping) -> dict[str, Any]:
    return {
        **{role: getattr(now, role) for role in ROLES},
        "platform": now.platform,
        "time_form": now.time_form,
        "pattern": now.pattern,
        "date_order": now.date_order or "",
        "zone": now.zone,
        "leave_out_without_time": now.leave_out_without_time,
        "kind": now.kind,
        "kinds": kinds_typed(now.kinds),
        "from_owner": directions_typed(now.directions, Direction.FROM_OWNER),
        "towards_owner": directions_typed(now.directions, Direction.TOWARDS_OWNER),
        "duration_unit": now.duration_unit,
    }


class KeepForm(forms.Form):
    """Why it is described so; asked only when it is to be kept. ``seen`` names what was in force before."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("What tells you what the columns mean. It is kept, sealed, with your name and the time."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
        error_messages={"required": _("Say why, in a few words.")},
    )
    save_as = _line(
        _("Save the description for other cases as"),
        _(
            "Everybody who works cases here can use it for tables with the same columns. It holds the names of "
            "the columns and what you typed above, and no row. Leave it empty if a column is named after a person."
        ),
        60,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
