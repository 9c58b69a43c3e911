"""A conversation on a screen as records."""

from collections.abc import Iterator
from datetime import date

from safelight.readers.json_moment import NO_TIME, At, iso
from safelight.readers.member import Member
from safelight.readers.reader import ReadingHints
from safelight.readers.screens.bubble import Side
from safelight.readers.screens.conversation import Conversation
from safelight.readers.screens.message import Message, Note
from safelight.readers.screens.written import minutes_of
from safelight.records.record import AtQuality, Direction, Doubt, Kind, Record, State

PLATFORM = "Screenshot"
UNSURE_BELOW = 0.85
"""A line read with less confidence than this makes its record doubtful."""
_DIRECTION = {Side.LEFT: Direction.TOWARDS_OWNER, Side.RIGHT: Direction.FROM_OWNER}


def records_of(conversation: Conversation, member: Member, hints: ReadingHints) -> Iterator[Record]:
    """The screen itself, then its messages and notes from top to bottom."""
    if not conversation.is_one:
        yield _picture(conversation, member)
        return
    yield _screen(conversation, member)
    whole: list[Message | Note] = [*conversation.said, *conversation.notes]
    for one in sorted(whole, key=lambda one: (one.box.top, one.box.left)):
        if isinstance(one, Message):
            yield _message(one, conversation, member, hints)
        else:
            yield _note(one, conversation, member)


def _picture(conversation: Conversation, member: Member) -> Record:
    """A picture that shows no conversation: the words on it, if any, are its text."""
    lines = conversation.lines
    confidences = [line.confidence for line in lines]
    return Record(
        kind=Kind.MEDIA,
        member=member.path,
        offset=0,
        length=member.size,
        pointer=conversation.whole.pointer,
        platform=PLATFORM,
        text="\n".join(line.text for line in lines) if lines else None,
        attachments=(member.path.rpartition("/")[2],),
        doubts=_doubts(confidences),
        extra=_confidence(confidences),
    )


def _screen(conversation: Conversation, member: Member) -> Record:
    """What stands on the screen around the conversation; nothing that was read is left behind."""
    places = conversation.places
    written = {
        "status bar": [line.text for line in places.status],
        "header": [line.text for line in places.header],
        "days": [day.text for _, day in conversation.days],
        "below": [line.text for line in places.foot],
        "elsewhere": [line.text for line in conversation.elsewhere],
    }
    return Record(
        kind=Kind.MEDIA,
        member=member.path,
        offset=0,
        length=member.size,
        pointer=conversation.whole.pointer,
        platform=places.platform or PLATFORM,
        thread=thread_of(conversation, member),
        attachments=(member.path.rpartition("/")[2],),
        extra={name: "\n".join(lines) for name, lines in written.items() if lines}
        | _confidence([line.confidence for line in conversation.lines]),
    )


def _message(message: Message, conversation: Conversation, member: Member, hints: ReadingHints) -> Record:
    name = _name(conversation)
    direction = _DIRECTION.get(message.side, Direction.UNKNOWN)
    sender, doubts = _sender(message, conversation, name)
    at, at_text = _moment(message, hints)
    extra = {
        "ticks": message.clock.ticks,
        "quoted": message.quoted,
        "under the bubble": message.under,
        "side": message.side.value,
        "status bar clock": conversation.places.status_clock,
    }
    return Record(
        kind=Kind.MESSAGE,
        member=member.path,
        offset=0,
        length=member.size,
        pointer=message.box.pointer,
        at=at.at,
        at_quality=at.quality,
        at_other=at.other,
        at_text=at_text,
        platform=conversation.places.platform or PLATFORM,
        thread=thread_of(conversation, member),
        sender=sender,
        recipients=(name,) if direction is Direction.FROM_OWNER and name and not is_group(conversation) else (),
        direction=direction,
        text=message.text or None,
        doubts=(*doubts, *_doubts(message.confidences)),
        extra={key: value for key, value in extra.items() if value} | _confidence(message.confidences),
    )


def _note(note: Note, conversation: Conversation, member: Member) -> Record:
    return Record(
        kind=Kind.NOTICE,
        member=member.path,
        offset=0,
        length=member.size,
        pointer=note.box.pointer,
        at_text=note.day.text if note.day else "",
        platform=conversation.places.platform or PLATFORM,
        thread=thread_of(conversation, member),
        text=note.text,
        state=State.BY_PLATFORM,
        doubts=_doubts(note.confidences),
        extra=_confidence(note.confidences),
    )


def thread_of(conversation: Conversation, member: Member) -> str:
    """The name in the header; without one, the name of the file."""
    return _name(conversation) or member.path.rpartition("/")[2]


def is_group(conversation: Conversation) -> bool:
    """Whether names stand above messages of others that are not the name in the header."""
    name = _name(conversation).casefold()
    return any(
        message.side is Side.LEFT and message.label and message.label.casefold() != name
        for message in conversation.said
    )


def _name(conversation: Conversation) -> str:
    line = conversation.places.name
    return line.text.strip(" <>‹›〈〉") if line else ""


def _sender(message: Message, conversation: Conversation, name: str) -> tuple[str | None, tuple[Doubt, ...]]:
    """A name above the message, or in the header of a talk between two; the owner is not named by the picture."""
    if message.side is Side.RIGHT:
        return None, ()
    if message.label:
        sender = name if message.label.casefold() == name.casefold() else message.label
        return sender, (Doubt.SENDER_UNCERTAIN,) if message.label_carried and is_group(conversation) else ()
    if message.side is Side.LEFT and name and not is_group(conversation):
        return name, ()
    return None, (Doubt.SENDER_MISSING,)


def _moment(message: Message, hints: ReadingHints) -> tuple[At, str]:
    """A clock of the message's own under a full date is a time. The clock of a day line is that of the message
    right below it, and of no other."""
    day = message.day
    clock = message.clock.text or (day.clock if day and message.is_first_of_day else "")
    own = message.clock.text
    at_text = " ".join(part for part in (day.text if day else "", own) if part)
    minutes = minutes_of(clock) if clock else None
    if day is None or minutes is None:
        return NO_TIME, at_text
    readings = [_at(each, minutes, hints) for each in day.days]
    if not readings:
        return NO_TIME, at_text
    if len(readings) == 1:
        return readings[0], at_text
    return At(readings[0].at, AtQuality.AMBIGUOUS, readings[1].at), at_text


def _at(day: date, minutes: int, hints: ReadingHints) -> At:
    return iso(f"{day.isoformat()}T{minutes // 60:02}:{minutes % 60:02}:00", hints.zone)


def _confidence(confidences: list[float]) -> dict[str, str]:
    """How sure the reading was, in percent: of its least sure line, and on average."""
    if not confidences:
        return {}
    mean = sum(confidences) / len(confidences)
    return {"lowest confidence": f"{min(confidences):.1%}", "mean confidence": f"{mean:.1%}"}


def _doubts(confidences: list[float]) -> tuple[Doubt, ...]:
    return (Doubt.UNSURE_READING,) if any(each < UNSURE_BELOW for each in confidences) else ()
