"""Template tags that the components are written with."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django_cotton.templatetags import Attrs

from safelight.desk.design.dates import date_parts
from safelight.desk.design.form_rendering import Shown, shown, summary_items

register = template.Library()


@register.filter
def attributes(given: Attrs | Mapping[str, Any] | None) -> SafeString:
    """Write HTML attributes, each with a space before it, every value escaped.

    Components must use this in place of cotton's own ``{{ attrs }}``, which trusts its values:
    a value that begins and ends with a quotation mark would be written as it is.
    ``True`` writes the bare name; ``None`` and ``False`` write nothing.
    """
    pairs = given.attrs_dict() if isinstance(given, Attrs) else (given or {})
    return format_html_join(
        "",
        "{}",
        ((_attribute(name, value),) for name, value in pairs.items() if value is not None and value is not False),
    )


def _attribute(name: str, value: object) -> SafeString:
    return format_html(" {}", name) if value is True else format_html(' {}="{}"', name, value)


@register.simple_tag(takes_context=True)
def described_by_ids(context: Context, id_prefix: str) -> str:
    """Name what describes a control: what the caller said, then its hint, then its error message."""
    ids = [
        context.get("described_by"),
        f"{id_prefix}-hint" if context.get("hint") else None,
        f"{id_prefix}-error" if context.get("error") else None,
    ]
    return " ".join(one for one in ids if one)


@register.simple_tag(takes_context=True)
def aria_described_by(context: Context, id_prefix: str) -> SafeString:
    """Tie a control to its hint and its error message, where the component was given them."""
    described = described_by_ids(context, id_prefix)
    return format_html(' aria-describedby="{}"', described) if described else SafeString("")


@register.simple_tag
def is_chosen(item: Mapping[str, Any], value: object) -> bool:
    """Say whether one choice is chosen: its own word (``checked``, ``selected``) first, then the value given."""
    own = item.get("checked", item.get("selected"))
    if own is not None:
        return bool(own)
    if not value:
        return False
    mine = item.get("value", item.get("text"))
    return mine in value if isinstance(value, list | tuple | set) else mine == value


@register.simple_tag
def choice_id(item: Mapping[str, Any], id_prefix: str, position: int) -> str:
    """Name one radio or checkbox; the first has no number, so that an error can link to it."""
    return str(item.get("id") or (id_prefix if position == 1 else f"{id_prefix}-{position}"))


@register.simple_tag
def any_actions(rows: Iterable[Mapping[str, Any] | None] | None) -> bool:
    """Say whether a summary list needs its third column."""
    return any(row and row.get("actions") for row in rows or ())


@register.simple_tag(takes_context=True)
def date_boxes(context: Context) -> list[dict[str, Any]]:
    """Lay out the boxes of the date that the surrounding component was given."""
    return date_parts(
        context.get("items"),
        context.get("values"),
        id_prefix=context["id"],
        name_prefix=context.get("name_prefix"),
        has_error=bool(context.get("error")),
    )


@register.filter
def paragraph(words: str) -> SafeString:
    """Put plain words in a paragraph; leave HTML as it is."""
    return words if isinstance(words, SafeString) else format_html('<p class="govuk-body">{}</p>', words)


@register.simple_tag
def file_upload_words() -> dict[str, str]:
    """Give the file chooser its words in the reader's language; its own are English."""
    if (get_language() or "en").startswith("en"):
        return {}
    return {
        "data-i18n.choose-files-button": gettext("Choose file"),
        "data-i18n.drop-instruction": gettext("or drop file"),
        "data-i18n.no-file-chosen": gettext("No file chosen"),
        "data-i18n.multiple-files-chosen.one": gettext("%{count} file chosen"),
        "data-i18n.multiple-files-chosen.other": gettext("%{count} files chosen"),
        "data-i18n.entered-drop-zone": gettext("Entered drop zone"),
        "data-i18n.left-drop-zone": gettext("Left drop zone"),
    }


@register.simple_tag
def shown_field(field: BoundField, given: Attrs | None = None) -> Shown:
    """Choose the component that shows a form field."""
    return shown(field, given.attrs_dict() if given else None)


@register.simple_tag
def error_items(form: BaseForm) -> list[dict[str, str]]:
    """List the errors of a form for its summary."""
    return summary_items(form)
