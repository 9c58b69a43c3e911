"""How soon the first alert comes when a conversation is read message by message, for each kind of alert there is."""

from collections.abc import Callable, Sequence
from datetime import timedelta

import msgspec
import numpy as np

from safelight.evaluating.judged import Judged
from safelight.evaluating.prefixes import RULES, first_alerts
from safelight.signals.labelled import Labelled

SOON = 5
GRAVE = ("threat.kill", "threat.harm", "threat.third_party", "selfharm.", "extort.", "groom.meet", "threat.veiled")
_HOUR = timedelta(hours=1)


class Latency(msgspec.Struct, frozen=True):
    """One kind of alert: how long after the labelled message it came first, in conversations with harm."""

    rule: str
    soon: float
    """The share within ``SOON`` messages, early ones included; those never alerted count as late."""
    soon_grave: float
    """The same after the first message with a label of ``GRAVE``, where there is one."""
    messages: tuple[float, float]
    """Median and 90th percentile, where there was an alert; below zero: before the labelled one."""
    hours: tuple[float, float]
    never: tuple[str, ...]
    alarms: int
    """Harmless conversations that were alerted at any time."""
    harmless: int
    f1: float
    weighted_f1: float
    """F1 times one minus the median penalty for lateness."""


def latencies(cases: Sequence[Judged], told: Callable[[str], None]) -> tuple[Latency, ...]:
    """Every kind of alert, in the order of ``RULES``. Takes most of an evaluation's time."""
    seen = []
    for number, one in enumerate(cases, start=1):
        told(f"Reading {number} of {len(cases)} message by message")
        seen.append(first_alerts(one.conversation))
    return tuple(
        _latency(rule, [(one.conversation, alerts[rule]) for one, alerts in zip(cases, seen, strict=True)])
        for rule in RULES
    )


def f_score(right: int, wrong: int, missed: int, beta: float) -> float:
    """The F score: ``beta`` below one favours precision, above one recall; 0.0 where nothing was found."""
    weight = beta * beta
    total = (1 + weight) * right + weight * missed + wrong
    return (1 + weight) * right / total if total else 0.0


def _latency(rule: str, alerts: Sequence[tuple[Labelled, int | None]]) -> Latency:
    due = [(one, alert, one.case.first_alert_n) for one, alert in alerts if one.case.first_alert_n is not None]
    late = [alert - labelled for _, alert, labelled in due if alert is not None]
    hours = [_hours(one, labelled, alert) for one, alert, labelled in due if alert is not None]
    grave = [(alert, first) for one, alert, _ in due if (first := _first_grave(one)) is not None]
    wrong = sum(alert is not None for one, alert in alerts if not one.has_harm)
    f1 = f_score(len(late), wrong, len(due) - len(late), 1)
    return Latency(
        rule=rule,
        soon=sum(one <= SOON for one in late) / max(1, len(due)),
        soon_grave=sum(alert is not None and alert - first <= SOON for alert, first in grave) / max(1, len(grave)),
        messages=_middle_and_most(late),
        hours=_middle_and_most(hours),
        never=tuple(one.id for one, alert, _ in due if alert is None),
        alarms=wrong,
        harmless=sum(not one.has_harm for one, _ in alerts),
        f1=f1,
        weighted_f1=f1 * (1 - _penalty(late, [len(one.messages) for one, _ in alerts])),
    )


def _first_grave(conversation: Labelled) -> int | None:
    return next(
        (said.n for said in conversation.messages if any(one.startswith(GRAVE) for one in said.labels)), None
    )


def _hours(conversation: Labelled, labelled: int, alert: int) -> float:
    at = {said.n: said.at for said in conversation.messages}
    return (at[alert] - at[labelled]) / _HOUR


def _middle_and_most(late: Sequence[float]) -> tuple[float, float]:
    if not late:
        return float("nan"), float("nan")
    return float(np.median(late)), float(np.quantile(late, 0.9))


def _penalty(late: Sequence[int], lengths: Sequence[int]) -> float:
    """The median of what lateness costs: a conversation of middle length read to its end costs half."""
    if not late:
        return 1.0
    rate = np.log(3) / max(1.0, float(np.median(lengths)) - 1)
    return float(np.median([max(0.0, -1 + 2 / (1 + float(np.exp(-rate * max(0.0, one))))) for one in late]))
