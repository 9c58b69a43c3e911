"""The page of an evaluation: what was measured on what, in tables and plain words."""

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from safelight.evaluating.conversations import OfCases
from safelight.evaluating.found import Found
from safelight.evaluating.latency import SOON
from safelight.evaluating.left_out import LeftOut
from safelight.evaluating.messages import BUDGETS, Bin, Ranking
from safelight.evaluating.ordinary_talk import OrdinaryTalk
from safelight.evaluating.transfer import ALARM_FROM, Elsewhere, Gap
from safelight.signals.heads.alerts import Alerts
from safelight.signals.heads.warning import EarlyWarning
from safelight.signals.heads.worth_reading import CLOSER_SHARE, SHARE
from safelight.triage.level import Level

HEADINGS = (
    "# Evaluation",
    "## Messages",
    "## Calibration",
    "## Conversations",
    "## Signals",
    "## Accounts",
    "## Cases",
    "## How soon",
    "## Other people's text",
    "## Limits",
)
"""What the page holds, in order."""


class Evaluation(msgspec.Struct, frozen=True, kw_only=True):
    """Everything on the page."""

    on: date
    weights: str
    encoder: str
    """Its version, empty where messages were scored without one."""
    alerts: Alerts
    warning: EarlyWarning
    conversations: int
    harmful: int
    messages: int
    rankings: Sequence[Ranking]
    calibration: Sequence[Bin]
    cases: OfCases
    elsewhere: Sequence[Elsewhere] = ()
    gaps: Sequence[Gap] = ()
    ordinary: OrdinaryTalk | None = None
    left_out: LeftOut | None = None


def page_of(made: Evaluation) -> str:
    """The page as Markdown."""
    parts = (
        _head,
        _messages,
        _calibration,
        _conversations,
        _signals,
        _accounts,
        _cases,
        _latency,
        _transfer,
        _limits,
    )
    lines = []
    for heading, part in zip(HEADINGS, parts, strict=True):
        lines += [heading, "", *part(made), ""]
    return "\n".join(lines).rstrip() + "\n"


def _head(made: Evaluation) -> Iterator[str]:
    yield (
        f"Made by `safelight evaluate` on {made.on.isoformat()} with the weights {made.weights}. "
        f"{_encoder(made)} Measured on "
        f"{made.conversations} invented conversations, {made.harmful} of them with harm, {made.messages:,} messages. "
        "In brackets: the middle 95 % of what other draws of the same conversations give. In life harm is far rarer "
        "than here, so the precision met there is lower."
    )


def _encoder(made: Evaluation) -> str:
    if made.encoder:
        return f"The sentence encoder {made.encoder} looked again at the likeliest messages."
    return "Without the sentence encoder, which was not in use."


def _messages(made: Evaluation) -> Iterator[str]:
    yield (
        "How the learned scores rank messages; then the average precision without the sentence encoder; the last "
        "column is the ranking by the signal's own findings."
    )
    yield ""
    first = "".join(f" first {budget} |" for budget in BUDGETS)
    yield f"| family | labelled | base | average precision | without | AUC |{first} Brier | findings alone |"
    yield "|---|---|---|---|---|---|" + "---|" * (len(BUDGETS) + 2)
    for one in made.rankings:
        shares = "".join(f" {share:.2f} |" for share in one.first)
        yield (
            f"| {one.family} | {one.labelled} | {one.base:.3f} | {one.precision} | {one.alone:.2f} | {one.area} |"
            f"{shares} {one.brier:.4f} | {one.signal:.2f} |"
        )


def _calibration(made: Evaluation) -> Iterator[str]:
    yield "Probabilities of any harm against what readers labelled."
    yield ""
    yield "| probability | messages | said | labelled |"
    yield "|---|---|---|---|"
    for one in made.calibration:
        yield f"| {one.start:.2f} to {min(one.end, 1):.2f} | {one.messages} | {one.said:.3f} | {one.labelled:.3f} |"


def _conversations(made: Evaluation) -> Iterator[str]:
    cases = made.cases
    yield f"* AUC {cases.area}; found at no more than 5 % false alarms {cases.found}."
    if made.encoder:
        reached, found = cases.alone
        yield f"* Without the sentence encoder: AUC {reached:.2f}; found at no more than 5 % {found:.2f}."
    yield f"* To find 95 % of the harmful ones, {cases.alarms_needed:.0%} of the harmless ones would be alerted."
    yield f"* Missed at 5 % false alarms: {_named(cases.missed)}."


def _signals(made: Evaluation) -> Iterator[str]:
    yield "Conversations with a finding of moderate strength or more, against the labels of its family."
    yield ""
    yield from _found(made.cases.signals)
    if made.left_out:
        yield ""
        yield (
            "The same on what is learned from, each conversation scored by heads that had not learned from its slice. "
            "Words and weights of the signals were made on these conversations, so this flatters."
        )
        yield ""
        yield from _found(made.left_out.signals, named=False)


def _found(signals: Sequence[Found], *, named: bool = True) -> Iterator[str]:
    yield "| signal | right | strongly | wrong | strongly | harmless | missed |" + (" which |" if named else "")
    yield "|---|" + "---|" * (7 if named else 6)
    for one in signals:
        counts = one.counts
        yield (
            f"| {one.signal} | {counts.right} | {counts.right_strongly} | {counts.wrong} | {counts.wrong_strongly} | "
            f"{counts.wrong_harmless} | {len(one.missed)} |" + (f" {_named(one.missed)} |" if named else "")
        )


def _accounts(made: Evaluation) -> Iterator[str]:
    told = made.cases.accounts
    yield (
        f"Accounts other than the owner's, named where the mean of their three highest messages reaches "
        f"{made.alerts.account}: {told['right']:.0f} rightly, {told['wrong']:.0f} wrongly, "
        f"{told['missed']:.0f} missed; F0.5 {told['f0.5']:.2f}, F2 {told['f2']:.2f}."
    )


def _cases(made: Evaluation) -> Iterator[str]:
    yield f"Priority as labelled in {made.cases.level_right:.0%} of the conversations."
    yield ""
    yield "| labelled | " + " | ".join(Level) + " |"
    yield "|---|" + "---|" * len(Level)
    for labelled, row in made.cases.levels.items():
        yield f"| {labelled} | " + " | ".join(str(row[level]) for level in Level) + " |"
    ranks = made.cases.rank_of_grave
    if ranks:
        yield ""
        yield (
            f"Read by score, the first grave message of a conversation comes {ranks[len(ranks) // 2]}. in half of "
            f"the {len(ranks)} that have one, and {ranks[-1]}. at worst."
        )


def _latency(made: Evaluation) -> Iterator[str]:
    told = made.cases.latencies
    yield (
        f"Read message by message. An officer is shown findings, and which conversations without any but weak ones are "
        f"worth reading early, so the first row ({told[0].rule}) is the product's alert; the second is findings alone. "
        "The early warning is a sum of what is said of the messages so far. A conversation is worth reading with a "
        f"weak finding and a warning of {SHARE:.0%}, and where the sentence encoder has looked with one of "
        f"{CLOSER_SHARE:.0%} and any finding or none. The share is that of "
        "the harmless conversations, slices of the corpus left out of the learning, that were warned of at any time "
        f"when its threshold was chosen. The probability alone alerts from {made.alerts.conversation} on. “Soon” is no "
        f"later than {SOON} messages after the message at which a careful reader would raise an alert; “grave”, after "
        "the first with a grave label. Below zero: before."
    )
    yield ""
    yield (
        "| alert | harmless alerted | soon | soon after grave | messages, median | 90th | hours, median | 90th | "
        "F1 | weighted by lateness | never |"
    )
    yield "|---|" + "---|" * 10
    for one in told:
        yield (
            f"| {one.rule} | {one.alarms} of {one.harmless} | {one.soon:.2f} | {one.soon_grave:.2f} | "
            f"{one.messages[0]:.0f} | {one.messages[1]:.0f} | {one.hours[0]:.0f} | {one.hours[1]:.0f} | {one.f1:.2f} | "
            f"{one.weighted_f1:.2f} | {_named(one.never)} |"
        )
    if made.warning.begins:
        yield ""
        reached = ", ".join(f"{one.soon:.0%} at {one.share:.0%}" for one in made.warning.begins)
        yield f"In the slices left out the early warning came soon in {reached} of the harmless ones warned of."


def _transfer(made: Evaluation) -> Iterator[str]:
    if not (made.elsewhere or made.left_out):
        yield "Not measured here: give `--datasets` and `--corpus`."
        return
    for one in made.elsewhere:
        yield (
            f"* {one.name} ({one.labelled:,} of {one.texts:,}): average precision {one.precision:.2f}, AUC "
            f"{one.area:.2f}; {one.alarms:.1%} of the others reach {ALARM_FROM}."
        )
    if made.ordinary:
        told = made.ordinary.of_all
        yield (
            f"* Ordinary messages of the same collection that nothing had learned from ({told.messages:,}, put "
            f"together at random as {told.conversations} conversations): {told.found} with a finding of moderate "
            f"strength or more, {told.strongly} of these with a strong one; {told.listed} others "
            "listed as worth reading early."
        )
    if made.gaps:
        areas, alarms = [one.area for one in made.gaps], [one.alarms for one in made.gaps]
        worst = max(made.gaps, key=lambda one: one.alarms)
        yield (
            f"* Fairness on template sentences about {len(made.gaps)} groups: AUC {min(areas):.2f} to "
            f"{max(areas):.2f}; "
            f"harmless sentences that reach {ALARM_FROM}: {min(alarms):.1%} to {max(alarms):.1%} ({worst.group})."
        )
    if made.left_out:
        yield "* Average precision per message of each slice of the corpus when nothing of it was learned from:"
        yield ""
        names = sorted({name for row in made.left_out.slices.values() for name in row})
        yield "| slice | " + " | ".join(names) + " |"
        yield "|---|" + "---|" * len(names)
        for part, row in made.left_out.slices.items():
            yield f"| {part} | " + " | ".join(f"{row[name]:.2f}" if name in row else "–" for name in names) + " |"


def _limits(_: Evaluation) -> Iterator[str]:
    yield "* The conversations were looked at while building, and are in the style of some of those learned from: these"
    yield "  figures say how building went, not how well anything works on conversations nobody saw. What was met on"
    yield "  text by other writers, of which nothing had been learned, is told in decision 53."
    yield "* Over half have harm. At one conversation in a hundred most alerts would be false: rank, do not decide."
    yield "* English only. Nothing is said about other languages."


def _named(names: Sequence[str]) -> str:
    return ", ".join(names) or "none"
