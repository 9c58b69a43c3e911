"""Bursts: many contacts in a short time without an answer, against the usual rhythm of the same two."""

import math
from collections.abc import Iterator
from datetime import timedelta

import polars as pl

from safelight.signals.finding import Finding, Severity
from safelight.signals.pursuit.boundaries import Set
from safelight.signals.pursuit.course import Event
from safelight.signals.pursuit.cues import Cue
from safelight.signals.pursuit.draft import Draft, finding_of
from safelight.signals.pursuit.features import share
from safelight.signals.pursuit.scene import Scene
from safelight.signals.pursuit.wording import counted, lasting

WITHIN = timedelta(minutes=60)
FEWEST = 8
FEWEST_CALLS = 5
TIMES_THE_USUAL = 3
USUAL = 0.9
"""The usual run is the one that nine in ten runs do not exceed."""


def runs(contacts: pl.DataFrame) -> pl.DataFrame:
    """Every unanswered run of incoming contacts without a gap of ``WITHIN``.

    Columns ``who``, ``run``, ``size``, ``calls``, ``first``, ``last`` and ``usual``: the size of that pair's usual
    run, the largest left out.
    """
    ordered = contacts.filter(~pl.col("group")).sort("who", "at", "record_id", maintain_order=True)
    breaks = (
        (pl.col("incoming") != pl.col("incoming").shift(1))
        | (pl.col("who") != pl.col("who").shift(1))
        | (pl.col("at") - pl.col("at").shift(1) >= WITHIN)
    ).fill_null(value=True)
    numbered = ordered.with_columns(breaks.cum_sum().alias("run")).filter("incoming")
    sized = numbered.group_by("run", maintain_order=True).agg(
        pl.col("who").first(),
        pl.len().alias("size"),
        pl.col("call").sum().alias("calls"),
        pl.col("at").first().alias("first"),
        pl.col("at").last().alias("last"),
    )
    others = (pl.col("size").sort(descending=True).slice(1)).quantile(USUAL, "higher").over("who")
    return sized.with_columns(others.fill_null(1).clip(lower_bound=1).alias("usual"))


def candidates(contacts: pl.DataFrame) -> pl.DataFrame:
    """The longest run of each other side that stands out from its usual ones."""
    many = (pl.col("size") >= FEWEST) | (pl.col("calls") >= FEWEST_CALLS)
    unlike = pl.col("size") >= TIMES_THE_USUAL * pl.col("usual")
    out = runs(contacts).filter(many & unlike)
    return (
        out.sort("who", "size", "first", descending=[False, True, False]).unique("who", keep="first").sort("who")
    )


def burst(run: dict[str, object], events: list[Event], told: tuple[Set, ...], scene: Scene) -> Iterator[Finding]:
    """The finding on one run, for the events of the same other side."""
    first, last = run["first"], run["last"]
    inside = tuple(event for event in events if event.incoming and first <= event.at <= last)  # type: ignore[operator]
    if not inside:
        return
    who, usual = str(run["who"]), int(run["usual"])  # type: ignore[call-overload]
    calls = sum(event.call for event in inside)
    after = any(one.at < inside[0].at for one in told)
    small = sum(scene.clock.is_small_hours(event.at) for event in inside) / len(inside)
    answer = next((event for event in events if not event.incoming and event.at >= inside[-1].at), None)
    warm = answer is not None and answer.at - inside[-1].at < WITHIN and Cue.WARM in answer.cues
    draft = Draft(
        kind="burst",
        who=who,
        words={
            "contacts": f"{counted(len(inside), 'contact')} from {scene.label(who)}",
            "span": lasting(inside[-1].at - inside[0].at),
        },
        features={
            "times_the_usual": math.log2(len(inside) / usual),
            "calls": calls / len(inside),
            "after_boundary": float(after),
            "small_hours": small,
            "warm_answer": float(warm),
            "open_matters": share(inside, Cue.OPEN_MATTER),
        },
        severity=Severity.MEDIUM if after else Severity.LOW,
        events=inside,
        reasons=tuple(_reasons(inside, usual, calls, scene, after=after)),
        limits=scene.limits(who),
    )
    finding = finding_of(draft)
    if finding:
        yield finding


def _reasons(inside: tuple[Event, ...], usual: int, calls: int, scene: Scene, *, after: bool) -> Iterator[str]:
    yield (
        f"They came between {scene.clock.moment(inside[0].at)} and {scene.clock.moment(inside[-1].at)}, with no "
        "answer in between."
    )
    yield f"Nine in ten of the other runs in this conversation hold {counted(usual, 'contact')} or fewer."
    if calls:
        yield f"{calls:,} of them were calls, answered or missed."
    if after:
        yield "A boundary had been set before."
