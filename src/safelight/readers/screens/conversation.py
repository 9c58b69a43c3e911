"""A screen as a conversation: who is written to, what was said, the days between, the app's own words."""

from typing import NamedTuple

from safelight.readers.choices import DateOrder
from safelight.readers.pictures.box import Box
from safelight.readers.pictures.opening import Pixels
from safelight.readers.pictures.words import Line, lines_of
from safelight.readers.screens import in_bubbles, in_rows
from safelight.readers.screens.bubble import Side, bubbles_of
from safelight.readers.screens.fields import Fields
from safelight.readers.screens.message import Message, Note, box_of, text_of
from safelight.readers.screens.places import Places, places_of
from safelight.readers.screens.written import DayLine, day_line_in

_MIDDLE_SHARE = 0.08
_FEWEST = 2


class Conversation(NamedTuple):
    """Everything read off one screen, ``whole``."""

    whole: Box
    lines: list[Line]
    places: Places
    said: list[Message]
    notes: list[Note]
    days: list[tuple[int, DayLine]]
    """The lines that say the day, each with the row of pixels it stands at."""
    elsewhere: list[Line]
    """Lines of the conversation's part of the screen that are none of these."""

    @property
    def is_one(self) -> bool:
        """Whether it looks like a conversation: bubbles on sides, or one with a clock, a day or a header."""
        sided = [message for message in self.said if message.side in {Side.LEFT, Side.RIGHT}]
        if len(sided) >= _FEWEST:
            return True
        framed = self.places.name is not None or self.days or any(message.clock.text for message in sided)
        return bool(sided) and bool(framed)


def conversation_on(picture: Pixels, order: DateOrder | None) -> Conversation:
    """Read a screen. ``order`` is what an officer said of dates that can be read two ways."""
    lines = lines_of(picture)
    width, height = picture.shape[1], picture.shape[0]
    places = places_of(lines, Fields(picture), (width, height), order)
    bubbles = bubbles_of(places.body, width)
    loose = [each.line for each in places.body if each.field.is_page]
    middle = [row for bubble in bubbles if bubble.side is Side.MIDDLE for row in bubble.rows]
    days, loose = _days(loose, width, order)
    more_days, between = _days_of_rows(middle, order)
    days = sorted([*days, *more_days], key=lambda day: day[0])
    said, loose = in_bubbles.messages_in(bubbles, loose, picture)
    if not said:
        said, loose = in_rows.messages_in(loose, picture)
    centred = [[line] for line in loose if _is_centred(line, width)]
    elsewhere = [line for line in loose if not _is_centred(line, width)]
    notes = [_note(rows, days) for rows in [*_blocks(between), *_blocks(centred)]]
    return Conversation(
        Box(0, 0, width, height), lines, places, _dated(_labelled(said), days), notes, days, elsewhere
    )


def _days(loose: list[Line], width: int, order: DateOrder | None) -> tuple[list[tuple[int, DayLine]], list[Line]]:
    days, rest = [], []
    for line in loose:
        day = day_line_in(line.text, order) if _is_centred(line, width) else None
        if day:
            days.append((line.box.top, day))
        else:
            rest.append(line)
    return days, rest


def _days_of_rows(
    rows: list[list[Line]], order: DateOrder | None
) -> tuple[list[tuple[int, DayLine]], list[list[Line]]]:
    days, rest = [], []
    for row in rows:
        day = day_line_in(text_of([row]), order)
        if day:
            days.append((row[0].box.top, day))
        else:
            rest.append(row)
    return days, rest


def _is_centred(line: Line, width: int) -> bool:
    return abs(line.box.left + line.box.width / 2 - width / 2) <= _MIDDLE_SHARE * width


def _blocks(rows: list[list[Line]]) -> list[list[list[Line]]]:
    """Rows close below one another are one note."""
    blocks: list[list[list[Line]]] = []
    for row in sorted(rows, key=lambda row: row[0].box.top):
        if blocks and row[0].box.top - blocks[-1][-1][0].box.bottom < row[0].box.height / 2:
            blocks[-1].append(row)
        else:
            blocks.append([row])
    return blocks


def _note(rows: list[list[Line]], days: list[tuple[int, DayLine]]) -> Note:
    confidences = [line.confidence for row in rows for line in row]
    box = box_of(rows)
    return Note(box, text_of(rows), confidences, _day_above(box.top, days))


def _labelled(said: list[Message]) -> list[Message]:
    """In a group the name stands above the first of a run only; the rest of the run carries it, and says so."""
    ordered = sorted(said, key=lambda message: message.box.top)
    done: list[Message] = []
    for message in ordered:
        before = done[-1] if done else None
        if message.side is Side.LEFT and message.label is None and before and before.side is Side.LEFT:
            message = message._replace(label=before.label, label_carried=before.label is not None)
        done.append(message)
    return done


def _dated(said: list[Message], days: list[tuple[int, DayLine]]) -> list[Message]:
    dated, before = [], None
    for message in said:
        day = _day_above(message.box.top, days)
        dated.append(message._replace(day=day, is_first_of_day=day is not None and day is not before))
        before = day
    return dated


def _day_above(top: int, days: list[tuple[int, DayLine]]) -> DayLine | None:
    return next((day for at, day in reversed(days) if at < top), None)
