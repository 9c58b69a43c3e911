"""One evaluation of a folder of labelled conversations."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from safelight.evaluating.conversations import of_cases
from safelight.evaluating.judged import all_judged
from safelight.evaluating.messages import calibration, rankings
from safelight.evaluating.page import Evaluation
from safelight.evaluating.transfer import Elsewhere, Gap, by_slice, edos, edos_posts, edos_words, fairness, spam
from safelight.signals.heads.scores import shipped_model
from safelight.signals.labelled import conversations_in

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
    return Evaluation(
        on=on,
        weights=cases[0].scores.version,
        encoder=cases[0].scores.encoder,
        alerts=cases[0].scores.alerts,
        warning=shipped_model()[0].warning,
        conversations=len(cases),
        harmful=sum(one.conversation.has_harm for one in cases),
        messages=sum(len(one.numbers) for one in cases),
        rankings=rankings(cases),
        calibration=calibration(cases),
        cases=of_cases(cases, told),
        elsewhere=elsewhere,
        gaps=gaps,
        slices=by_slice(conversations_in(corpus)) if corpus else {},
    )


def _public(datasets: Path) -> tuple[list[Elsewhere], list[Gap]]:
    found = [measure(datasets / name) for name, measure in MEASURES if (datasets / name).is_dir()]
    templates = datasets / "jigsaw_bias_eval"
    return found, fairness(templates, GROUPS) if templates.is_dir() else []
