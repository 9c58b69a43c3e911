"""Where on the screen each line stands: the status bar, the app's header, the conversation, the writing field."""

from typing import NamedTuple

from safelight.readers.choices import DateOrder
from safelight.readers.pictures.words import Line
from safelight.readers.screens.fields import Field, Fields
from safelight.readers.screens.written import clock_in, day_line_in, is_keyboard_row, platform_of_composer

_STATUS_UNITS, _HEADER_SHARE, _FOOT_SHARE, _WRITING_SHARE = 62, 0.22, 0.86, 0.6
_SAME_COLOUR, _TALL_SHARE = 24, 0.75
_NAME_LETTERS = 2
_FURNITURE = frozenset({"back", "chats", "messages", "edit", "call", "done", "video", "audio"})


class Placed(NamedTuple):
    """A line and the field it stands on."""

    line: Line
    field: Field


class Places(NamedTuple):
    """The lines of a screen by where they stand, each list from top to bottom."""

    status: list[Line]
    header: list[Line]
    body: list[Placed]
    foot: list[Line]

    @property
    def status_clock(self) -> str:
        """The phone's own clock as read; empty where none was."""
        return next((clock.text for line in self.status if (clock := clock_in(line.text))), "")

    @property
    def name(self) -> Line | None:
        """The name in the header: the first of its tall lines that may be one."""
        likely = [line for line in self.header if _may_be_name(line.text)]
        tallest = max((line.box.height for line in likely), default=0)
        return next((line for line in likely if line.box.height >= _TALL_SHARE * tallest), None)

    @property
    def platform(self) -> str:
        """The app, where its writing field names it; else empty."""
        return next((found for line in self.foot if (found := platform_of_composer(line.text))), "")


def places_of(lines: list[Line], fields: Fields, size: tuple[int, int], order: DateOrder | None) -> Places:
    """Sort the lines of a screen (``size``: width and height in pixels)."""
    status, rest = _status_of(lines, size[0])
    placed = [Placed(line, fields.around(line.box)) for line in rest]
    header, placed = _header_of(placed, size, order)
    body, foot = _foot_of(placed, size)
    return Places(status, [each.line for each in header], body, [each.line for each in foot])


def _status_of(lines: list[Line], width: int) -> tuple[list[Line], list[Line]]:
    unit = width / 375
    top = [line for line in lines if line.box.middle < _STATUS_UNITS * unit]
    clock = next((line for line in top if clock_in(line.text)), None)
    if clock is None:
        return [], lines
    status = [line for line in top if line.box.in_row_with(clock.box)]
    return status, [line for line in lines if line not in status]


def _header_of(
    placed: list[Placed], size: tuple[int, int], order: DateOrder | None
) -> tuple[list[Placed], list[Placed]]:
    """What stands on the page itself above the first bubble, note or day."""
    width, height = size
    count = 0
    for line, field in placed:
        is_first_of_body = not _is_wide(field, width) or day_line_in(line.text, order) is not None
        if is_first_of_body or line.box.middle > _HEADER_SHARE * height:
            break
        count += 1
    return placed[:count], placed[count:]


def _is_wide(field: Field, width: int) -> bool:
    """The page, or a bar across it that buttons leave a little narrower."""
    return field.is_page or field.box.width > 0.85 * width


def _foot_of(placed: list[Placed], size: tuple[int, int]) -> tuple[list[Placed], list[Placed]]:
    """The keyboard and all below it, and the writing field: known words, or a colour that no bubble has."""
    keys = next((n for n, each in enumerate(placed) if is_keyboard_row(each.line.text)), len(placed))
    above, foot = placed[:keys], placed[keys:]
    has_keyboard = bool(foot)
    while above and _is_foot(above[-1], above[:-1], size, has_keyboard=has_keyboard):
        foot = [above.pop(), *foot]
    return above, foot


def _is_foot(last: Placed, others: list[Placed], size: tuple[int, int], *, has_keyboard: bool) -> bool:
    width, height = size
    low = has_keyboard or last.line.box.middle > _FOOT_SHARE * height
    if not low:
        return False
    if platform_of_composer(last.line.text) is not None:
        return True
    fields = [other.field for other in others if not other.field.is_page]
    alike = any(_alike(field.colour, last.field.colour) for field in fields)
    return last.field.box.width > _WRITING_SHARE * width and bool(fields) and not alike


def _alike(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) <= _SAME_COLOUR


def _may_be_name(text: str) -> bool:
    plain = text.strip(" <>‹›〈〉")
    counted = sum(letter.isalnum() for letter in plain)
    return (
        counted >= _NAME_LETTERS
        and plain.casefold() not in _FURNITURE
        and not (plain.isdecimal() and counted <= 3)
    )
