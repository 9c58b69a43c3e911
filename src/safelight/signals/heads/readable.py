"""Texts as heads read them: without disguise, in lower case, digits as 0, marks as words of their own."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import polars as pl

from safelight.signals.cells import Cells
from safelight.signals.heads.grams import LONGEST_WORD
from safelight.signals.normalise import shadow
from safelight.signals.wordings import lowered

LONGEST = 2_000
"""Code points of a text that are read; what comes after is not weighed."""
_AT_ONCE = 50_000
"""Texts made readable at once: on the way, each is held several times over."""
_LONG_WORD = rf"\S{{{LONGEST_WORD}}}\S+"


class Readable:
    """Texts that are made readable as they are asked for: all of a long case would take much room at once."""

    def __init__(self, written: Cells[str]) -> None:
        self._written = written

    def __len__(self) -> int:
        return len(self._written)

    def __getitem__(self, places: slice) -> "Readable":
        return Readable(self._written[places])

    def to_list(self) -> list[str]:
        """All of them."""
        return readable(self._written.column()).to_list()

    def gather(self, places: pl.Series | npt.NDArray[np.integer]) -> pl.Series:
        """Those at some places."""
        return readable(self._written.column().gather(places))

    def filter(self, kept: pl.Series) -> pl.Series:
        """Those where it is so."""
        return readable(self._written.column().filter(kept))


def readable(texts: pl.Series) -> pl.Series:
    """The texts as heads read them."""
    parts = [_readable(part.to_series()) for part in texts.to_frame().iter_slices(_AT_ONCE)]
    return pl.concat(parts or [texts])


def _readable(texts: pl.Series) -> pl.Series:
    low = lowered(texts)
    plain = low.with_columns(low=pl.col("low").str.slice(0, LONGEST))
    disguised = plain.filter("disguised")
    if disguised.height:
        shown = disguised.select("row", shown=pl.Series(_shadows(disguised["text"].to_list()), dtype=pl.String))
        plain = plain.join(shown, on="row", how="left", maintain_order="left").with_columns(
            low=pl.coalesce("shown", "low")
        )
    return plain.select(
        pl.col("low")
        .str.replace_all(r"\d", "0")
        .str.replace_all(r"([^\p{L}\p{N}\s])", " ${1} ")
        .str.replace_all(_LONG_WORD, " … ")
        .str.replace_all(r"\s+", " ")
        .str.strip_chars(" ")
    )["low"]


def _shadows(texts: Sequence[str]) -> list[str]:
    return [shadow(text[:LONGEST]).text for text in texts]
