"""The messages of a screen whose app draws bubbles."""

from safelight.readers.pictures.opening import Pixels
from safelight.readers.pictures.words import Line
from safelight.readers.screens.bubble import Bubble, Side
from safelight.readers.screens.ink import is_coloured
from safelight.readers.screens.message import Message, text_of
from safelight.readers.screens.written import Clock, clock_at_end, clock_in, stands_under_a_message

_MOST_WITH_CLOCK = 0.8
_NEAR_UNITS, _BESIDE_UNITS = 16, 60
_LINKS = ("://", "www.", ".com", ".co.")


def messages_in(bubbles: list[Bubble], loose: list[Line], picture: Pixels) -> tuple[list[Message], list[Line]]:
    """A message for each bubble that keeps to a side, and the loose lines that belong to none.

    ``loose`` are lines on the page itself: a name above a bubble, a clock beside it, “Delivered” below it.
    """
    unit = picture.shape[1] / 375
    sided = [bubble for bubble in bubbles if bubble.side is not Side.MIDDLE and bubble.rows]
    split = _clocks_stand_in(sided)
    messages = [_message(bubble, picture, split=split) for bubble in sided]
    left_over = [line for line in loose if not _joined(line, messages, unit)]
    return messages, left_over


def _clocks_stand_in(bubbles: list[Bubble]) -> bool:
    """Whether this app writes a clock into every bubble: then words and clock read as one row are parted.

    Otherwise a time at the end of what somebody said is what they said.
    """
    own = sum(clock_in(bubble.rows[-1][-1].text) is not None for bubble in bubbles)
    at_end = sum(clock_at_end(bubble.rows[-1][-1].text) is not None for bubble in bubbles)
    return bool(own) and own + at_end >= _MOST_WITH_CLOCK * len(bubbles)


def _message(bubble: Bubble, picture: Pixels, *, split: bool) -> Message:
    rows, clock = _without_clock([list(row) for row in bubble.rows], split=split)
    label = None
    if bubble.side is Side.LEFT and len(rows) > 1 and _is_label(rows, picture):
        label = text_of(rows[:1])
        rows = rows[1:]
    return Message(
        box=bubble.box,
        side=bubble.side,
        rows=rows or bubble.rows,
        text=text_of(rows),
        clock=clock,
        label=label,
        quoted=text_of([[line] for line in bubble.quoted]),
    )


def _without_clock(rows: list[list[Line]], *, split: bool) -> tuple[list[list[Line]], Clock]:
    last = rows[-1][-1]
    clock = clock_in(last.text)
    if clock and (len(rows) > 1 or len(rows[-1]) > 1):
        rows[-1] = rows[-1][:-1]
        return [row for row in rows if row], clock
    at_end = clock_at_end(last.text) if split else None
    if at_end:
        rows[-1][-1] = last._replace(text=at_end[0])
        return rows, at_end[1]
    return rows, Clock("")


def _is_label(rows: list[list[Line]], picture: Pixels) -> bool:
    first, second = rows[0][0], rows[1][0]
    is_link = any(sign in first.text.casefold() for sign in _LINKS)
    return not is_link and is_coloured(picture, first.box) and not is_coloured(picture, second.box)


def _joined(line: Line, messages: list[Message], unit: float) -> bool:
    """Give a loose line to the message it belongs to."""
    for number, message in enumerate(messages):
        joined = _beside(line, message, unit) or _above(line, message, unit) or _below(line, message, unit)
        if joined:
            messages[number] = joined
            return True
    return False


def _beside(line: Line, message: Message, unit: float) -> Message | None:
    clock = clock_in(line.text)
    if clock is None or message.clock.text or not line.box.in_row_with(message.box):
        return None
    gap = max(line.box.left - message.box.right, message.box.left - line.box.right)
    return message._replace(clock=clock) if gap <= _BESIDE_UNITS * unit else None


def _above(line: Line, message: Message, unit: float) -> Message | None:
    gap = message.box.top - line.box.bottom
    aligned = abs(line.box.left - message.box.left) <= 24 * unit
    smaller = line.box.height <= 1.15 * message.rows[0][0].box.height
    if message.side is not Side.LEFT or message.label or not aligned or not smaller:
        return None
    return message._replace(label=line.text) if -6 * unit <= gap <= _NEAR_UNITS * unit else None


def _below(line: Line, message: Message, unit: float) -> Message | None:
    gap = line.box.top - message.box.bottom
    if not stands_under_a_message(line.text) or not -6 * unit <= gap <= _NEAR_UNITS * unit:
        return None
    return message._replace(under=line.text)
