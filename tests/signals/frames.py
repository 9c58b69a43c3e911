"""Tables of records for the tests of signals: written by hand, or from a labelled conversation."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from safelight.signals.context import CaseContext, Owner

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

SCHEMA: dict[str, Any] = {
    "record_id": pl.String,
    "row": pl.Int64,
    "exhibit": pl.String,
    "member": pl.String,
    "offset": pl.Int64,
    "length": pl.Int64,
    "pointer": pl.String,
    "kind": pl.String,
    "at": pl.Datetime("us", "UTC"),
    "at_quality": pl.String,
    "at_other": pl.Datetime("us", "UTC"),
    "at_text": pl.String,
    "platform": pl.String,
    "thread": pl.String,
    "sender": pl.String,
    "recipients": pl.List(pl.String),
    "direction": pl.String,
    "text": pl.String,
    "state": pl.String,
    "attachments": pl.List(pl.String),
    "reply_to": pl.String,
    "doubts": pl.List(pl.String),
    "extra": pl.String,
}


def frame(
    messages: Sequence[tuple[float, str | None, str | None]],
    *,
    owner: str | None = "me",
    thread: str = "chat",
    platform: str = "whatsapp",
    kind: str = "message",
) -> pl.DataFrame:
    """Messages (minutes since ``START``, sender, text) of one thread; without an owner no direction is known."""
    people = list(dict.fromkeys(sender for _, sender, _ in messages if sender))
    rows = [
        {
            "record_id": f"{thread}-{number:05d}",
            "row": number,
            "exhibit": "AB/1",
            "member": f"{thread}.txt",
            "offset": number * 100,
            "length": 100,
            "pointer": "",
            "kind": kind,
            "at": START + timedelta(minutes=minutes),
            "at_quality": "exact",
            "at_other": None,
            "at_text": "",
            "platform": platform,
            "thread": thread,
            "sender": sender,
            "recipients": [person for person in people if person != sender],
            "direction": _direction(sender, owner),
            "text": text,
            "state": "sent",
            "attachments": [],
            "reply_to": "",
            "doubts": [],
            "extra": "{}",
        }
        for number, (minutes, sender, text) in enumerate(messages)
    ]
    return pl.DataFrame(rows, schema=SCHEMA)


def _direction(sender: str | None, owner: str | None) -> str:
    if owner is None or sender is None:
        return "unknown"
    return "from_owner" if sender == owner else "towards_owner"


def corpus_case(path: Path) -> tuple[pl.DataFrame, CaseContext, list[list[str]]]:
    """A labelled conversation: its table, the context an officer would have at least, and labels per row."""
    case = json.loads(path.read_text(encoding="utf-8"))
    accounts = {person["id"]: person["account"] for person in case["participants"]}
    owner = next(person for person in case["participants"] if person["id"] == case["owner"])
    messages = [
        ((datetime.fromisoformat(m["at"]) - START).total_seconds() / 60, accounts.get(m["from"]), m["text"])
        for m in case["messages"]
    ]
    table = frame(messages, owner=owner["account"], thread=case["id"], platform=case["platform"])
    context = CaseContext(
        owner=Owner(name=owner["name"], accounts=(owner["account"],), age=case["owner_age"]),
        timezone="Europe/London",
    )
    return table, context, [message["labels"] for message in case["messages"]]
