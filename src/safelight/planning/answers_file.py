"""Reads a file of answers (YAML or JSON) into a situation; every fault becomes a sentence."""

import re
from datetime import datetime
from pathlib import Path

import msgspec

from safelight.knowledge.answer import Answer
from safelight.planning.refused import AnswersRefused
from safelight.planning.situation import Situation
from safelight.signals.context_refused import ContextRefused
from safelight.signals.context_text import LARGEST_FILE, Plain, plain_values

_ANSWERS = {"true": "yes", "false": "no", "not sure": "not_sure", "not asked": "not_asked"}
_FOOTPRINT = ("answers", "things")
_SAID = frozenset({"could_get_in", "seems_in"})
_YES_OR_NO = frozenset({"links_read", "found_nothing", "place_agreed", "agreed_by_victim", "agreed_with_police"})
_WHERE = re.compile(r"^(?P<what>.*) - at `\$(?P<path>.*)`$", re.DOTALL)
_NOT_IN_LIST = re.compile(r"Invalid enum value '(?P<value>.*)'")


def load_answers(source: Path | bytes, *, begun: datetime | None = None) -> Situation:
    """The situation written in a file or in its bytes; ``begun`` where the file does not say when it was begun.

    A file that begins with ``answers`` or ``things`` is a footprint alone.

    Answers are ``yes``, ``no``, ``not_sure`` or ``not_asked``; times carry their zone. Whether the words in it are
    known to the packs is for ``checking.faults_of``. Raises ``AnswersRefused``, and ``OSError`` where the file
    cannot be opened.
    """
    try:
        values = plain_values(_bytes_of(source))
    except ContextRefused as refused:
        raise AnswersRefused(refused.problems) from refused
    if not isinstance(values, dict):
        raise AnswersRefused(("It does not begin with names and values, such as “begun: 2026-11-27T09:00:00Z”.",))
    try:
        return msgspec.convert(_readied(_whole(values, begun)), Situation, strict=False)
    except msgspec.ValidationError as fault:
        raise AnswersRefused((_sentence(str(fault)),)) from fault


def _whole(values: dict[str, Plain], begun: datetime | None) -> dict[str, Plain]:
    said: dict[str, Plain] = {name: values[name] for name in _FOOTPRINT if name in values}
    rest = {name: part for name, part in values.items() if name not in said}
    if said:
        rest.setdefault("footprint", said)
    if begun is not None:
        rest.setdefault("begun", begun.isoformat())
    return rest


def _bytes_of(source: Path | bytes) -> bytes:
    if isinstance(source, bytes):
        return source
    with source.open("rb") as file:
        return file.read(LARGEST_FILE + 1)


def _readied(value: Plain, key: str = "") -> object:
    """Answers in the words of ``Answer``, and yes or no as true or false where only these two are meant."""
    if isinstance(value, dict):
        inner = "answer" if key == "answers" else ""
        return {name: _readied(part, inner or name) for name, part in value.items() if part is not None}
    if isinstance(value, list):
        return [_readied(part) for part in value]
    if key == "answer" or key in _SAID:
        return _ANSWERS.get(str(value), value)
    return {"yes": True, "no": False}.get(str(value), value) if key in _YES_OR_NO else value


def _sentence(fault: str) -> str:
    placed = _WHERE.match(fault)
    what, path = (placed["what"], placed["path"]) if placed else (fault, "")
    wrong = _NOT_IN_LIST.search(what)
    if wrong and ("answers" in path or path.rpartition(".")[2] in _SAID):
        what = f"“{wrong['value']}” is no answer; write one of {', '.join(Answer)}"
    where = re.sub(r"\[(\d+)\]", lambda row: f", row {int(row[1]) + 1}", path.strip(".")).replace(".", ", ")
    return f"At {where}: {what}." if where else f"{what}."
