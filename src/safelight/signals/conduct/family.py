"""What tells one family of conduct from another: its kinds of words, which of them belong together, its themes."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from safelight.signals.claims import Claims, load_claims
from safelight.signals.signal import SignalManifest
from safelight.signals.weighing import Weights, load_weights


class Pair(msgspec.Struct, frozen=True):
    """Two sets of kinds that say more when one account uses both within so many messages."""

    one: frozenset[str]
    other: frozenset[str]
    reach: int


class Family(msgspec.Struct, frozen=True, kw_only=True):
    """One family of harm, read from conduct.

    ``themes`` are tried in their order: the first whose values are all above nothing names the finding.
    ``implied`` turns an answer by the owner into a kind of the message that it answers.
    """

    manifest: SignalManifest
    folder: Path
    prefix: str
    learned: str
    """What the learned heads (``signals.heads``) call the family."""
    alike: float = 0.0
    """From which probability on the heads point at a message; rare families need less. 0: as for all others."""
    themes: tuple[tuple[str, tuple[str, ...]], ...]
    pairs: Mapping[str, Pair] = msgspec.field(default_factory=dict)
    implied: Mapping[str, str] = msgspec.field(default_factory=dict)
    answered: Mapping[str, str] = msgspec.field(default_factory=dict)
    """The same for answers that come up in any talk: in long ordinary talk their kinds count less, as answers do."""
    effects: Mapping[str, str] = msgspec.field(default_factory=dict)
    """Kinds of answers by the owner, and the point to prove (of any offence) that they bear on."""
    needs: tuple[frozenset[str], ...] = ()
    """Sets of kinds of which a stretch must have one each before anything is said."""
    mutual: bool = False
    """Whether both sides may do it by agreement, so that only what the owner does not do as well counts."""
    services: bool = False
    """Whether accounts that read like machines are looked at: a shop controls nobody, but a bank may be played."""
    by_tone: bool = False
    """Whether words count by how like any harm the learned heads find their message."""
    course_points: tuple[str, ...] = ("course-of-conduct", "repeated-or-continuous")

    @property
    def likeness(self) -> str:
        """The kind of messages that are like those labelled so in what the heads learned from."""
        return f"{self.prefix}learned"

    @property
    def claims(self) -> Claims:
        """What its findings say."""
        return load_claims(self.folder / "claims.yaml")

    @property
    def weights(self) -> Weights:
        """Its model."""
        return load_weights(self.folder / "weights.yaml")[self.manifest.name]
