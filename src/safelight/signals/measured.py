"""How well each signal did when it was last measured: figures made by ``safelight evaluate --measured``, as words."""

from functools import cache
from pathlib import Path

import msgspec

FILE = Path(__file__).parent / "measured.json"


class Counts(msgspec.Struct, frozen=True):
    """Conversations with a finding of at least moderate strength by a signal, against the labels of its family."""

    conversations: int
    should: int
    """That hold a message of the family."""
    right: int
    right_strongly: int
    wrong: int
    wrong_strongly: int
    wrong_harmless: int
    """Of the wrong ones, those without any harm."""


class OfOrdinary(msgspec.Struct, frozen=True):
    """The same for conversations put together from ordinary messages, where every finding is wrong."""

    conversations: int
    found: int
    strongly: int


class Ordinary(msgspec.Struct, frozen=True):
    """What an officer would be shown of such conversations for nothing."""

    messages: int
    conversations: int
    found: int
    """With a finding of at least moderate strength by any signal."""
    strongly: int
    listed: int
    """Without one, and listed as worth reading early."""


class OfSignal(msgspec.Struct, frozen=True):
    """What was measured of one signal."""

    left_out: Counts
    """On what is learned from, each conversation scored by heads that had not learned from its slice."""
    development: Counts
    ordinary: OfOrdinary


class Measured(msgspec.Struct, frozen=True):
    """One measuring of every signal that has labels."""

    on: str
    weights: str
    """The version of the learned weights that it was made with."""
    ordinary: Ordinary
    signals: dict[str, OfSignal]


@cache
def measured() -> Measured:
    """The figures that ship."""
    return msgspec.json.decode(FILE.read_bytes(), type=Measured)


def told_of(signal: str) -> str:
    """The figures of a signal, with what they do not say."""
    of = measured().signals.get(signal)
    if of is None:
        return "It has not been measured."
    left_out, ordinary = of.left_out, of.ordinary
    return (
        f"Measured on {left_out.conversations} invented conversations that its words and weights were made with, the "
        f"learned scores not having seen any like them: {_counted(left_out)}. On {of.development.conversations} others "
        f"looked at while building: {_counted(of.development)}. In {ordinary.conversations} conversations put together "
        f"at random from ordinary messages, raised in {ordinary.found or 'none'}"
        f"{f', strongly in {ordinary.strongly}' if ordinary.strongly else ''}. Many of the invented conversations are "
        "harmful; in life harm is rarer, so more of what is raised will be wrong, and no real case was measured."
    )


def _counted(counts: Counts) -> str:
    return (
        f"raised at moderate strength or more in {counts.right} of {counts.should} ({counts.right_strongly} strongly), "
        f"and wrongly in {counts.wrong} ({counts.wrong_strongly} strongly), {counts.wrong_harmless} of these harmless"
    )
