"""Words by which a message in English is told from one in another language: a pack."""

from functools import cache

from safelight.knowledge.pack import PACKS, Pack, load, repeated
from safelight.records.unread import Common


class CommonWords(Pack, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Two lists, each written as one text: as rows, *no* and *on* would be truth values."""

    own: str
    """Of these one is enough."""
    shared: str
    """English too, but written alike in other languages."""

    @property
    def told(self) -> Common:
        """Both as words."""
        return Common(own=tuple(self.own.split()), shared=tuple(self.shared.split()))

    def faults(self) -> list[str]:
        """Words that stand twice, or could never be found because they are not in lower case."""
        words = [*self.told.own, *self.told.shared]
        faults = [f"The word “{one}” stands twice." for one in repeated(words)]
        faults += [f"The word “{one}” is not in lower case." for one in words if one != one.lower()]
        return faults


@cache
def common_words() -> Common:
    """The words, checked."""
    return load(PACKS / "common-words.yaml", CommonWords).told
