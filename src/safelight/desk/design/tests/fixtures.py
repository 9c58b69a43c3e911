"""The fixtures that govuk-frontend ships, and how its options read as ours."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.safestring import mark_safe

COMPONENTS = Path(__file__).parents[5] / "front-end/node_modules/govuk-frontend/dist/govuk/components"

OURS = {
    "card-actions-items": "card-actions",
    "collapse-navigation-on-mobile": "collapse",
    "error-list": "items",
    "error-message": "error",
    "fieldset-described-by": "described-by",
    "fieldset-legend": "legend",
    "fieldset-legend-classes": "legend-classes",
    "fieldset-legend-is-page-heading": "legend-is-page-heading",
    "fieldset-legend-text": "legend",
    "input-wrapper-attributes": "wrapper-attributes",
    "input-wrapper-classes": "wrapper-classes",
    "is-start-button": "start",
    "javascript": "enhanced",
    "logo": "text",
    "navigation": "items",
    "card-title-heading-level": "card-heading-level",
    "title-heading-level": "heading-level",
}
IN_PARTS = {"actions_items": "actions", "label_text": "label"}


@dataclass(frozen=True)
class Fixture:
    """One example of a component: what the macro was given, and the HTML it made."""

    component: str
    name: str
    options: dict[str, Any]
    html: str

    def __str__(self) -> str:
        return f"{self.component}: {self.name}"

    def attributes(self) -> dict[str, Any]:
        """The options as the attributes of our component."""
        options = _with_date_parts(self.options) if self.component == "date-input" else self.options
        flat = _flat(options, "-")
        rest = flat.pop("attributes", {})
        prefix = flat.pop("id-prefix", None)
        if prefix is not None:
            flat["id-prefix" if self.component in {"tabs", "task-list"} else "id"] = prefix
        return {OURS.get(name, name): value for name, value in flat.items()} | rest

    def option_names(self) -> set[str]:
        """The attributes that the fixture needs, without the free HTML attributes."""
        return set(self.attributes()) - set(self.options.get("attributes", {}))


def fixtures(component: str) -> list[Fixture]:
    """Read the fixtures of one component, as ``make setup`` installed them."""
    stored = json.loads((COMPONENTS / component / "fixtures.json").read_text(encoding="utf-8"))["fixtures"]
    return [Fixture(component, each["name"], each["options"], each["html"]) for each in stored]


def _with_date_parts(options: dict[str, Any]) -> dict[str, Any]:
    """Ours lists its boxes as items; theirs may also name each box in an option of its own."""
    named = {name: options[name] for name in ("day", "month", "year") if name in options}
    items = options.get("items") or [
        {"name": name, **({"classes": "govuk-input--width-4"} if name == "year" else {}), **named.get(name, {})}
        for name in ("day", "month", "year")
        if named.get(name, True)
    ]
    values = {name: box["value"] for name, box in named.items() if box and "value" in box}
    items = [
        {"value": values[each["name"]], **each} if each and each.get("name") in values else each for each in items
    ]
    rest = {name: value for name, value in options.items() if name not in named}
    return rest | {"items": items} if named else options


def _flat(options: dict[str, Any], join: str) -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in options.items():
        ours, value = _named(name, value, join)
        if name == "attributes" or name.endswith("Attributes"):
            flat[ours] = {key: _written(each) for key, each in value.items()}
        elif isinstance(value, dict):
            flat |= _nested(ours, value, join)
        elif isinstance(value, list):
            flat[ours] = [_part(each) for each in value]
        elif value is not None and not (name == "text" and "html" in options):
            flat[ours] = value
    return flat


def _written(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def _nested(name: str, value: dict[str, Any], join: str) -> dict[str, Any]:
    if name in {"values", "previous", "next"}:
        return {name: value if name == "values" else _part(value)}
    if name in {"fieldset", "card"}:
        return {name: True} | {f"{name}-{key}": each for key, each in _flat(value, join).items()}
    return {name if key == "text" else f"{name}{join}{key}": each for key, each in _flat(value, join).items()}


def _named(name: str, value: Any, join: str) -> tuple[str, Any]:
    html = re.fullmatch(r"(\w+)Html|html", name)
    if html:
        name, value = html[1] or "text", mark_safe(value or "")
    elif name.endswith("Text") and name in {"titleText", "summaryText", "logoText", "descriptionText"}:
        name = name.removesuffix("Text")
    return re.sub(r"(?<=[a-z])(?=[A-Z])", join, name).lower(), value


def _part(value: Any) -> Any:
    if isinstance(value, list):
        return [_part(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {IN_PARTS.get(name, name): each for name, each in _flat(value, "_").items()}
