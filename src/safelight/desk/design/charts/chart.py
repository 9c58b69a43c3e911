"""A picture and the same figures as a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString

Cell = dict[str, Any]


@dataclass(frozen=True)
class Chart:
    """What ``<c-safelight.chart :chart="..." />`` shows: a picture, a sentence and the figures."""

    id: str
    title: str
    description: str
    svg: SafeString
    head: Sequence[Cell] = field(default_factory=tuple)
    rows: Sequence[Sequence[Cell]] = field(default_factory=tuple)


def head(first: object, *figures: object) -> list[Cell]:
    """Write the headings of a table: words first, then columns of figures."""
    return [{"text": first}, *({"text": text, "format": "numeric"} for text in figures)]


def row(first: object, figures: Iterable[object]) -> list[Cell]:
    """Write one row of a table."""
    return [{"text": first}, *({"text": figure, "format": "numeric"} for figure in figures)]
