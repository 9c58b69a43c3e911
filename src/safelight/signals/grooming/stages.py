"""The kinds of warning sign, in the order in which the studies describe them; real courses mix them."""

from enum import StrEnum

import msgspec

from safelight.signals.finding import Span


class Stage(StrEnum):
    """One kind of warning sign. The values are families of the term pack."""

    FLATTERY = "groom.flattery"
    AGE_PROBE = "groom.age_probe"
    RELATIONSHIP = "groom.relationship"
    GIFT = "groom.gift"
    MOVE = "groom.move_platform"
    SECRECY = "groom.secrecy"
    ISOLATE = "groom.isolate"
    RISK_CHECK = "groom.risk_check"
    PRESSURE = "groom.pressure"
    IMAGE = "groom.image_request"
    MEET = "groom.meet"

    @property
    def words(self) -> str:
        """What a person is shown."""
        return WORDS[self]


WORDS = {
    Stage.FLATTERY: "praise that singles the child out",
    Stage.AGE_PROBE: "a question about age or school year",
    Stage.RELATIONSHIP: "talk of a special bond",
    Stage.GIFT: "gifts, money or favours",
    Stage.MOVE: "moving the talk somewhere more private",
    Stage.SECRECY: "asking for secrecy",
    Stage.ISOLATE: "setting the child against family or friends",
    Stage.RISK_CHECK: "finding out whether the child is alone or watched",
    Stage.PRESSURE: "pressing by hurt feelings or by what was given",
    Stage.IMAGE: "asking for a picture, a video or the camera",
    Stage.MEET: "proposing to meet",
}
TRUST = frozenset({Stage.FLATTERY, Stage.AGE_PROBE, Stage.RELATIONSHIP, Stage.GIFT})
COVER = frozenset({Stage.MOVE, Stage.SECRECY, Stage.ISOLATE, Stage.RISK_CHECK})
ASKING = frozenset({Stage.PRESSURE, Stage.IMAGE, Stage.MEET})


class Step(msgspec.Struct, frozen=True):
    """One message of a course and the kinds of sign its words show."""

    place: int
    record: str
    at: int | None
    stages: frozenset[Stage]
    spans: tuple[Span, ...]


class Course(msgspec.Struct, frozen=True):
    """What one account wrote in one conversation that shows such signs, in the order of time."""

    sender: str | None
    thread: int
    steps: tuple[Step, ...]
    signs: frozenset[str]

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The kinds seen, in the order of their first message."""
        return tuple(dict.fromkeys(stage for step in self.steps for stage in Stage if stage in step.stages))

    @property
    def in_order(self) -> bool:
        """Whether trust came first, then cover, then something asked for: each after the one before began."""
        first = {
            group: next((n for n, step in enumerate(self.steps) if step.stages & group), None)
            for group in (TRUST, COVER, ASKING)
        }
        begun = [place for place in first.values() if place is not None]
        return len(begun) == len(first) and begun == sorted(begun)
