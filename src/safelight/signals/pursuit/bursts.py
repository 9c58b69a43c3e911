"""Bursts: many contacts in a short time without an answer, against what is usual here or with others."""

import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping
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
FEWEST_OTHERS = 3
"""Other talks of two, each with at least ``FEWEST_RUNS`` runs and the owner's answers, from which to tell."""
FEWEST_RUNS = 5


def runs(contacts: pl.DataFrame) -> pl.DataFrame:
    """Every unanswered run of incoming contacts without a gap of ``WITHIN``.

    Columns ``who``, ``run``, ``size``, ``calls``, ``first``, ``last``, ``usual``: the size of that pair's usual
    run, the largest left out; and ``elsewhere``: the middle one of the usual runs of the owner's other contacts,
    null where these are too few.
    """
    alone = contacts.filter(~pl.col("group")).select("who", "at", "record_id", "incoming", "call")
    ordered = alone.sort("who", "at", "record_id", maintain_order=True).drop("record_id")
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
    usual = sized.with_columns(others.fill_null(1).clip(lower_bound=1).alias("usual"))
    return usual.join(_elsewhere(usual, ordered), on="who", how="left", maintain_order="left")


def _elsewhere(usual: pl.DataFrame, ordered: pl.DataFrame) -> pl.DataFrame:
    """For each other side, the middle one of the usual runs of all the others that the owner also writes to."""
    answered = ordered.group_by("who").agg((~pl.col("incoming")).any().alias("answered")).filter("answered")
    each = usual.group_by("who").agg(pl.col("usual").first(), pl.len().alias("runs")).sort("who")
    telling = each.filter(pl.col("runs") >= FEWEST_RUNS).join(answered, on="who", how="semi")
    sizes, known = sorted(telling["usual"]), set(telling["who"])
    middles = [
        _middle_without(sizes, own if who in known else None)
        for who, own in each.select("who", "usual").iter_rows()
    ]
    return each.select("who").with_columns(pl.Series("elsewhere", middles, dtype=pl.Float64))


def _middle_without(sizes: list[float], own: float | None) -> float | None:
    left = len(sizes) - (own is not None)
    if left < FEWEST_OTHERS:
        return None
    middle = left // 2
    return sizes[middle + 1] if own is not None and bisect_left(sizes, own) <= middle else sizes[middle]


def candidates(contacts: pl.DataFrame, told: Mapping[str, tuple[Set, ...]]) -> pl.DataFrame:
    """The longest run of each other side that stands out, taken from those after a boundary where there are any.

    It stands out from that pair's usual runs, or from those of the owner's other contacts: for some, bursts are
    the usual, and they would never stand out from themselves.
    """
    first_told = {who: min(one.at for one in each) for who, each in told.items() if each}
    when = pl.DataFrame(
        {"who": list(first_told), "told": list(first_told.values())},
        schema={"who": pl.String, "told": contacts.schema["at"]},
    )
    many = (pl.col("size") >= FEWEST) | (pl.col("calls") >= FEWEST_CALLS)
    standard = pl.min_horizontal("usual", "elsewhere")
    out = runs(contacts).filter(many & (pl.col("size") >= TIMES_THE_USUAL * standard)).cast({"who": pl.String})
    after = (pl.col("first") > pl.col("told")).fill_null(value=False).alias("after")
    ordered = out.join(when, on="who", how="left", maintain_order="left").with_columns(after)
    longest = ordered.sort("who", "after", "size", "first", descending=[False, True, True, False])
    return longest.unique("who", keep="first").sort("who")


def burst(run: dict[str, object], events: list[Event], told: tuple[Set, ...], scene: Scene) -> Iterator[Finding]:
    """The finding on one run, for the events of the same other side."""
    first, last = run["first"], run["last"]
    inside = tuple(event for event in events if event.incoming and first <= event.at <= last)  # type: ignore[operator]
    if not inside:
        return
    who, usual = str(run["who"]), int(run["usual"])  # type: ignore[call-overload]
    elsewhere = None
    if len(inside) < TIMES_THE_USUAL * usual:
        usual = elsewhere = int(run["elsewhere"])  # type: ignore[call-overload]
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
            "whose": "this conversation" if elsewhere is None else "the owner's other conversations",
        },
        features={
            "times_the_usual": math.log2(len(inside) / usual),
            "usual_here": float(elsewhere is not None),
            "calls": calls / len(inside),
            "after_boundary": float(after),
            "small_hours": small,
            "warm_answer": float(warm),
            "open_matters": share(inside, Cue.OPEN_MATTER),
        },
        severity=Severity.MEDIUM if after else Severity.LOW,
        events=inside,
        reasons=tuple(_reasons(inside, _rhythm(usual, elsewhere), scene, after=after)),
        limits=scene.limits(who),
    )
    finding = finding_of(draft)
    if finding:
        yield finding


def _rhythm(usual: int, elsewhere: int | None) -> str:
    if elsewhere is None:
        return f"Nine in ten of the other runs in this conversation hold {counted(usual, 'contact')} or fewer."
    return (
        "In most of the owner's other talks of two, nine in ten runs hold "
        f"{counted(elsewhere, 'contact')} or fewer; in this one longer runs are usual, which speaks for less."
    )


def _reasons(inside: tuple[Event, ...], rhythm: str, scene: Scene, *, after: bool) -> Iterator[str]:
    yield (
        f"They came between {scene.clock.moment(inside[0].at)} and {scene.clock.moment(inside[-1].at)}, with no "
        "answer in between."
    )
    yield rhythm
    calls = sum(event.call for event in inside)
    if calls:
        yield f"{calls:,} of them were calls, answered or missed."
    if after:
        yield "A boundary had been set before."
