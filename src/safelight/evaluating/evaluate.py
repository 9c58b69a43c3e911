"""One evaluation of a folder of labelled conversations."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from safelight.evaluating.conversations import of_cases
from safelight.evaluating.judged import all_judged
from safelight.evaluating.left_out import left_out
from safelight.evaluating.messages import calibration, rankings
from safelight.evaluating.ordinary_talk import ordinary_talk
from safelight.evaluating.page import Evaluation
from safelight.evaluating.transfer import (
    SPAM_FILE,
    Elsewhere,
    Gap,
    edos,
    edos_posts,
    edos_words,
    fairness,
    spam,
)
from safelight.signals.heads.scores import MessageScores, shipped_model
from safelight.signals.heads.training.ordinary import ordinary_in, to_learn_from
from safelight.signals.heads.warning import EarlyWarning
from safelight.signals.labelled import LabelledRefused, conversations_in
from safelight.signals.measured import Measured, OfSignal

GROUPS = (
    "lesbian", "gay", "bisexual", "transgender", "queer", "straight", "male", "female", "african american", "black",
    "white", "european", "hispanic", "asian", "middle eastern", "christian", "muslim", "jewish", "buddhist", "hindu",
    "catholic", "old", "young", "blind", "deaf", "paralyzed",
)  # fmt: skip


MEASURES = (("edos", edos), ("edos", edos_posts), ("edos", edos_words), ("sms_spam", spam))


def evaluation(
    folder: Path,
    told: Callable[[str], None],
    *,
    on: date,
    datasets: Path | None = None,
    corpus: Path | None = None,
) -> Evaluation:
    """Measures everything. ``datasets``: public sets, if at hand; ``corpus``: what is learned from, slices left out.

    Raises ``LabelledRefused`` where a folder holds anything but labelled conversations.
    """
    cases = all_judged(conversations_in(folder), told)
    elsewhere, gaps = _public(datasets) if datasets else ([], [])
    messages = _messages(datasets) if datasets else None
    return Evaluation(
        on=on,
        weights=cases[0].scores.version,
        encoder=cases[0].scores.encoder,
        alerts=cases[0].scores.alerts,
        warning=_warning(cases[0].scores),
        conversations=len(cases),
        harmful=sum(one.conversation.has_harm for one in cases),
        messages=sum(len(one.numbers) for one in cases),
        rankings=rankings(cases),
        calibration=calibration(cases),
        cases=of_cases(cases, told),
        elsewhere=elsewhere,
        gaps=gaps,
        ordinary=ordinary_talk(messages) if messages else None,
        left_out=left_out(conversations_in(corpus), told, _learned_from(messages)) if corpus else None,
    )


def _warning(scores: MessageScores) -> EarlyWarning:
    model, _ = shipped_model()
    return model.semantic.warning if scores.encoder and model.semantic else model.warning


def _public(datasets: Path) -> tuple[list[Elsewhere], list[Gap]]:
    found = [measure(datasets / name) for name, measure in MEASURES if (datasets / name).is_dir()]
    templates = datasets / "jigsaw_bias_eval"
    return found, fairness(templates, GROUPS) if templates.is_dir() else []


def _messages(datasets: Path) -> Path | None:
    file = datasets / "sms_spam" / SPAM_FILE
    return file if file.is_file() else None


def _learned_from(messages: Path | None) -> list[str]:
    return to_learn_from(ordinary_in(messages)) if messages else []


def measured_in(made: Evaluation) -> Measured:
    """What manifests tell of signals. Raises ``LabelledRefused`` where public sets or the corpus were not given."""
    if made.ordinary is None or made.left_out is None:
        raise LabelledRefused(
            "Figures for manifests need the public sets and the corpus: give both. None was written."
        )
    outside = {one.signal: one.counts for one in made.left_out.signals}
    return Measured(
        on=made.on.isoformat(),
        weights=made.weights,
        ordinary=made.ordinary.of_all,
        signals={
            one.signal: OfSignal(outside[one.signal], one.counts, made.ordinary.by_signal[one.signal])
            for one in made.cases.signals
        },
    )
