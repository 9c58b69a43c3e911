"""The queue model run for the report: ``make bench PART=queue`` prints it, draws it and writes docs/queue.md."""

from benchmarks.queueing.measured import measure
from benchmarks.queueing.page import write
from benchmarks.row import Row
from safelight.triage.queue_model.trial import Trial


def run() -> list[Row]:
    """Runs the model, writes the page and its drawings, and gives the lines of the report."""
    measured = measure()
    write(measured)
    first, ours, known = (measured.named(name) for name in ("first", "harm first", "finishing"))
    seconds = f"{measured.runs:,} runs in {measured.processor_seconds:.0f} s of processor time"
    cut = 1 - ours.harm_each_week / first.harm_each_week
    beside = ours.harm_each_week / known.harm_each_week
    return [
        *(_row(trial, first) for trial in measured.compared),
        Row("queue: harm-weighted delay cut against first come", f"{cut:.0%}", "goal 50%", ""),
        Row("queue: ours beside the clairvoyant that finishes what was begun", f"{beside:.2f}", "goal 1.25", ""),
        Row(
            "queue: runs in which no floor seen was late", f"{measured.safe_runs:.1%}", f"goal 99%; {seconds}", ""
        ),
    ]


def _row(trial: Trial, first: Trial) -> Row:
    return Row(
        f"queue: {trial.name}, harm-weighted hours a week",
        f"{trial.harm_each_week:,.0f}",
        f"longest wait of a floor {trial.longest_floor_wait:,.1f} h; floors late {trial.floors_late:.2%}",
        f"{trial.harm_each_week / first.harm_each_week:.2f}",
    )
