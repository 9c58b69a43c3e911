"""Labelled conversations, each examined alone with the little an officer would know at first."""

from collections.abc import Callable, Sequence

import msgspec

from safelight.signals.finding import Finding
from safelight.signals.heads import MessageScores, message_scores
from safelight.signals.labelled import Labelled, context_of, table_with
from safelight.signals.registry import examine_all
from safelight.triage.priority import Priority, weigh


class Judged(msgspec.Struct, frozen=True):
    """One conversation and what the software makes of it."""

    conversation: Labelled
    numbers: tuple[int, ...]
    """The number of the message at each place of the scores."""
    labels: tuple[tuple[str, ...], ...]
    scores: MessageScores
    """With the sentence encoder where one is in use."""
    alone: MessageScores
    """Without it."""
    findings: tuple[Finding, ...]
    priority: Priority

    @property
    def chance(self) -> float:
        """The probability that there is any harm in it."""
        return max(self.scores.threads.values(), default=0.0)

    def best(self, findings: Sequence[Finding]) -> list[float]:
        """For each place the highest probability of a finding that rests on it, 0.0 where none does."""
        highest: dict[str, float] = {}
        for finding in findings:
            for record in finding.records:
                highest[record] = max(highest.get(record, 0.0), finding.probability)
        return [highest.get(record, 0.0) for record in self.scores.records]


def judged(conversation: Labelled) -> Judged:
    """Examines one conversation and weighs it."""
    table, context = table_with([conversation]), context_of(conversation)
    scores, alone = message_scores(table, context), message_scores(table, context, encoded=False)
    findings = examine_all(table, context).findings
    pointers = dict(table.select("record_id", "pointer").iter_rows())
    numbers = tuple(int(pointers[record]) for record in scores.records)
    labels = {said.n: said.labels for said in conversation.messages}
    return Judged(
        conversation=conversation,
        numbers=numbers,
        labels=tuple(labels[number] for number in numbers),
        scores=scores,
        alone=alone,
        findings=tuple(findings),
        priority=weigh(findings, context, waiting=None),
    )


def all_judged(conversations: Sequence[Labelled], told: Callable[[str], None]) -> list[Judged]:
    """All of them, telling how far it is."""
    made = []
    for number, conversation in enumerate(conversations, start=1):
        told(f"Examining {number} of {len(conversations)}")
        made.append(judged(conversation))
    return made
