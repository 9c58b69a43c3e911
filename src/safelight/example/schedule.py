"""Lays talk out over five months: a rhythm for each conversation, quiet days, busy evenings, late answers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, time, timedelta

from safelight.example.chance import Chance
from safelight.example.manner import in_the_manner_of
from safelight.example.people import Cast, Manner, Thread
from safelight.example.said import LONDON, OWNER, Form, Said, weekday_of
from safelight.example.talk import Line, Talk

_SATURDAY = 5
_CHATTY = ("whatsapp", "instagram")
_SPECIAL = re.compile(r"\((pic|voice|share|deleted|missed|notice|call)(?: ([^)]*))?\)(?: (.+))?")
_PLAIN = Manner()
_BED, _UP = time(23, 35), time(6, 50)
_BEFORE, _AFTER = timedelta(minutes=45), timedelta(hours=3)
_QUIET_DAY, _BUSY_DAY = 0.12, 0.1


def ordinary(
    thread: Thread, talk: Talk, cast: Cast, chance: Chance, grave: Sequence[datetime] = ()
) -> Iterator[Said]:
    """Everything ordinary said in one conversation, in the order of time; nothing around ``grave`` moments."""
    free = datetime.min.replace(tzinfo=UTC)
    for start in _starts(thread, cast.rhythms[thread.hours], chance):
        if start < free or any(-_BEFORE < start - one < _AFTER for one in grave):
            continue
        spoken = list(spoken_from(talk.next(start.astimezone(LONDON)), start, thread, cast, chance))
        yield from spoken
        if spoken:
            free = spoken[-1].at + timedelta(minutes=chance.whole(9, 50))


def spoken_from(
    lines: Iterable[Line], start: datetime, thread: Thread, cast: Cast, chance: Chance, *, asleep: bool = True
) -> Iterator[Said]:
    """An exchange said from a moment on. People who are ``asleep`` at night answer in the morning."""
    at, before = start, ""
    for line in lines:
        author = _author(line.who, thread)
        manner = cast.manners.get(author, _PLAIN) if thread.source in _CHATTY else _PLAIN
        for number, words in enumerate(line.words):
            at += timedelta(
                seconds=_pause(line, number, thread, chance, before=before, author=author, words=words)
            )
            at = _awake(at, chance) if asleep else at
            for one in _messages(words, at, author, manner, chance, plain=not asleep):
                yield one
                at = one.at
            before = author
    if asleep and thread.source in _CHATTY and before:
        last = _author("<", thread) if before == OWNER else OWNER
        yield from _ending(cast.manners.get(last, _PLAIN), at, last, chance)


def _messages(
    words: str, at: datetime, author: str, manner: Manner, chance: Chance, *, plain: bool
) -> Iterator[Said]:
    special = _SPECIAL.fullmatch(words)
    if special:
        form, detail, caption = Form(special[1]), special[2] or "", special[3] or ""
        seconds = int(detail) if form is Form.CALL else 0
        yield Said(at, author, detail if form is Form.NOTICE else caption, form, seconds)
        return
    subject, mark, body = words.partition(" :: ")
    if mark:
        yield Said(at, author, body.replace("\\n", "\n"), subject=subject)
        return
    for number, sent in enumerate([words] if plain else in_the_manner_of(manner, words, chance)):
        at += timedelta(seconds=number * chance.whole(3, 11))
        yield Said(at, author, sent.replace("\\n", "\n"))


def _ending(manner: Manner, at: datetime, author: str, chance: Chance) -> Iterator[Said]:
    if manner.endings and chance.happens(manner.ending):
        later = _awake(at + timedelta(seconds=chance.whole(15, 400)), chance)
        yield Said(later, author, chance.one_of(manner.endings))


def _author(who: str, thread: Thread) -> str:
    return {">": OWNER, "<": thread.title}.get(who, who)


def _pause(
    line: Line, number: int, thread: Thread, chance: Chance, *, before: str, author: str, words: str
) -> float:
    if not (number or before):
        return line.after or 0
    if number:
        return chance.between(3, 14) + len(words) / 5
    if line.after is not None:
        return line.after + chance.between(0, 40)
    if author == before:
        return chance.between(8, 90)
    if chance.happens(thread.late):
        return chance.between(15, 160) * 60
    quick = chance.between(0.15, 1)
    return 6 + len(words) / 6 + thread.reply_seconds * quick * quick * 3


def _awake(at: datetime, chance: Chance) -> datetime:
    local = at.astimezone(LONDON)
    if _UP <= local.time() < _BED:
        return at
    day = local.date() + timedelta(days=local.time() >= _BED)
    morning = datetime.combine(day, _UP, LONDON) + timedelta(minutes=chance.whole(5, 95))
    return morning.astimezone(UTC) + timedelta(seconds=chance.whole(0, 59))


def _starts(thread: Thread, rhythm: dict[int, float], chance: Chance) -> Iterator[datetime]:
    day, last = thread.starts, thread.ends
    while day <= last:
        mean = thread.weekend if weekday_of(day) >= _SATURDAY else thread.weekday
        mood = chance.between(0, 1)
        mean *= 0.25 if mood < _QUIET_DAY else 1.9 if mood > 1 - _BUSY_DAY else 1
        moments = [
            datetime.combine(day, time(chance.weighted(rhythm), chance.whole(0, 59), chance.whole(0, 59)), LONDON)
            for _ in range(chance.count(mean))
        ]
        yield from sorted(moment.astimezone(UTC) for moment in moments)
        day += timedelta(days=1)
