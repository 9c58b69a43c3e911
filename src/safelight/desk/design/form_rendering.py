"""Any Django form field, shown with our GOV.UK components."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.forms.widgets import ChoiceWidget, Input
from django.template.loader import get_template
from django.utils.translation import gettext

from safelight.desk.design.dates import LABELS
from safelight.desk.design.fields import DateBoxes


class DesignRenderer(DjangoTemplates):
    """Forms and fields in our templates; the few plain widgets left (hidden ones) in Django's own."""

    form_template_name = "design/form.html"
    field_template_name = "design/field.html"

    def get_template(self, template_name: str) -> Any:
        """Find a template, ours among the desk's."""
        return (
            get_template(template_name)
            if template_name.startswith("design/")
            else super().get_template(template_name)
        )


@dataclass(frozen=True)
class Shown:
    """The component that shows a field, and the attributes to give it."""

    component: str
    attributes: dict[str, Any]


def shown(field: BoundField, given: Mapping[str, Any] | None = None) -> Shown:
    """Choose the component for a field by its widget; ``given`` attributes win over what the field says."""
    for widget, describe in _BY_WIDGET:
        if isinstance(field.field.widget, widget):
            described = describe(field)
            return Shown(described.component, {**described.attributes, **(given or {})})
    raise TypeError(f"There is no component for a {type(field.field.widget).__name__}.")


def summary_items(form: forms.BaseForm) -> list[dict[str, str]]:
    """List every error of a form, those of a field with a link to the field."""
    items = [{"text": str(error)} for error in form.non_field_errors()]
    for field in form:
        items += [{"text": text, "href": f"#{error_target(field)}"} for text in errors_of(field)]
    return items


def errors_of(field: BoundField) -> list[str]:
    """Say each error of a field; "This field is required" becomes a sentence that names the field."""
    errors = field.form.errors.get(field.name)
    if errors is None:
        return []
    plain = forms.Field.default_error_messages["required"]
    return [_asked_for(field) if text == plain else str(text) for text in errors]


def _asked_for(field: BoundField) -> str:
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        sentence = gettext("Tick “%(label)s” to go on.")
    elif isinstance(widget, forms.FileInput):
        sentence = gettext("Choose a file for “%(label)s”.")
    elif isinstance(widget, ChoiceWidget):
        sentence = gettext("Choose an answer to “%(label)s”.")
    else:
        sentence = gettext("Fill in “%(label)s”.")
    return sentence % {"label": field.label}


def error_target(field: BoundField) -> str:
    """Name the element that an error of the field should lead to: of a date, its first box."""
    first = f"-{next(iter(LABELS))}" if isinstance(field.field.widget, DateBoxes) else ""
    return f"{field.auto_id}{first}"


def _common(field: BoundField) -> dict[str, Any]:
    common = {
        "id": field.auto_id or field.html_name,
        "name": field.html_name,
        "hint": field.help_text or None,
        "error": " ".join(errors_of(field)) or None,
        "disabled": field.field.disabled,
    }
    common |= {name: value for name, value in field.field.widget.attrs.items() if name not in {"cols", "class"}}
    classes = field.field.widget.attrs.get("class")
    return common | ({"classes": classes} if classes else {})


def _label(field: BoundField) -> str:
    label = str(field.label)
    return label if field.field.required else gettext("%(label)s (optional)") % {"label": label}


def _labelled(field: BoundField) -> dict[str, Any]:
    return {"label": _label(field), **_common(field)}


def _grouped(field: BoundField) -> dict[str, Any]:
    grouped = {"legend": _label(field), "legend-classes": "govuk-fieldset__legend--s", **_common(field)}
    grouped.pop("disabled")
    return grouped


def _input(field: BoundField) -> Shown:
    widget = field.field.widget
    value = widget.format_value(field.value())
    if isinstance(widget, forms.PasswordInput) and not widget.render_value:
        value = None
    return Shown("govuk.input", {**_labelled(field), "type": widget.input_type, "value": value})


def _textarea(field: BoundField) -> Shown:
    return Shown("govuk.textarea", {**_labelled(field), "value": field.value() or ""})


def _file_upload(field: BoundField) -> Shown:
    several = getattr(field.field.widget, "allow_multiple_selected", False)
    return Shown("govuk.file-upload", {**_labelled(field), "multiple": several, "enhanced": True})


def _select(field: BoundField) -> Shown:
    return Shown(
        "govuk.select", {**_labelled(field), "items": list(_choices(field)), "value": _text(field.value())}
    )


def _radios(field: BoundField) -> Shown:
    items = [item for item in _choices(field) if item["value"]]
    return Shown("govuk.radios", {**_grouped(field), "items": items, "value": _text(field.value())})


def _checkboxes(field: BoundField) -> Shown:
    values = [str(value) for value in field.value() or []]
    return Shown("govuk.checkboxes", {**_grouped(field), "items": list(_choices(field)), "values": values})


def _one_checkbox(field: BoundField) -> Shown:
    attributes = _grouped(field)
    for name in ("legend", "legend-classes", "hint"):
        attributes.pop(name)
    item = {"value": "on", "text": field.label, "hint": field.help_text, "checked": bool(field.value())}
    return Shown("govuk.checkboxes", {**attributes, "items": [item]})


def _date(field: BoundField) -> Shown:
    given = field.value()
    parts = given if isinstance(given, list) else field.field.widget.decompress(given)
    attributes = _grouped(field)
    name = attributes.pop("name")
    values = {f"{name}-{box}": value for box, value in zip(LABELS, parts, strict=False) if value is not None}
    return Shown("govuk.date-input", {**attributes, "name-prefix": name, "values": values})


def _hidden(field: BoundField) -> Shown:
    return Shown("govuk.parts.hidden", {"name": field.html_name, "id": field.auto_id, "value": field.value()})


def _choices(field: BoundField) -> Iterator[dict[str, Any]]:
    hints = getattr(field.field, "choice_hints", {})
    offered: Any = getattr(field.field.widget, "choices", ())
    for value, text in offered:
        yield {"value": _text(value), "text": text, "hint": hints.get(_text(value))}


def _text(value: object) -> str:
    return "" if value is None else str(value)


# The first that fits is used, so the particular stand before the general.
_BY_WIDGET: tuple[tuple[type[forms.Widget], Callable[[BoundField], Shown]], ...] = (
    (forms.HiddenInput, _hidden),
    (DateBoxes, _date),
    (forms.CheckboxSelectMultiple, _checkboxes),
    (forms.RadioSelect, _radios),
    (forms.SelectMultiple, _checkboxes),
    (forms.Select, _select),
    (forms.CheckboxInput, _one_checkbox),
    (forms.FileInput, _file_upload),
    (forms.Textarea, _textarea),
    (Input, _input),
)
