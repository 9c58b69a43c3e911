"""The three boxes of a date."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

LABELS = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
WIDTHS = {"day": 2, "month": 2, "year": 4}
_ERROR = "govuk-input--error"


def date_parts(
    items: Sequence[Mapping[str, Any] | None] | None,
    values: Mapping[str, Any] | None,
    *,
    id_prefix: str,
    name_prefix: str | None,
    has_error: bool,
) -> list[dict[str, Any]]:
    """Lay out the boxes of a date: day, month and year, unless ``items`` names others.

    Where the date is wrong and no box is singled out, every box is marked.
    """
    parts = [part for part in items or [{"name": name} for name in LABELS] if part]
    one_is_marked = any(_is_marked(part) for part in parts)
    names = f"{name_prefix}-" if name_prefix else ""
    return [
        {
            **part,
            "id": part.get("id") or f"{id_prefix}-{part['name']}",
            "name": names + part["name"],
            "label": part.get("label") or LABELS.get(part["name"]) or part["name"].capitalize(),
            "value": part.get("value", (values or {}).get(names + part["name"])),
            "inputmode": part.get("inputmode") or "numeric",
            "classes": _classes(part, marked=_is_marked(part) or (has_error and not one_is_marked)),
        }
        for part in parts
    ]


def _is_marked(part: Mapping[str, Any]) -> bool:
    return bool(part.get("error")) or _ERROR in part.get("classes", "")


def _classes(part: Mapping[str, Any], *, marked: bool) -> str:
    given = part.get("classes", "")
    width = "" if "govuk-input--width-" in given else f"govuk-input--width-{WIDTHS.get(part['name'], 2)}"
    mark = _ERROR if marked and _ERROR not in given and part.get("error") is not False else ""
    return " ".join(word for word in (mark, width, given) if word)
