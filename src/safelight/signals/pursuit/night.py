"""Contact in the small hours, measured on the clock of the case against the owner's own hours."""

from collections.abc import Iterator

import polars as pl

from safelight.signals.finding import Finding, Severity
from safelight.signals.pursuit.boundaries import Set
from safelight.signals.pursuit.course import Event
from safelight.signals.pursuit.draft import Draft, finding_of
from safelight.signals.pursuit.scene import Scene
from safelight.signals.pursuit.wording import SMALL_HOURS_END, Clock, counted

FEWEST_NIGHTS = 4
LEAST_SHARE = 0.15
TIMES_THE_OWNERS = 2
_MANY_NIGHTS = 10


def candidates(contacts: pl.DataFrame, clock: Clock) -> list[str]:
    """The other sides whose contact falls in the small hours often, and more often than the owner's."""
    if not clock.is_local:
        return []
    local = pl.col("at").dt.convert_time_zone(clock.name)
    night = local.dt.hour() < SMALL_HOURS_END
    inward = pl.col("incoming")
    shares = (
        contacts.filter(~pl.col("group"))
        .group_by("who")
        .agg(
            (night & inward).sum().alias("at_night"),
            local.dt.date().filter(night & inward).n_unique().alias("nights"),
            night.filter(inward).mean().alias("theirs"),
            night.filter(~inward).mean().fill_null(0.0).alias("owners"),
        )
        .filter(
            (pl.col("nights") >= FEWEST_NIGHTS)
            & (pl.col("theirs") >= LEAST_SHARE)
            & (pl.col("theirs") >= TIMES_THE_OWNERS * pl.col("owners"))
        )
    )
    return sorted(shares["who"].to_list())


def night(who: str, events: list[Event], told: tuple[Set, ...], scene: Scene) -> Iterator[Finding]:
    """The finding on the small hours of one other side."""
    theirs = [event for event in events if event.incoming]
    owners = [event for event in events if not event.incoming]
    inside = tuple(event for event in theirs if scene.clock.is_small_hours(event.at))
    nights = {scene.clock.local(event.at).date() for event in inside}
    if len(nights) < FEWEST_NIGHTS:
        return
    shared = sum(scene.clock.is_small_hours(event.at) for event in owners) / max(1, len(owners))
    answered = {scene.clock.local(event.at).date() for event in owners if scene.clock.is_small_hours(event.at)}
    after = any(one.at < inside[-1].at for one in told)
    part = len(inside) / len(theirs)
    draft = Draft(
        kind="night",
        who=who,
        words={"contacts": f"{counted(len(inside), 'contact')} from {scene.label(who)}"},
        features={
            "share": part,
            "nights": min(len(nights), _MANY_NIGHTS) / _MANY_NIGHTS,
            "unanswered": len(nights - answered) / len(nights),
            "after_boundary": float(after),
            "shared_nights": min(1.0, shared / part),
        },
        severity=Severity.MEDIUM if after else Severity.LOW,
        events=inside,
        reasons=(
            f"They fall on {counted(len(nights), 'night')} and are {part:.0%} of what came in, on the clock of "
            f"{scene.clock.name}; of the owner's own messages {shared:.0%} fall in these hours.",
            f"On {len(nights - answered)} of these nights nothing was sent back before 05:00.",
        ),
        flags=("night",),
        limits=scene.limits(who),
    )
    finding = finding_of(draft)
    if finding:
        yield finding
