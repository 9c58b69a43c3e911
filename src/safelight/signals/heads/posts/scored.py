"""Puts the scores of the head for posts where a record is one."""

import numpy as np
import numpy.typing as npt
import polars as pl

from safelight.records.record import Kind
from safelight.signals.heads.families import ANY, SCORED
from safelight.signals.heads.posts.post_file import SHIPPED, post_head_in
from safelight.signals.heads.semantic.encoder import Encodes
from safelight.signals.heads.talk import Talk

Wide = npt.NDArray[np.float64]
_THREATS, _ANY = SCORED.index("threats"), SCORED.index(ANY)


def with_posts(chances: Wide, talk: Talk, table: pl.DataFrame, encoder: Encodes | None, most: int | None) -> Wide:
    """The scores of a talk; for public posts that of threats is the one of their own head, and any harm no lower."""
    places = (table["kind"] == Kind.POST.value).arg_true()
    if not len(places):
        return chances
    out, at = chances.copy(), places.to_numpy()
    out[at, _THREATS] = post_head_in(SHIPPED).chances(talk.texts.gather(places), encoder, most)
    out[at, _ANY] = np.maximum(out[at, _ANY], out[at, _THREATS])
    return out
