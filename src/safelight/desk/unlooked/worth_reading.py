"""Conversations with no more than weak findings that are worth reading early, as the page shows them."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from safelight.desk.content import OpenCase
from safelight.desk.conversations.bubble import Bubble, bubbles_of
from safelight.records.conversation import ConversationSummary
from safelight.records.search import records_named
from safelight.signals.finding import Finding
from safelight.signals.heads.worth_reading import WorthReading


@dataclass(frozen=True)
class ShownPassage:
    """A conversation that is worth reading early, what rests on it, and the messages to begin with."""

    name: str
    """What the conversation is called in addresses."""
    conversation: ConversationSummary
    findings: list[Finding]
    begin_with: list[Bubble]
    is_unseen: bool
    """Nobody has opened it since all that is in it was read."""


def shown_passages(
    passages: Iterable[WorthReading],
    opened: OpenCase,
    names: Mapping[str, ConversationSummary],
    *,
    stands: Iterable[Finding],
    unseen: Container[str],
    references: Mapping[str, str],
) -> list[ShownPassage]:
    """Each as it is shown. ``names``: conversations by what they are called; ``stands``: findings nobody rejected;
    ``unseen``: what those are called that nobody has opened.
    """
    zone = ZoneInfo(opened.examination.rhythm.zone)
    called: dict[tuple[str | None, str | None], str] = {
        (each.platform, each.thread): name for name, each in names.items()
    }
    findings = {one.id: one for one in stands}
    shown = []
    for passage in passages:
        name = called[passage.platform, passage.thread]
        rows = records_named(opened.table, passage.begin_with).sort("at", nulls_last=True)
        shown.append(
            ShownPassage(
                name=name,
                conversation=names[name],
                findings=[findings[one] for one in passage.findings if one in findings],
                begin_with=list(bubbles_of(rows.iter_rows(named=True), [], zone, references=references)),
                is_unseen=name in unseen,
            )
        )
    return shown
