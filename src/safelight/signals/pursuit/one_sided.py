"""One-sided contact: approach after approach over weeks, hardly ever answered."""

from collections.abc import Iterator

import polars as pl

from safelight.signals.finding import Finding, Severity
from safelight.signals.pursuit.boundaries import Set
from safelight.signals.pursuit.course import Event, sittings
from safelight.signals.pursuit.cues import Cue
from safelight.signals.pursuit.draft import Draft, finding_of
from safelight.signals.pursuit.features import share
from safelight.signals.pursuit.scene import Scene
from safelight.signals.pursuit.wording import counted

FEWEST_APPROACHES = 8
FEWEST_WEEKS = 3
LEAST_UNANSWERED = 0.75
_MANY_WEEKS = 12


def candidates(contacts: pl.DataFrame) -> list[str]:
    """The other sides with weeks of contact and at least three times as much coming in as going out."""
    counts = (
        contacts.filter(~pl.col("group"))
        .group_by("who")
        .agg(
            pl.col("incoming").sum().alias("in"),
            (~pl.col("incoming")).sum().alias("out"),
            pl.col("at").filter("incoming").dt.truncate("1w").n_unique().alias("weeks"),
        )
    )
    enough = (pl.col("in") >= FEWEST_APPROACHES) & (pl.col("weeks") >= FEWEST_WEEKS)
    return sorted(counts.filter(enough & (pl.col("in") >= 3 * pl.col("out")))["who"].to_list())


def one_sided(who: str, events: list[Event], told: tuple[Set, ...], scene: Scene) -> Iterator[Finding]:
    """The finding on one other side, leaving out senders that read like a machine or were never written to."""
    inside = tuple(event for event in events if event.incoming)
    written_to = len(inside) < len(events)
    known_person = written_to or any(event.call for event in inside) or who in scene.parties.concern
    if not known_person:
        return
    approaches = [sitting for sitting in sittings(events) if any(event.incoming for event in sitting)]
    silent = [sitting for sitting in approaches if all(event.incoming for event in sitting)]
    weeks = {scene.clock.local(sitting[0].at).isocalendar()[:2] for sitting in silent}
    unanswered = len(silent) / len(approaches) if approaches else 0.0
    if len(silent) < FEWEST_APPROACHES or len(weeks) < FEWEST_WEEKS or unanswered < LEAST_UNANSWERED:
        return
    alone = tuple(event for sitting in silent for event in sitting)
    after = any(one.at < alone[-1].at for one in told)
    draft = Draft(
        kind="one_sided",
        who=who,
        words={
            "who": scene.label(who),
            "weeks": str(len(weeks)),
            "count": f"{len(silent)} of {counted(len(approaches), 'approach', 'approaches')}",
        },
        features={
            "unanswered": unanswered,
            "weeks": min(len(weeks), _MANY_WEEKS) / FEWEST_WEEKS,
            "after_boundary": float(after),
            "pressing_words": float(share(alone, Cue.PRESSING) > 0),
            "open_matters": share(alone, Cue.OPEN_MATTER),
            "calls": float(any(event.call for event in alone)),
        },
        severity=Severity.MEDIUM if after else Severity.LOW,
        events=alone,
        reasons=(
            f"{unanswered:.0%} of the approaches had no answer within the same sitting (an hour's gap ends one).",
            f"The first was on {scene.clock.day(alone[0].at)}, the last on {scene.clock.day(alone[-1].at)}.",
        ),
        flags=scene.lively_flags(alone),
        limits=scene.limits(who),
    )
    finding = finding_of(draft)
    if finding:
        yield finding
