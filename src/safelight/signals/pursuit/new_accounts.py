"""Accounts that first appear soon after somebody was told to stop: leads to compare, never an identification."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

import msgspec
import polars as pl

from safelight.signals.finding import Finding, Severity, Strength
from safelight.signals.pursuit.boundaries import Set
from safelight.signals.pursuit.course import Event
from safelight.signals.pursuit.cues import BOUNDARIES, GRAVE, Cue
from safelight.signals.pursuit.draft import Draft, finding_of
from safelight.signals.pursuit.features import share
from safelight.signals.pursuit.scene import Scene
from safelight.signals.pursuit.wording import counted, lasting

SOON = timedelta(days=30)
VERY_SOON = timedelta(days=3)
OPENING = 6
"""The first messages of an account, in which people say who they are."""
LATEST = 400
"""Words are compared over this many of the latest contacts of each side."""
RARE = 3
"""A word is rare when at most this many other sides use it."""
_SHARED_ENOUGH = 3
_MANY_NEW = 4
_WORD = re.compile(r"[^\W\d_]{4,}")
_INTRODUCES = re.compile(r"\b(?:(?:its|this is|im|i am|my name is) [a-z]+ from|(?:calling|writing) from)\b")
_RECOGNISES = re.compile(
    r"\b(?:is (?:that|this) you|i know (?:its|who|that its)|you again|how many (?:phones|accounts|numbers)|"
    r"another (?:number|account)|new (?:number|account) again|who (?:gave|told) you|"
    r"how did you get (?:this|my)|blocking this)\b"
)


class Meeting(msgspec.Struct, frozen=True, kw_only=True):
    """An account not seen before, and the boundaries set shortly before it first wrote, each with its account."""

    new: str
    first: datetime
    near: tuple[tuple[str, Set], ...]


def meetings(contacts: pl.DataFrame, told: Mapping[str, tuple[Set, ...]]) -> list[Meeting]:
    """Each account that wrote first within ``SOON`` after a boundary with somebody else, in the order of time."""
    starts = (
        contacts.group_by("who")
        .agg(pl.col("at").min().alias("first"), pl.col("incoming").sort_by("at").first().alias("wrote_first"))
        .filter("wrote_first")
        .sort("first", "who")
    )
    found = []
    for new, first in starts.select("who", "first").iter_rows():
        near = tuple(
            (old, one)
            for old, boundaries in told.items()
            for one in boundaries
            if old != new and timedelta(0) < first - one.at <= SOON
        )
        if near:
            found.append(Meeting(new=new, first=first, near=near))
    return found


def new_accounts(
    found: list[Meeting], events: Mapping[str, list[Event]], told: Collection[str], scene: Scene
) -> Iterator[Finding]:
    """A finding for each meeting that reads like more than chance.

    Where somebody of concern was told to stop, an account is compared with theirs and with those already found to
    be worth comparing with theirs: what a friend was told in play says nothing about it.
    """
    spread = _spread_of_words(events) if found else Counter()
    worth = set(scene.parties.concern)
    named = not worth.isdisjoint(told)
    for meeting in found:
        near = [(old, one) for old, one in meeting.near if not named or old in worth]
        if not near or not events.get(meeting.new):
            continue
        old, boundary = min(near, key=lambda one: (one[0] not in scene.parties.concern, meeting.first - one[1].at))
        if not events.get(old):
            continue
        pair = Pair(meeting.new, meeting.first, old, boundary)
        finding = finding_of(_draft(pair, events, scene, spread, len(found)))
        if finding:
            if finding.strength is not Strength.WEAK:
                worth.add(meeting.new)
            yield finding


def _spread_of_words(events: Mapping[str, list[Event]]) -> Counter[str]:
    """How many other sides use each word of four letters or more."""
    return Counter(word for each in events.values() for word in _words(each))


class Pair(NamedTuple):
    """A new account and the one it is compared with."""

    new: str
    first: datetime
    old: str
    boundary: Set


def _draft(
    meeting: Pair, events: Mapping[str, list[Event]], scene: Scene, spread: Counter[str], many: int
) -> Draft:
    new, old = events[meeting.new], events[meeting.old]
    incoming = tuple(event for event in new if event.incoming)
    opening = incoming[:OPENING]
    replies = [event for event in new if not event.incoming]
    silent = not any(event.incoming and event.at > meeting.first for event in old)
    shared = sorted(word for word in _words(incoming) & _words(old) if spread[word] <= RARE)
    features = {
        "self_named": float(any(Cue.SELF_NAMED in event.cues for event in opening)),
        "recognised": float(any(_recognises(event) for event in replies)),
        "same_topic": min(len(shared), _SHARED_ENOUGH) / _SHARED_ENOUGH,
        "soon": float(meeting.first - meeting.boundary.at <= VERY_SOON),
        "grave_words": _says(incoming, *GRAVE),
        "pressing_words": _says(incoming, Cue.PRESSING),
        "other_fell_silent": float(silent),
        "same_hours": float(_small(incoming, scene) and _small(tuple(e for e in old if e.incoming), scene)),
        "introduces_another": float(any(_INTRODUCES.search(_plain(event.text)) for event in opening)),
        "open_matters": share(incoming, Cue.OPEN_MATTER),
        "many_new": float(many >= _MANY_NEW),
    }
    return Draft(
        kind="new_account",
        who=f"{meeting.new}\n{meeting.old}",
        words={
            "who": scene.label(meeting.new),
            "other": scene.label(meeting.old),
            "span": lasting(meeting.first - meeting.boundary.at),
        },
        features=features,
        severity=Severity.HIGH if features["grave_words"] else Severity.MEDIUM,
        events=incoming,
        reasons=tuple(_reasons(features, len(shared), many)),
        flags=scene.lively_flags(incoming),
        limits=scene.limits(meeting.new),
    )


_FOR = {
    "self_named": "its first messages claim to be somebody already known, or tell of blocking or another number",
    "recognised": "the owner's answers appear to recognise the writer, or set a boundary at once",
    "soon": "it first wrote within three days of the boundary",
    "grave_words": "its words appear to tell of watching, turning up or leaving things",
    "pressing_words": "its words appear to press for an answer",
    "other_fell_silent": "the other account wrote nothing more once this one had begun",
    "same_hours": "both write in the small hours",
}
_AGAINST = {
    "introduces_another": "it introduces itself as somebody else",
    "open_matters": "some of its messages deal with a practical matter",
}


def _reasons(features: dict[str, float], shared: int, many: int) -> Iterator[str]:
    yield from (f"For it: {reason}." for name, reason in _FOR.items() if features[name])
    if shared:
        yield f"For it: {counted(shared, 'word')} that hardly anybody else here uses, shared with that account."
    yield from (f"Against it: {reason}." for name, reason in _AGAINST.items() if features[name])
    if many >= _MANY_NEW:
        yield f"Against it: {many} new accounts wrote first in such times, so this may be chance."


def _says(incoming: tuple[Event, ...], *cues: Cue) -> float:
    """1 where such words stand among the first messages or come again; a single one months later may be chance."""
    saying = [place for place, event in enumerate(incoming) if event.cues & set(cues)]
    return float(bool(saying) and (saying[0] < OPENING or len(saying) > 1))


def _recognises(event: Event) -> bool:
    return bool(event.cues & set(BOUNDARIES)) or bool(_RECOGNISES.search(_plain(event.text)))


def _small(events: tuple[Event, ...], scene: Scene) -> bool:
    return any(scene.clock.is_small_hours(event.at) for event in events)


def _words(events: list[Event] | tuple[Event, ...]) -> set[str]:
    return {word for event in events[-LATEST:] for word in _WORD.findall(event.text.casefold())}


def _plain(text: str) -> str:
    return text.casefold().replace("'", "").replace("’", "")
