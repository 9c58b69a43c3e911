"""By conversation, by account and by case; and how soon the first alert comes."""

from collections import Counter
from collections.abc import Callable, Sequence

import msgspec
import numpy as np

from safelight.evaluating.figures import Figure, figure
from safelight.evaluating.found import Examined, Found, found
from safelight.evaluating.judged import Judged
from safelight.evaluating.latency import GRAVE, Latency, f_score, latencies
from safelight.signals.heads.families import ANY, belongs
from safelight.signals.heads.training.figures import area, found_at
from safelight.triage.level import Level

FALSE_ALARMS = 0.05


class OfCases(msgspec.Struct, frozen=True):
    """Everything that is measured by conversation, account and case."""

    area: Figure
    found: Figure
    alone: tuple[float, float]
    """``area`` and ``found`` without the sentence encoder."""
    alarms_needed: float
    """The share of harmless conversations that would be alerted to find 95 % of the harmful ones."""
    missed: tuple[str, ...]
    """Harmful ones below the threshold at 5 % false alarms, by id."""
    accounts: dict[str, float]
    signals: tuple[Found, ...]
    levels: dict[str, dict[str, int]]
    level_right: float
    rank_of_grave: tuple[int, ...]
    """For each conversation with a grave message, where the first of them comes when messages are read by score."""
    latencies: tuple[Latency, ...]


def of_cases(cases: Sequence[Judged], told: Callable[[str], None]) -> OfCases:
    """All of it."""
    chances = np.array([one.chance for one in cases])
    alone = np.array([max(one.alone.threads.values(), default=0.0) for one in cases])
    harmful = np.array([one.conversation.has_harm for one in cases])
    others = np.sort(chances[~harmful])[::-1]
    threshold = others[int(FALSE_ALARMS * len(others))] if len(others) else 1.0
    needed = np.quantile(chances[harmful], FALSE_ALARMS, method="lower") if harmful.any() else 1.0
    missed = [
        one.conversation.id
        for one, chance in zip(cases, chances, strict=True)
        if one.conversation.has_harm and chance <= threshold
    ]
    return OfCases(
        area=figure(cases, lambda drawn: area(chances[drawn], harmful[drawn])),
        found=figure(cases, lambda drawn: found_at(chances[drawn], harmful[drawn], FALSE_ALARMS)),
        alone=(area(alone, harmful), found_at(alone, harmful, FALSE_ALARMS)),
        alarms_needed=float((others >= needed).mean()) if len(others) else float("nan"),
        missed=tuple(missed),
        accounts=_accounts(cases),
        signals=found([Examined(one.conversation, one.findings) for one in cases]),
        levels=_levels(cases),
        level_right=float(np.mean([one.priority.level == one.conversation.case.priority for one in cases])),
        rank_of_grave=tuple(_ranks(cases)),
        latencies=latencies(cases, told),
    )


def _accounts(cases: Sequence[Judged]) -> dict[str, float]:
    right = wrong = missed = 0
    for one in cases:
        senders = {said.n: said.sender for said in one.conversation.messages}
        said: dict[str, list[float]] = {}
        bad: set[str] = set()
        for place, number in enumerate(one.numbers):
            if senders[number] == one.conversation.owner:
                continue
            said.setdefault(senders[number], []).append(one.scores.at(place))
            if one.conversation.has_harm and belongs(list(one.labels[place]), ANY):
                bad.add(senders[number])
        for account, chances in said.items():
            named = float(np.mean(sorted(chances)[-3:])) >= one.scores.alerts.account
            right += named and account in bad
            wrong += named and account not in bad
            missed += not named and account in bad
    return {
        "right": right,
        "wrong": wrong,
        "missed": missed,
        "f0.5": f_score(right, wrong, missed, 0.5),
        "f2": f_score(right, wrong, missed, 2),
    }


def _levels(cases: Sequence[Judged]) -> dict[str, dict[str, int]]:
    table = {}
    for labelled in Level:
        counts = Counter(one.priority.level for one in cases if one.conversation.case.priority == labelled)
        table[str(labelled)] = {str(level): counts[level] for level in Level}
    return table


def _ranks(cases: Sequence[Judged]) -> list[int]:
    ranks = []
    for one in cases:
        order = np.argsort(-one.scores.column(), kind="stable")
        places = [
            at
            for at, place in enumerate(order, start=1)
            if any(name.startswith(GRAVE) for name in one.labels[place])
        ]
        if places and one.conversation.has_harm:
            ranks.append(places[0])
    return sorted(ranks)
