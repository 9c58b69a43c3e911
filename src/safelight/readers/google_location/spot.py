"""What both kinds of Google's location history share: values inside values, and times under two names."""

from collections.abc import Mapping
from typing import Any

from safelight.readers.json_moment import At, counted, exact, iso
from safelight.readers.json_text import Element
from safelight.readers.json_value import written
from safelight.readers.reader import ReadingHints


def said_of(source: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The object under a name; empty where there is none."""
    value = source.get(name)
    return value if isinstance(value, dict) else {}


def inner(element: Element, source: Mapping[str, Any]) -> Element:
    """The same bytes, with an object inside them as what they say."""
    return Element(element.pointer, element.start, element.end, dict(source), element.doubts, element.notes)


def moment(source: Mapping[str, Any], name: str, hints: ReadingHints) -> tuple[At, str]:
    """A time in words under ``name``, or in milliseconds under ``nameMs``, and as it is written."""
    if name in source:
        return iso(source[name], hints.zone), written(source[name] or "")
    count = source.get(f"{name}Ms")
    return exact(counted(count, micros_per_unit=1000)), written(count or "")
