"""The protocol of PAN-2012 (predator identification by author), for agencies that hold its data.

Form: ``<conversations><conversation id><message line><author/><time/><text/></message></conversation>`` and a file of
author ids, one a line. A conversation counts where at least two authors wrote at least six messages each;
measured are precision, recall, F1 and F0.5 over all the ids in the file, those filtered away included.
Times are hours and minutes without a day. Source: Inches and Crestani 2012, as described in the reproductions read.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np

from safelight.evaluating.latency import f_score
from safelight.readers.tables.xml_part import XmlPart
from safelight.records.record import AtQuality, Direction, Kind, Record
from safelight.records.table import table_of
from safelight.signals.context import CaseContext
from safelight.signals.heads import message_scores

FEWEST_AUTHORS, FEWEST_MESSAGES = 2, 6
HIGHEST = 3
"""An author's score is the mean of so many of their highest messages."""


class Said(msgspec.Struct, frozen=True):
    """One line of a conversation."""

    author: str
    text: str


class OfAuthors(msgspec.Struct, frozen=True):
    """The figures over authors."""

    conversations: int
    kept: int
    """Conversations left after the filter."""
    lost: int
    """Authors sought that the filter lost."""
    right: int
    wrong: int
    missed: int
    precision: float
    recall: float
    f1: float
    f05: float


def conversations_of(path: Path) -> Iterator[tuple[str, list[Said]]]:
    """Every conversation of a file, one at a time. Raises ``UnknownLayout`` for damage and for a DTD."""
    walk, reading = XmlPart(path.name), _Reading()
    walk.start, walk.end, walk.text = reading.start, reading.end, reading.text
    with path.open("rb") as stream:
        for _ in walk.through(stream):
            yield from reading.whole
            reading.whole.clear()


class _Reading:
    """What stands in the file so far."""

    def __init__(self) -> None:
        self.whole: list[tuple[str, list[Said]]] = []
        self._name = ""
        self._said: list[Said] = []
        self._parts: dict[str, str] = {}
        self._inside = ""

    def start(self, name: str, said: dict[str, str]) -> None:
        self._inside = name
        if name == "conversation":
            self._name, self._said = said.get("id", ""), []
        elif name == "message":
            self._parts = {}

    def text(self, text: str) -> None:
        self._parts[self._inside] = self._parts.get(self._inside, "") + text

    def end(self, name: str) -> None:
        self._inside = ""
        if name == "message":
            self._said.append(Said(self._parts.get("author", ""), self._parts.get("text", "")))
        elif name == "conversation":
            self.whole.append((self._name, self._said))


def passes(said: list[Said]) -> bool:
    """Whether the filter of the protocol keeps a conversation."""
    counts = Counter(one.author for one in said)
    return sum(count >= FEWEST_MESSAGES for count in counts.values()) >= FEWEST_AUTHORS


def of_authors(path: Path, sought: Path, least: float) -> OfAuthors:
    """The protocol with the scores for grooming: an author is named from a score of ``least``."""
    wanted = {line.strip() for line in sought.read_text(encoding="utf-8").splitlines() if line.strip()}
    highest: dict[str, float] = defaultdict(float)
    every = kept = 0
    for name, said in conversations_of(path):
        every += 1
        if passes(said):
            kept += 1
            for author, score in _scores(name, said).items():
                highest[author] = max(highest[author], score)
    named = {author for author, score in highest.items() if score >= least}
    right, wrong, missed = len(named & wanted), len(named - wanted), len(wanted - named)
    return OfAuthors(
        every, kept, len(wanted - highest.keys()), right, wrong, missed,
        right / (right + wrong) if right + wrong else 0.0, right / len(wanted) if wanted else 0.0,
        f_score(right, wrong, missed, 1), f_score(right, wrong, missed, 0.5),
    )  # fmt: skip


def _scores(name: str, said: list[Said]) -> dict[str, float]:
    """Each author's score, every other author being the one protected."""
    authors = list(dict.fromkeys(one.author for one in said))
    scores = {}
    for author in authors:
        records = [
            Record(
                kind=Kind.MESSAGE, member=name, offset=line, length=1, at_quality=AtQuality.MISSING, platform="pan",
                thread=name, sender=one.author, recipients=tuple(other for other in authors if other != one.author),
                direction=Direction.TOWARDS_OWNER if one.author == author else Direction.FROM_OWNER,
                text=one.text or " ",
            )
            for line, one in enumerate(said)
        ]  # fmt: skip
        table = table_of(records, exhibit="")
        heads = message_scores(table, CaseContext())
        own = set(table.filter(table["sender"] == author)["record_id"].to_list())
        told = sorted(heads.of(record, "grooming") for record in own)
        scores[author] = float(np.mean(told[-HIGHEST:]))
    return scores
