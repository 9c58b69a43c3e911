"""Bubbles: the lines that stand in one field, and the side of the screen it keeps to."""

from enum import StrEnum
from typing import NamedTuple

from safelight.readers.pictures.box import Box
from safelight.readers.pictures.words import Line
from safelight.readers.screens.fields import Field
from safelight.readers.screens.places import Placed

_EDGE_SHARE, _MIDDLE_SHARE, _FAR_SHARE = 0.02, 0.05, 0.16
"""How near edges and margins are the same, and a margin that no bubble of a side has beside it."""


class Side(StrEnum):
    """Where a bubble stands."""

    LEFT = "left"
    RIGHT = "right"
    MIDDLE = "middle"
    UNSURE = "unsure"


class Bubble(NamedTuple):
    """Its edge, its side, its rows of words, and words quoted inside it."""

    box: Box
    side: Side
    rows: list[list[Line]]
    quoted: list[Line]


def bubbles_of(body: list[Placed], width: int) -> list[Bubble]:
    """Every field of the conversation that is not the page, and its lines; fields inside one belong to it."""
    fields = list(dict.fromkeys(each.field for each in body if not each.field.is_page))
    outer = {field: _outermost(field, fields) for field in fields}
    edges = [field.box for field in fields if outer[field] == field]
    found = []
    for field in fields:
        if outer[field] != field:
            continue
        own = [each.line for each in body if each.field == field]
        quoted = [each.line for each in body if each.field != field and outer.get(each.field) == field]
        found.append(Bubble(field.box, _side_of(field.box, edges, width), rows_of(own), quoted))
    return found


def rows_of(lines: list[Line]) -> list[list[Line]]:
    """The lines as rows, top to bottom, each from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.box.middle):
        if rows and line.box.in_row_with(rows[-1][0].box) and not _overlap(line, rows[-1]):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.box.left) for row in rows]


def _overlap(line: Line, row: list[Line]) -> bool:
    """Boxes of one row stand beside each other; those of two close rows lie over one another."""
    return any(
        min(line.box.right, other.box.right) - max(line.box.left, other.box.left)
        > min(line.box.width, other.box.width) / 3
        for other in row
    )


def _outermost(field: Field, fields: list[Field]) -> Field:
    around = [
        other
        for other in fields
        if other != field
        and other.box.left <= field.box.left
        and other.box.right >= field.box.right
        and other.box.top <= field.box.top
        and other.box.bottom >= field.box.bottom
    ]
    return max(around, key=lambda other: other.box.width * other.box.height, default=field)


def _side_of(box: Box, edges: list[Box], width: int) -> Side:
    """By the margins; of a wide bubble whose margins are alike, by the edge it shares with others."""
    left, right = box.left, width - box.right
    if abs(left - right) > _MIDDLE_SHARE * width:
        return Side.LEFT if left < right else Side.RIGHT
    if left > _FAR_SHARE * width:
        return Side.MIDDLE
    near = _EDGE_SHARE * width
    sided = [other for other in edges if abs(other.left - (width - other.right)) > _MIDDLE_SHARE * width]
    shares_left = any(abs(other.left - box.left) <= near for other in sided if other.left < width - other.right)
    shares_right = any(abs(other.right - box.right) <= near for other in sided if other.left > width - other.right)
    if shares_left != shares_right:
        return Side.LEFT if shares_left else Side.RIGHT
    return Side.UNSURE if shares_left else Side.MIDDLE
