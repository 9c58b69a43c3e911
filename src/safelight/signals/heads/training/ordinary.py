"""Ordinary messages by people who wrote for nobody's corpus: what plain talk looks like where nobody means harm.

The corpus is invented and its harmless conversations resemble harmful ones, so heads that know nothing else take the
spelling of real phones for a sign of harm (docs/decisions/0054). The messages themselves stay outside the project.
"""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
import polars as pl

from safelight.signals.heads.readable import readable
from safelight.signals.heads.talk import Talk
from safelight.signals.labelled import LabelledRefused

ORDINARY = "ham"
"""How the SMS Spam Collection marks a message that is no advertisement."""
_NOON = 12.0


def ordinary_in(file: Path) -> list[str]:
    """The ordinary messages of a file in the form of the SMS Spam Collection (a mark, a tab, the message), once each.

    Raises ``LabelledRefused`` where there is none.
    """
    found = sorted({text for mark, text in marked_in(file) if mark == ORDINARY})
    if not found:
        raise LabelledRefused(
            f"There is no ordinary message in {file}: none of its lines begins with “{ORDINARY}” and a tab. Nothing "
            "was learned."
        )
    return found


def marked_in(file: Path) -> list[tuple[str, str]]:
    """Every message of the file after its mark."""
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    cut = (line.partition("\t") for line in lines)
    return [(mark, text) for mark, tab, text in cut if tab]


def to_learn_from(messages: Sequence[str]) -> list[str]:
    """Half of them, told apart by their own bytes, so that the other half can be measured on."""
    return [message for message in messages if sha256(message.encode()).digest()[0] % 2]


def alone_of(messages: Sequence[str]) -> Talk:
    """A thread for each message, by the owner and by somebody else in turn, at no time."""
    count = len(messages)
    return Talk(
        texts=readable(pl.Series(messages, dtype=pl.String)),
        thread=np.arange(count),
        sender=np.arange(count),
        owner=(np.arange(count) % 2).astype(np.float32),
        hours=np.full(count, np.nan),
        clock=np.full(count, _NOON),
        company=np.zeros(count),
    )


def beside(talk: Talk, other: Talk) -> Talk:
    """Both as one, the threads of the second after those of the first."""
    texts = (pl.Series(one.texts.to_list(), dtype=pl.String) for one in (talk, other))
    shifted = {
        name: np.concatenate([getattr(talk, name), getattr(other, name) + 1 + getattr(talk, name).max(initial=-1)])
        for name in ("thread", "sender")
    }
    alike = {
        name: np.concatenate([getattr(talk, name), getattr(other, name)])
        for name in ("owner", "hours", "clock", "company")
    }
    return Talk(texts=pl.concat(texts), **shifted, **alike)
