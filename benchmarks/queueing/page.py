"""docs/queue.md and its drawings, from the run that is reported: no figure on the page is typed by hand."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.queueing.drawing import bars, lines
from benchmarks.queueing.measured import COMPARED_RUNS, LOAD, SWEPT_RUNS, Measured, Swept
from safelight.triage.order import NEVER, UNLOOKED_HOURS
from safelight.triage.queue_model.parameters import Kind
from safelight.triage.queue_model.trial import MEASURED_WEEKS, Trial
from safelight.triage.waiting_targets import waiting_targets

DOCS = Path(__file__).resolve().parents[2] / "docs"


def write(measured: Measured) -> None:
    """Writes the page and three drawings."""
    drawings = DOCS / "drawings"
    drawings.mkdir(exist_ok=True)
    ours = measured.ours.name
    figures = [(trial.name, trial.harm_each_week) for trial in measured.compared]
    title = f"Harm that waits, at {LOAD:.0%} load"
    (drawings / "queue-harm.svg").write_text(bars(title, figures, ours=ours, unit="harm-weighted hours a week"))
    waits = [(trial.name, trial.longest_floor_wait) for trial in measured.compared]
    title = "Longest wait of a case under a floor"
    (drawings / "queue-floors.svg").write_text(bars(title, waits, ours=ours, unit="hours, median of runs"))
    (drawings / "queue-errors.svg").write_text(_error_lines(measured.errors))
    (DOCS / "queue.md").write_text("\n\n".join(_parts(measured)) + "\n")


def _error_lines(errors: Sequence[Swept]) -> str:
    def share(one: Trial, swept: Swept) -> float:
        return one.harm_each_week / swept.first.harm_each_week

    curves = [
        ("first come, first served", [1.0] * len(errors)),
        ("three fixed bands", [share(swept.bands, swept) for swept in errors]),
        ("harm first (Safelight)", [share(swept.ours, swept) for swept in errors]),
        ("clairvoyant", [share(swept.known, swept) for swept in errors]),
    ]
    across = "how wrong scores are (spread in points)"
    return lines("Harm that waits, as a share of first come", across, [one.value for one in errors], curves)


def _parts(measured: Measured) -> Iterable[str]:
    first, ours = measured.named("first"), measured.named("harm first")
    known, limit = measured.named("finishing"), measured.named("no cost")
    yield "# What the order of work does to harm"
    yield (
        "This page is written by `make bench PART=queue`; every figure comes from that run. It is a model: its "
        "numbers are mostly assumed (the pack `queue-model.yaml` says how sure each is), and it shows what an "
        "order of work does to waiting, not what happens to anybody. A force puts in its own numbers and runs it "
        "again."
    )
    cases = ours.outcomes[0].cases / MEASURED_WEEKS
    yield (
        f"A force with {sum(measured.model.staff)} hours of people at work a week takes in about {cases:.0f} "
        f"cases a week, {LOAD:.0%} of what it can handle, more by day than by night. Every order of work meets "
        f"the same cases. The desk sees scores that are wrong by {measured.model.score_error.value:g} points "
        f"(spread) and {measured.model.floors_seen.value:.0%} of the floors. The order called Safelight is the "
        "code that orders My work and the board (`triage/order.py`), not a copy of it."
    )
    yield "![Harm that waits under each order of work](drawings/queue-harm.svg)"
    yield _table(measured.compared, first)
    yield (
        f"Means of {COMPARED_RUNS} runs of {MEASURED_WEEKS} weeks after one week of warm-up; longest waits are "
        "medians of runs. Harm-weighted hours are hours in which nobody worked on a case, each weighed by the "
        "case's true harm. *Grave* is what in truth is under a floor or has 50 points and more, seen or not."
    )
    yield "## The goals"
    yield _goals(measured, first, ours, known, limit)
    yield "![Longest wait of a case under a floor](drawings/queue-floors.svg)"
    yield "## When scores are wrong"
    yield "![Harm that waits when scores are wrong](drawings/queue-errors.svg)"
    yield _sweep("Score error (points)", "{:g}", measured.errors)
    yield (
        "Wrong scores cost harm and hardly make a floor late: a floor does not go by the score. "
        + _where_bands_win("score error", measured.errors)
        + " The next table changes the share of floors that the signs show; what nobody sees is waited for by its "
        "score alone. (Where all are seen, only what got worse unheard is not.)"
    )
    yield _sweep("Floors seen (share)", "{:.2f}", measured.seen)
    yield "## What nobody has looked at"
    yield (
        "A level is only as good as its score. The grave cases that wait longest are those whose signs nobody saw, "
        f"so a case that nobody has taken up for {UNLOOKED_HOURS:g} hours counts as high, whatever its level. The "
        "sooner that is, the shorter they wait, and the more of the harm that scores do see has to wait."
    )
    yield _unlooked(measured.unlooked)
    yield "## When there is more to do"
    yield _sweep("Load (share)", "{:.2f}", measured.loads)
    yield "## When harm is spread otherwise"
    yield "What matters most: how many points double the harm of an hour. The fewer, the more a few cases carry."
    yield _sweep("Points that double harm", "{:g}", measured.doubles)
    yield (
        "Where a few cases carry less of the harm, the goal of 1.25 is missed, because then it matters more how "
        "long each case takes, which nobody at a desk knows. "
        + _where_bands_win("points that double harm", measured.doubles)
    )
    yield "## What went in"
    yield _kinds(measured.model.kinds)
    yield (
        "Targets by level, in hours by the clock: "
        + ", ".join(f"{level} {hours:g}" for level, hours in waiting_targets().hours.items())
        + ". The rest stands in the packs `queue-model.yaml` and `waiting-targets.yaml`. Left out: days of leave "
        "and sickness, people of different skill, travel, work that comes back after the first handling, and what "
        "harm does after somebody took the case up."
    )


def _goals(measured: Measured, first: Trial, ours: Trial, known: Trial, limit: Trial) -> str:
    cut = 1 - ours.harm_each_week / first.harm_each_week
    beside, beyond = (ours.harm_each_week / one.harm_each_week for one in (known, limit))
    crowded = [swept for swept in measured.loads if swept.ours.harm_each_week > 1.25 * swept.known.harm_each_week]
    where = " and ".join(f"{swept.value:.2f}" for swept in crowded)
    rows = [
        f"- Harm-weighted delay at least halved against first come: {_met(cut >= 0.5)}, cut by {cut:.0%}.",
        f"- Within 1.25 of a clairvoyant who knows the true harm and every handling time and finishes what was "
        f"begun, as people do: {_met(beside <= 1.25)}, {beside:.2f}."
        + (f" It does not hold at a load of {where}." if where else ""),
        f"- Within 1.25 of one who also drops and takes up any work at no cost: {_met(beyond <= 1.25)}, "
        f"{beyond:.2f}. No order of work that people can follow comes near that: {known.name} is at "
        f"{known.harm_each_week / limit.harm_each_week:.2f} of it.",
        f"- No floor the desk saw past its target in 99 % of runs: {_met(measured.safe_runs >= 0.99)}, "
        f"{measured.safe_runs:.1%} of {measured.runs:,} runs. Of cases whose floor nobody saw, "
        f"{measured.ours.not_seen_late:.1%} were late.",
        f"- In the median run no case that is grave in truth, seen or not, waits longer than under first come: "
        f"{_met(ours.longest_grave_wait <= first.longest_grave_wait)}. Its longest wait is "
        f"{ours.longest_grave_wait:.1f} hours against {first.longest_grave_wait:.1f}, and in nine runs of ten it "
        f"stays under {ours.longest_grave_wait_of_a_bad_run:.1f} against "
        f"{first.longest_grave_wait_of_a_bad_run:.1f}.",
    ]
    return "\n".join(rows)


def _where_bands_win(what: str, every: Sequence[Swept]) -> str:
    lost = [f"{one.value:g}" for one in every if one.bands.harm_each_week <= one.ours.harm_each_week]
    if not lost:
        return "Three fixed bands do worse than ours in every row."
    return f"Three fixed bands do as well as ours or better at {what} {' and '.join(lost)}."


def _runs_without(trial: Trial) -> str:
    return f"{sum(one.floors_late == 0 for one in trial.outcomes)} of {len(trial.outcomes)}"


def _met(holds: object) -> str:
    return "met" if holds else "not met"


def _table(trials: Sequence[Trial], first: Trial) -> str:
    rows = [
        "| Order of work | Harm-weighted hours a week | Beside first come | Longest wait of a floor seen (h) | "
        "Longest wait of a grave case (h) | In nine runs of ten under (h) | Floors late | "
        "Runs without a late floor | Longest wait of all (h) |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    rows += [
        f"| {one.name} | {one.harm_each_week:,.0f} | {one.harm_each_week / first.harm_each_week:.2f} | "
        f"{one.longest_floor_wait:.1f} | {one.longest_grave_wait:.1f} | "
        f"{one.longest_grave_wait_of_a_bad_run:.1f} | {one.floors_late:.2%} | "
        f"{_runs_without(one)} | {one.longest_wait:.0f} |"
        for one in trials
    ]
    return "\n".join(rows)


def _sweep(what: str, written: str, every: Sequence[Swept]) -> str:
    rows = [
        f"| {what} | Three bands beside first come | Ours beside first come | Ours beside the clairvoyant | "
        "Runs without a late floor | Unseen floors late |",
        "|---:|---:|---:|---:|---:|---:|",
    ]
    for swept in every:
        first, ours = swept.first.harm_each_week, swept.ours.harm_each_week
        rows.append(
            f"| {written.format(swept.value)} | {swept.bands.harm_each_week / first:.2f} | {ours / first:.2f} | "
            f"{ours / swept.known.harm_each_week:.2f} | {_runs_without(swept.ours)} | "
            f"{swept.ours.not_seen_late:.1%} |"
        )
    return "\n".join([*rows, "", f"{SWEPT_RUNS} runs a row."])


def _unlooked(every: Sequence[Swept]) -> str:
    rows = [
        "| Counts as high after (h) | Ours beside first come | Ours beside the clairvoyant | Longest wait of a grave "
        "case (h) | In nine runs of ten under (h) | Longest wait of all (h) | Runs without a late floor |",
        "|---:|---:|---:|---:|---:|---:|---:|",
    ]
    rows += [
        f"| {'never' if swept.value == NEVER else format(swept.value, 'g')} | "
        f"{swept.ours.harm_each_week / swept.first.harm_each_week:.3f} | "
        f"{swept.ours.harm_each_week / swept.known.harm_each_week:.2f} | {swept.ours.longest_grave_wait:.1f} | "
        f"{swept.ours.longest_grave_wait_of_a_bad_run:.1f} | {swept.ours.longest_wait:.0f} | "
        f"{_runs_without(swept.ours)} |"
        for swept in every
    ]
    return "\n".join([*rows, "", f"{SWEPT_RUNS} runs a row."])


def _kinds(kinds: Sequence[Kind]) -> str:
    rows = [
        "| Kind | Share | Handling, median (h) | Points, mean | Look now by a floor | High by a floor | "
        "Worse each day | How sure |",
        "|---|---:|---:|---:|---:|---:|---:|---|",
    ]
    rows += [
        f"| {kind.id} | {kind.share:.0%} | {kind.hours:g} | {kind.points:g} | {kind.floor_immediate:.0%} | "
        f"{kind.floor_high:.0%} | {kind.worse_each_day:.0%} | {kind.sure} |"
        for kind in kinds
    ]
    return "\n".join(rows)
