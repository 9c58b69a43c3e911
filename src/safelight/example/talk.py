"""Written exchanges with slots: what ordinary people say to each other, never twice quite the same.

An exchange is lines such as ``> home now / feet killing me``: ``>`` is Maya, ``<`` the other, a name and a colon
somebody in a group; `` / `` parts messages sent one after the other; ``>+2h`` says how much later. ``{slot}``
stands for a word from ``slots.yaml`` and ``[this|that]`` for either wording. ``(pic)`` and the like stand for
what is not text (``said.Form``).
"""

import re
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta

import msgspec

from safelight.example.chance import Chance
from safelight.example.people import Thread, read_data
from safelight.example.said import weekday_of

LONG = 25
"""Characters from which people notice that a wording returns."""
_TRIES, _CONSIDERED = 4, 9
_LINE = re.compile(r"(?P<who>>|<|[A-Z][\w' ]*:)(?:\+(?P<number>\d+)(?P<unit>[smhd]))? (?P<words>.+)")
_EITHER = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_SATURDAY = 5
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


class Line(msgspec.Struct, frozen=True):
    """One line of an exchange; ``after`` is in seconds where the exchange says so."""

    who: str
    words: tuple[str, ...]
    after: int | None = None


class Window(msgspec.Struct, frozen=True, rename={"first": "from", "last": "to"}):
    """The days and hours in which an exchange makes sense."""

    first: date = date.min
    last: date = date.max
    hours: tuple[int, int] = (0, 24)
    days: str = " ".join(_DAYS)

    def holds(self, at: datetime) -> bool:
        """Whether a local moment lies in it."""
        low, high = self.hours
        return (
            self.first <= at.date() <= self.last
            and low <= at.hour < high
            and _DAYS[weekday_of(at.date())] in self.days
        )


class Exchange(msgspec.Struct, frozen=True, eq=False):
    """Some lines that belong together, as written."""

    lines: tuple[Line, ...]
    window: Window = Window()


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of one exchange as written."""
    return tuple(map(_line, text.strip().splitlines()))


def _line(written: str) -> Line:
    match = _LINE.fullmatch(written.strip())
    if not match:
        message = f"This line of talk has no speaker: {written}"
        raise ValueError(message)
    after = int(match["number"]) * _UNITS[match["unit"]] if match["number"] else None
    return Line(match["who"].removesuffix(":"), tuple(match["words"].split(" / ")), after)


def exchanges_of(name: str) -> list[Exchange]:
    """Every exchange of a file of talk."""
    data = read_data(f"talk/{name}.yaml")
    windows = msgspec.convert(data.get("when", {}), dict[str, Window])
    return [
        Exchange(lines_of(block), windows.get(topic, Window()))
        for topic, text in data["talk"].items()
        for block in re.split(r"\n\s*\n", text.strip())
    ]


def _workday(chance: Chance, at: datetime) -> str:
    days = (at + timedelta(days=number) for number in range(1 + chance.whole(1, 4), 9))
    return next(f"{day:%A}" for day in days if weekday_of(day.date()) < _SATURDAY)


_MADE: dict[str, Callable[[Chance, datetime], str]] = {
    "weekday": lambda chance, at: f"{at + timedelta(days=chance.whole(2, 5)):%A}",
    "workday": _workday,
    "clock": lambda chance, _at: f"{chance.whole(9, 16)}:{chance.whole(0, 5)}0",
    "pence": lambda chance, _at: f"{chance.whole(3, 94)}.{chance.one_of(('00', '50', '99', '25', '80', '35'))}",
    "code": lambda chance, _at: str(chance.whole(102030, 987654)),
    "secs": lambda chance, _at: str(chance.whole(35, 1900)),
}
"""Slots that are made up on the spot, some from the day."""


class Slots:
    """Words for slots, each list gone through before any of it returns."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._words: dict[str, list[str]] = read_data("slots.yaml")
        self._left: dict[str, list[str]] = {}

    def filled(self, words: str, at: datetime) -> str:
        """A line with its choices made."""
        while match := _EITHER.search(words):
            words = words[: match.start()] + self._chance.one_of(match[1].split("|")) + words[match.end() :]
        return _SLOT.sub(lambda slot: self._word(slot[1], at), words).strip()

    def _word(self, slot: str, at: datetime) -> str:
        if slot in _MADE:
            return _MADE[slot](self._chance, at)
        if not self._left.get(slot):
            self._left[slot] = self._chance.shuffled(self._words[slot])
        return self._left[slot].pop()


class Talk:
    """All that can be said in one conversation, the least said first."""

    def __init__(self, thread: Thread, slots: Slots, chance: Chance, seen: Counter[str]) -> None:
        self._chance = chance
        self._slots = slots
        self._seen = seen
        self._exchanges = [one for name in thread.talk for one in exchanges_of(name)]
        self._used: Counter[int] = Counter()

    def next(self, at: datetime) -> list[Line]:
        """An exchange for this local moment, filled: of a few seldom used, the freshest. Empty where none fits."""
        fitting = [number for number, one in enumerate(self._exchanges) if one.window.holds(at)]
        seldom = sorted(self._chance.shuffled(fitting), key=self._used.__getitem__)[:_CONSIDERED]
        if not seldom:
            return []
        number, chosen = self._freshest(seldom, at)
        self._used[number] += 1
        self._seen.update(words for line in chosen for words in line.words)
        return chosen

    def _freshest(self, seldom: list[int], at: datetime) -> tuple[int, list[Line]]:
        """The first of these exchanges whose long wordings are all new, or the one that repeats least."""
        fewest: int | None = None
        found: tuple[int, list[Line]] = (seldom[0], [])
        for number in seldom * _TRIES:
            lines = self._filled(self._exchanges[number], at)
            repeats = self._repeats(lines)
            if fewest is None or repeats < fewest:
                fewest, found = repeats, (number, lines)
            if not repeats:
                break
        return found

    def _filled(self, exchange: Exchange, at: datetime) -> list[Line]:
        return [
            msgspec.structs.replace(line, words=tuple(self._slots.filled(words, at) for words in line.words))
            for line in exchange.lines
        ]

    def _repeats(self, lines: list[Line]) -> int:
        return sum(self._seen[words] for line in lines for words in line.words if len(words) > LONG)
