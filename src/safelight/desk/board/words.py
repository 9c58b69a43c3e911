"""What changed between two weighings, in words that say what was, what is, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from safelight.desk.board.models import Cause, LevelChoice, Move, Weighing
from safelight.triage.harm_weights import harm_weights
from safelight.triage.level import Level

_LEVEL_NAMES = {**dict(LevelChoice.choices), "none": _("not weighed")}
_TOLD = {
    "vulnerability": "the age of the person to be protected",
    "children": "children who may be affected",
    "orders": "an order or bail condition",
    "together": "several kinds of harm together",
    "index": "a published index of harm",
    "waiting": "the time it has waited",
    "graded": "the grade of risk that a person gave",
}


@dataclass(frozen=True)
class Changed:
    """One change of the place of a case. ``by`` is empty where a worker or the clock caused it."""

    at: datetime
    by: str
    sentences: tuple[str, ...]


def history_of(weighings: Sequence[Weighing], moves: Sequence[Move]) -> list[Changed]:
    """Everything that changed the place of a case, newest first."""
    pairs = zip((None, *weighings), weighings, strict=False)
    changes = [
        Changed(after.at, after.by.name if after.by else "", tuple(what_changed(before, after)))
        for before, after in pairs
    ]
    changes += [change for move in moves for change in _of_move(move)]
    return sorted(changes, key=lambda one: one.at, reverse=True)


def what_changed(before: Weighing | None, after: Weighing) -> Iterator[str]:
    """Sentences: the cause, the levels, the floors that came or went, and what weighs more or less."""
    yield str(Cause(after.cause).label)
    if before is None:
        yield _("It was weighed for the first time: %(level)s.") % {"level": level_name(after.level)}
    elif before.level != after.level:
        levels = {"was": level_name(before.level), "level": level_name(after.level)}
        yield _("It was %(was)s and is %(level)s.") % levels
    floors = before.floors if before else {}
    for flag, level in after.floors.items():
        if floors.get(flag) != level:
            yield _("%(reason)s, so it is %(level)s at least.") % {
                "reason": _floor(flag),
                "level": level_name(level),
            }
    for flag in floors:
        if flag not in after.floors:
            yield _("No longer: %(reason)s.") % {"reason": _floor(flag)}
    yield from _weighed_otherwise(before.terms if before else {}, after.terms)


def level_name(level: str) -> str:
    """The level as it stands in a sentence."""
    if level == Level.IMMEDIATE:
        return _("immediate")
    return str(_LEVEL_NAMES.get(level, level)).lower()


def _weighed_otherwise(before: dict[str, float], after: dict[str, float]) -> Iterator[str]:
    more = [name for name in after if after[name] > before.get(name, 0)]
    less = [name for name in before if before[name] > after.get(name, 0)]
    if more:
        yield _("Weighs more: %(what)s.") % {"what": "; ".join(map(_term, more))}
    if less:
        yield _("Weighs less: %(what)s.") % {"what": "; ".join(map(_term, less))}


def _floor(flag: str) -> str:
    return next((floor.says for floor in harm_weights().floors if floor.flag == flag), flag.replace("_", " "))


def _term(name: str) -> str:
    if name in _TOLD:
        return _TOLD[name]
    _kind, _colon, what = name.partition(":")
    named = {harm.id: harm.name for harm in harm_weights().harms} | {
        sign.flag: sign.says.rstrip(".") for sign in harm_weights().signs
    }
    words = named.get(what) or (what or name).replace("_", " ")
    return words[0].lower() + words[1:]


def _of_move(move: Move) -> Iterator[Changed]:
    words = {"level": level_name(move.level), "was": level_name(move.weighed), "until": f"{move.until:%-d %B %Y}"}
    moved = _("Moved by hand to %(level)s (it was weighed %(was)s), until %(until)s.") % words
    yield Changed(move.at, move.by.name, (moved, _("Reason: %(reason)s") % {"reason": move.reason}))
    if move.ended_at:
        ended = (_("The move by hand was ended."), _("Reason: %(reason)s") % {"reason": move.ended_reason})
        yield Changed(move.ended_at, move.ended_by.name if move.ended_by else "", ended)
    elif not move.runs:
        over = _("The move by hand ran out; the case is ordered by its weight again.")
        yield Changed(move.until, "", (over,))
