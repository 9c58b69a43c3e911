"""Points to prove, offence by offence, in three values."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safelight.signals.finding import Known


@dataclass(frozen=True)
class Look:
    """How one of the three values is shown: a sign, a word and a colour, so that none stands alone."""

    sign: str
    word: Promise
    classes: str


LOOKS = {
    Known.SUPPORTED: Look("✓", _("Supported"), "safelight-point--supported"),
    Known.CONTRADICTED: Look("✗", _("Contradicted"), "safelight-point--contradicted"),
    Known.NOT_YET_KNOWN: Look("?", _("Not yet known"), "safelight-point--not-yet-known"),
}


@dataclass(frozen=True)
class Point:
    """One element of an offence, in words, with what the records say of it."""

    text: str
    known: Known
    reason: str = ""
    href: str = ""

    @property
    def look(self) -> Look:
        """How it is shown."""
        return LOOKS[self.known]


@dataclass(frozen=True)
class OffencePoints:
    """An offence and its points to prove."""

    offence: str
    points: Sequence[Point]
    href: str = ""

    @property
    def supported(self) -> int:
        """How many points the records bear out."""
        return sum(point.known is Known.SUPPORTED for point in self.points)
