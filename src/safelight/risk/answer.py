"""An answer to a question of risk. Missing is not false: what is not known, or was not asked, is no no."""

from enum import StrEnum

import msgspec


class Said(StrEnum):
    """What the person said, as somebody wrote it down."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"
    NOT_ASKED = "not_asked"


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """One answer: the value, the person's own words, and the findings that stood beside it when it was given."""

    said: Said
    words: str = ""
    findings: tuple[str, ...] = ()
    records: tuple[str, ...] = ()


NOT_ASKED = Answer(said=Said.NOT_ASKED)
