"""A column of texts made ready for patterns: each wording once, in plain spelling and without its disguise."""

from array import array
from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from safelight.signals.normalise import shadow

DISGUISED = (
    r"[\p{L}--\p{ASCII}]|\p{Cf}|[a-z][0134578@$!|+]+[a-z]|"
    + "|".join(letter * 3 for letter in "abcdefghijklmnopqrstuvwxyz")
    + r"|(?:^|\W)\w[ ._*-]\w[ ._*-]\w(?:\W|$)"
)
"""Texts that may read differently once their disguise is off, so that their shadow has to be looked at."""

UNSEEN = r"['’‘ʼ`´＇\x{fe0f}\x{fe0e}\x{1f3fb}-\x{1f3ff}]"


_AT_ONCE = 50_000
"""Wordings laid before an automaton at once: as bytes, a million of them would take much memory."""


class Wordings:
    """Every different text of a column, numbered as they first come; engines look at each of them once."""

    def __init__(self, texts: pl.Series) -> None:
        column = pl.DataFrame({"text": texts.fill_null("")}).with_row_index("row")
        once = column.group_by("text", maintain_order=True).agg(first=pl.col("row").first(), many=pl.len())
        self._texts, self._first = once["text"], array("I", once["first"].to_numpy().tobytes())
        self._again = _repeated(column, once)
        low = lowered(self._texts)
        self._low = low["low"].cast(pl.Binary)
        self._dark = {
            number: shadow(text).text.encode()
            for number, text in low.filter("disguised").select("row", "text").iter_rows()
        }

    def __len__(self) -> int:
        return len(self._first)

    def low(self) -> Iterator[bytes]:
        """Each wording in lower case, without what a shadow drops."""
        for part in self._low.to_frame().iter_slices(_AT_ONCE):
            yield from part.to_series().to_list()

    def dark(self) -> Mapping[int, bytes]:
        """The shadows of those that may be disguised, by number."""
        return self._dark

    def text(self, number: int) -> str:
        """A wording as written."""
        text: str = self._texts[number]
        return text

    def rows(self, number: int) -> Sequence[int]:
        """The rows at which a wording stands, rising."""
        return self._again.get(number) or (self._first[number],)


def _repeated(column: pl.DataFrame, once: pl.DataFrame) -> dict[int, "array[int]"]:
    """The rows of wordings that stand at several, by the wording's number."""
    several = once.select("text", "many").with_row_index("number").filter(pl.col("many") > 1)
    rows = column.join(several, on="text", how="inner").group_by("number").agg(pl.col("row").sort())
    return {number: array("I", found) for number, found in rows.iter_rows()}


def lowered(texts: pl.Series) -> pl.DataFrame:
    """Columns ``row``, ``text``, ``low`` (lower case, without what a shadow drops) and ``disguised``."""
    column = pl.DataFrame({"text": texts.fill_null("")}).with_row_index("row")
    low = column.with_columns(low=pl.col("text").str.to_lowercase().str.replace_all(UNSEEN, ""))
    return low.with_columns(disguised=pl.col("low").str.contains(DISGUISED))
