"""The messages of a screen whose app draws no bubbles: a name in colour, words below it, a bar beside them."""

from safelight.readers.pictures.opening import Pixels
from safelight.readers.pictures.words import Line
from safelight.readers.screens.bubble import Side, rows_of
from safelight.readers.screens.ink import bar_beside, is_coloured
from safelight.readers.screens.message import Message, box_of, text_of

_OWN_LABEL = "me"
"""What Snapchat writes above what the owner of the phone sent."""


def messages_in(loose: list[Line], picture: Pixels) -> tuple[list[Message], list[Line]]:
    """A message for each bar, and the lines beside none."""
    unit = picture.shape[1] / 375
    bars: dict[tuple[int, int], list[Line]] = {}
    left_over = []
    for line in loose:
        bar = bar_beside(picture, line.box, unit)
        if bar:
            bars.setdefault(bar, []).append(line)
        else:
            left_over.append(line)
    messages, label = [], None
    for lines in bars.values():
        rows = rows_of(lines)
        own = text_of(rows[:1]) if is_coloured(picture, rows[0][0].box) else None
        label, words = own or label, rows[1:] if own else rows
        if words:
            messages.append(_message(rows, words, label, carried=own is None))
    return messages, left_over


def _message(rows: list[list[Line]], words: list[list[Line]], label: str | None, *, carried: bool) -> Message:
    is_own = label is not None and label.strip().casefold() == _OWN_LABEL
    side = Side.RIGHT if is_own else Side.LEFT if label else Side.UNSURE
    return Message(
        box=box_of(rows),
        side=side,
        rows=words,
        text=text_of(words),
        label=label,
        label_carried=carried and label is not None,
    )
