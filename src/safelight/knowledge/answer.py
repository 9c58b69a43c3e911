"""The four answers to a question of the footprint, and the three values a condition over them can have."""

from enum import StrEnum


class Answer(StrEnum):
    """What somebody said. *Not sure* is a risk, never a *no*; *not asked* is a gap, never a *no*."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not_sure"
    NOT_ASKED = "not_asked"


class Truth(StrEnum):
    """Whether a condition holds. *Not known* says that something must be asked first; it is not *no*."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not_known"


def all_of(truths: list[Truth]) -> Truth:
    """*No* where one is, else *not known* where one is, else *yes*."""
    if Truth.NO in truths:
        return Truth.NO
    return Truth.NOT_KNOWN if Truth.NOT_KNOWN in truths else Truth.YES


def any_of(truths: list[Truth]) -> Truth:
    """*Yes* where one is, else *not known* where one is, else *no*."""
    if Truth.YES in truths:
        return Truth.YES
    return Truth.NOT_KNOWN if Truth.NOT_KNOWN in truths else Truth.NO


def none_of(truths: list[Truth]) -> Truth:
    """The other way round of ``any_of``; *not known* stays so."""
    return {Truth.YES: Truth.NO, Truth.NO: Truth.YES}.get(any_of(truths), Truth.NOT_KNOWN)
