"""Who talks with Maya, where, when in the day, and how each of them writes."""

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import yaml

HERE = Path(__file__).parent
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Manner(msgspec.Struct, frozen=True):
    """How somebody writes: shares of their messages, and the pictures and short endings they like."""

    lower: bool = False
    emoji: float = 0.0
    emojis: tuple[str, ...] = ()
    typo: float = 0.0
    kisses: float = 0.0
    ending: float = 0.0
    endings: tuple[str, ...] = ()


class Thread(msgspec.Struct, frozen=True):
    """One conversation. ``address`` is a number or mail address; ``weekday`` and ``weekend`` are talks a day."""

    source: str
    title: str
    address: str = ""
    talk: tuple[str, ...] = ()
    weekday: float = 0.0
    weekend: float = 0.0
    hours: str = "day"
    reply_seconds: float = 60.0
    late: float = 0.1
    starts: date = date(2026, 3, 1)
    ends: date = date(2026, 7, 31)
    is_request: bool = False
    group: bool = False
    folder: str = ""


class Cast(msgspec.Struct, frozen=True):
    """Everybody. Rhythms give each hour of the day its weight."""

    threads: dict[str, Thread]
    manners: dict[str, Manner]
    rhythms: dict[str, dict[int, float]]


def read_data(name: str) -> Any:
    """A data file of the example."""
    return yaml.load((HERE / name).read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - a safe loader


def cast() -> Cast:
    """Everybody, from ``cast.yaml``."""
    return msgspec.convert(read_data("cast.yaml"), Cast)
