"""The moments at which somebody was told to stop: noted by officers, or found in the owner's own words."""

import re
from datetime import datetime
from enum import StrEnum

import msgspec
import polars as pl

from safelight.signals.context import CaseContext
from safelight.signals.pursuit.cues import BOUNDARIES, Cue, cue_spans, cues_of
from safelight.signals.pursuit.parties import Parties

_REFUSING = r"(?:do|did|does|wo|would|ca|could)n['’]?t"
_LINKING = rf"(?: (?:to|not|never|just|still|really|even|only|please|will|would|keeps?|{_REFUSING}))"
TOLD_OF_ANOTHER = re.compile(
    rf"\b(?:him|her|them|he|she|they|his|people)(?: \w+|{_LINKING}+)? ?$"
    r"|\b(?:asked|asking|told|telling|tell|begged|warned) (?!(?:yo)?u\b|ya\b|nicely|politely|twice|again)\w+ "
    r"(?:not )?to $",
    re.IGNORECASE,
)
"""Before such words: somebody else was told, and this one only hears of it."""
_THANKS = re.compile(r"\b(?:thanks?|ta|cheers|love you|sorry|well done|congrat\w*|proud|lovely|brilliant)\b", re.I)
_INSISTS = re.compile(r"i (?:really )?mean(?:t)? it", re.IGNORECASE)


class Source(StrEnum):
    """How a boundary is known. Noted ones are stronger than words found in a conversation."""

    NOTED = "noted"
    CLEAR = "clear"
    SOFT = "soft"


class Set(msgspec.Struct, frozen=True, kw_only=True):
    """One boundary towards one other side. ``record`` is empty where officers noted it."""

    at: datetime
    source: Source
    record: str = ""
    start: int = 0
    end: int = 0


def noted_boundaries(context: CaseContext, parties: Parties) -> dict[str, list[Set]]:
    """The boundaries officers noted, by the other side's key; one without an account is for all of concern."""
    noted: dict[str, list[Set]] = {}
    for boundary in context.boundaries:
        keys = (parties.key_of(boundary.account),) if boundary.account else parties.concern
        for key in keys:
            noted.setdefault(key, []).append(Set(at=boundary.at, source=Source.NOTED))
    return noted


def found_boundaries(contacts: pl.DataFrame) -> dict[str, list[Set]]:
    """The boundaries in the owner's own words, by the key of the other side they were written to."""
    said = contacts.filter(~pl.col("incoming"))
    written = said[sorted(cues_of(said["text"], BOUNDARIES))]
    found: dict[str, list[Set]] = {}
    for who, at, record, text in written.select("who", "at", "record_id", "text").iter_rows():
        spans = [span for span in cue_spans(text, BOUNDARIES) if _is_said_to_them(text, span[1], span[2])]
        if spans:
            cue, start, end = min(spans, key=lambda span: (span[0] is not Cue.BOUNDARY_CLEAR, span[1]))
            source = Source.CLEAR if cue is Cue.BOUNDARY_CLEAR else Source.SOFT
            found.setdefault(who, []).append(Set(at=at, source=source, record=record, start=start, end=end))
    return found


def _is_said_to_them(text: str, start: int, end: int) -> bool:
    """Whether it was said to whoever reads it; "I mean it" after thanks or praise insists on these."""
    begun = start + len("not to ") if text[start:end].lower().startswith("not to ") else start
    if TOLD_OF_ANOTHER.search(text[:begun]):
        return False
    return not (_INSISTS.fullmatch(text[start:end].strip()) and _THANKS.search(text[:start]))


def joined(*several: dict[str, list[Set]]) -> dict[str, tuple[Set, ...]]:
    """All boundaries by other side, in the order of time."""
    every: dict[str, list[Set]] = {}
    for one in several:
        for key, told in one.items():
            every.setdefault(key, []).extend(told)
    return {key: tuple(sorted(told, key=_moment)) for key, told in sorted(every.items())}


def _moment(one: Set) -> tuple[datetime, str]:
    return one.at, one.record
