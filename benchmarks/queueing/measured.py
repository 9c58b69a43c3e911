"""What one run of the report measures."""

import time

import msgspec

from safelight.triage.order import NEVER
from safelight.triage.queue_model.disciplines import (
    Discipline,
    FirstCome,
    HarmFirst,
    KnowsAll,
    Limit,
    TargetsOnly,
    ThreeBands,
)
from safelight.triage.queue_model.parameters import Number, QueueModel, queue_model
from safelight.triage.queue_model.trial import Trial, trials

LOAD = 0.9
RUNS, COMPARED_RUNS, SWEPT_RUNS = 1_000, 200, 60
LOADS = (0.7, 0.8, 0.85, 0.9, 0.95, 1.0)
ERRORS = (0.0, 3.0, 6.0, 9.0, 12.0, 18.0, 24.0)
SEEN = (1.0, 0.9, 0.75, 0.5)
DOUBLES = (5.0, 7.0, 10.0, 15.0)
UNLOOKED = (6.0, 9.0, 12.0, 16.0, 24.0, NEVER)


class Swept(msgspec.Struct, frozen=True):
    """The trials at one value of something that was changed."""

    value: float
    first: Trial
    bands: Trial
    ours: Trial
    known: Trial


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the page tells."""

    model: QueueModel
    compared: tuple[Trial, ...]
    ours: Trial
    runs: int
    processor_seconds: float
    loads: tuple[Swept, ...]
    errors: tuple[Swept, ...]
    seen: tuple[Swept, ...]
    doubles: tuple[Swept, ...]
    unlooked: tuple[Swept, ...]

    @property
    def safe_runs(self) -> float:
        """The share of runs in which no floor that was seen waited past its target."""
        return self.ours.runs_without_late_floor

    def named(self, words: str) -> Trial:
        """The trial whose name holds these words."""
        return next(trial for trial in self.compared if words in trial.name)


def measure() -> Measured:
    """About three minutes on one core."""
    model = queue_model()
    began = time.process_time()
    [ours] = trials(model, [HarmFirst()], range(RUNS), load=LOAD)
    seconds = time.process_time() - began
    return Measured(
        model=model,
        compared=tuple(trials(model, disciplines(model), range(COMPARED_RUNS), load=LOAD)),
        ours=ours,
        runs=RUNS,
        processor_seconds=seconds,
        loads=tuple(_swept(model, load, load=load) for load in LOADS),
        errors=tuple(_swept(_with(model, "score_error", error), error) for error in ERRORS),
        seen=tuple(_swept(_with(model, "floors_seen", share), share) for share in SEEN),
        doubles=tuple(_swept(_with(model, "points_that_double_harm", points), points) for points in DOUBLES),
        unlooked=tuple(_swept(model, hours, ours=HarmFirst(unlooked=hours)) for hours in UNLOOKED),
    )


def disciplines(model: QueueModel) -> list[Discipline]:
    """Everything that is compared."""
    doubles = model.points_that_double_harm.value
    return [
        FirstCome(),
        ThreeBands(),
        HarmFirst(),
        KnowsAll(doubles=doubles),
        Limit(doubles=doubles),
        TargetsOnly(),
    ]


def _swept(model: QueueModel, value: float, *, load: float = LOAD, ours: HarmFirst | None = None) -> Swept:
    first, bands, desk, known = disciplines(model)[:4]
    each = trials(model, [first, bands, ours or desk, known], range(SWEPT_RUNS), load=load)
    return Swept(value, *each)


def _with(model: QueueModel, name: str, value: float) -> QueueModel:
    number = Number(value=value, sure=getattr(model, name).sure, source=getattr(model, name).source)
    return msgspec.structs.replace(model, **{name: number})
