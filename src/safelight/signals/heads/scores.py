"""What the heads say of a case: a probability for every message and family of harm, and for every conversation."""

import os
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt
import polars as pl

from safelight.signals.cells import Cells
from safelight.signals.context import CaseContext
from safelight.signals.heads.alerts import Alerts
from safelight.signals.heads.families import ANY, SCORED
from safelight.signals.heads.model import Model
from safelight.signals.heads.posts.scored import with_posts
from safelight.signals.heads.semantic.encoder import EncoderRefused, Encodes, encoder_installed
from safelight.signals.heads.semantic.head import MOST
from safelight.signals.heads.semantic.tuned import Answers, tuned_installed
from safelight.signals.heads.talk_of import talk_of
from safelight.signals.heads.warning import Begins
from safelight.signals.heads.weights_file import model_in

OWN_WEIGHTS = "SAFELIGHT_HEADS"
"""Names a folder with an agency's own weights, made by ``safelight train``."""
SHIPPED = Path(__file__).parent / "weights"
_KEPT = 2
_last: OrderedDict[str, "MessageScores"] = OrderedDict()
_instead: ContextVar[tuple[Model, str] | None] = ContextVar("instead", default=None)


class Passage(NamedTuple):
    """Rows of one thread that are weighed as one, and the sum of the early warning for them."""

    begin: int
    end: int
    warned: float
    of: int = 1
    """How many passages the thread has."""


class MessageScores(msgspec.Struct, frozen=True, dict=True):
    """Probabilities of a case, one row a message that says something.

    Rows stand in the order of ``Scene``: row 7 is place 7 of a ``Scene`` over the same records. A probability is
    calibrated to the share of harm in the conversations it was learned from (about one message in eight, over half
    of the conversations); in life harm is far rarer. So rank by it, or weigh it beside other signs: it is a sign,
    never a finding by itself.
    """

    version: str
    """Of the weights: the beginning of their SHA-256."""
    column_of_records: Cells[str]
    chances: npt.NDArray[np.float64]
    """One row a message, one column for each of ``families.SCORED``; 0.001 to 0.97."""
    by_others: npt.NDArray[np.bool_]
    """For each message whether somebody else than the owner wrote it, or nobody knows."""
    threads: dict[tuple[str | None, str | None], float]
    """For each platform and thread the probability that there is any harm in it."""
    passages: dict[tuple[str | None, str | None], Passage] = {}
    """For each platform and thread the passage that speaks loudest for reading it early."""
    begins: tuple[Begins, ...] = ()
    """From which sum of a passage on to warn of its thread."""
    alerts: Alerts = Alerts()
    """From which probability on a conversation is alerted and an account named."""
    encoder: str = ""
    """The version of the sentence encoder that looked at the likeliest messages."""
    without: str = ""
    """Why no encoder did, in a sentence; empty where one did."""

    def __len__(self) -> int:
        return len(self.column_of_records)

    @property
    def records(self) -> tuple[str, ...]:
        """Which record each row is of."""
        return tuple(self.column_of_records)

    def at(self, place: int, family: str = ANY) -> float:
        """The probability at a place of a ``Scene``. Raises ``ValueError`` for a family that is not scored."""
        return float(self.chances[place, SCORED.index(family)])

    def column(self, family: str = ANY) -> npt.NDArray[np.float64]:
        """The probability of every place."""
        return self.chances[:, SCORED.index(family)]

    def above(self, least: float, family: str = ANY) -> list[int]:
        """The places whose probability is at least this, the likeliest first: candidates for a closer look."""
        column = self.column(family)
        places = np.flatnonzero(column >= least)
        return [int(place) for place in places[np.argsort(-column[places], kind="stable")]]

    def of(self, record: str, family: str = ANY) -> float:
        """The probability of a record, 0.0 for one that says nothing."""
        place = self._places.get(record)
        return 0.0 if place is None else self.at(place, family)

    @property
    def _places(self) -> dict[str, int]:
        if "places" not in self.__dict__:
            self.__dict__["places"] = {record: place for place, record in enumerate(self.records)}
        places: dict[str, int] = self.__dict__["places"]
        return places


def message_scores(
    records: pl.DataFrame,
    context: CaseContext,
    model: tuple[Model, str] | None = None,
    *,
    encoded: bool = True,
    most: int | None = MOST,
) -> MessageScores:
    """The scores of all messages of a case (the table of ``records.table``); they do not depend on its order.

    For signals: ask as often as you like; the last cases are remembered, so that every signal shares one reading.
    ``scores.at(place, "control")`` fits the places of your ``Scene``; ``scores.above(0.3, "fraud")`` gives
    candidates that no pattern found; ``scores.threads`` says how likely a conversation holds any harm. Use a score
    as one valued sign (for example its log-odds) beside signs that can be read out, and let no finding rest on it
    alone. Families: ``families.SCORED``. Owner unknown: it reckons between both readings, and is worth less.
    Threats in a public post (``Kind.POST``) are scored by a head of their own.

    Where the sentence encoder is installed it looks at the ``most`` likeliest messages (all where ``None``), unless
    ``encoded`` is false.
    """
    used = model or _instead.get() or shipped_model()
    encoded_by, without = _encoders_for(used[0], encoded=encoded)
    answers = encoded_by and encoded_by.answers
    key = _key(records, context, f"{used[1]} {answers and answers.version} {without} {most}")
    if key in _last:
        _last.move_to_end(key)
        return _last[key]
    talk, said = talk_of(records, context)
    told = used[0].scores(talk, answers, most)
    chances = with_posts(told.messages, talk, said.table, encoded_by and encoded_by.directions, most)
    firsts = np.flatnonzero(np.append(True, np.diff(talk.thread) != 0)[: len(talk)])
    names = said.table.select("platform", "thread")[firsts.tolist()].rows()
    found, sums, many = told.heaviest
    judging = used[0].semantic if answers and used[0].semantic else used[0]
    heaviest = map(Passage, found.begins.tolist(), found.ends.tolist(), sums.tolist(), many.tolist())
    scores = MessageScores(
        version=used[1],
        column_of_records=said.records,
        chances=chances,
        by_others=talk.owner < 1,
        threads=dict(zip(names, told.threads.tolist(), strict=True)),
        passages=dict(zip(names, heaviest, strict=True)),
        begins=judging.warning.begins,
        alerts=judging.alerts,
        encoder=answers.version if answers else "",
        without=without,
    )
    _last[key] = scores
    while len(_last) > _KEPT:
        _last.popitem(last=False)
    return scores


@contextmanager
def scored_by(model: Model, version: str) -> Iterator[None]:
    """Meanwhile this model scores what signals ask for: one that has not learned from what they examine."""
    token = _instead.set((model, version))
    try:
        yield
    finally:
        _instead.reset(token)


@cache
def shipped_model() -> tuple[Model, str]:
    """The model in use and its version: an agency's own where ``SAFELIGHT_HEADS`` names one, else the shipped."""
    return model_in(Path(os.environ.get(OWN_WEIGHTS) or SHIPPED))


def scored_with() -> str:
    """Which weights score messages here, and whether a sentence encoder looks again: words for a record."""
    model, version = shipped_model()
    used, without = _encoders_for(model, encoded=True)
    if used:
        return f"Weights {version}, with the sentence encoder {used.answers.version}."
    return f"Weights {version}, without the sentence encoder. {without}"


class _Encoders(NamedTuple):
    answers: Answers
    directions: Encodes
    """For public posts, which are scored by a head of their own."""


def _encoders_for(model: Model, *, encoded: bool) -> tuple[_Encoders | None, str]:
    if not encoded:
        return None, "The sentence encoder was not asked."
    if model.semantic is None:
        return None, "These weights were learned without a sentence encoder, so none was asked."
    try:
        used = _Encoders(tuned_installed(), encoder_installed())
    except EncoderRefused as refused:
        return None, str(refused)
    if used.answers.version != model.semantic.encoder:
        return (
            None,
            "These weights were learned with another sentence encoder, so none was asked. Train them again.",
        )
    return used, ""


def _key(records: pl.DataFrame, context: CaseContext, version: str) -> str:
    columns = ["record_id", "platform", "thread", "sender", "recipients", "direction", "at", "text", "kind"]
    rows = records.select(columns).hash_rows()
    known = (version, records.height, rows.sum(), (rows * rows).sum(), context.timezone, context.owner)
    return sha256(repr(known).encode("utf-8", "surrogatepass")).hexdigest()
