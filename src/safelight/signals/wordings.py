"""A column of texts made ready for patterns: each wording once, in plain spelling and without its disguise."""

from collections.abc import Sequence

import polars as pl

from safelight.signals.normalise import shadow

DISGUISED = (
    r"[\p{L}--\p{ASCII}]|\p{Cf}|[a-z][0134578@$!|+]+[a-z]|"
    + "|".join(letter * 3 for letter in "abcdefghijklmnopqrstuvwxyz")
    + r"|(?:^|\W)\w[ ._*-]\w[ ._*-]\w(?:\W|$)"
)
"""Texts that may read differently once their disguise is off, so that their shadow has to be looked at."""

UNSEEN = r"['’‘ʼ`´＇\x{fe0f}\x{fe0e}\x{1f3fb}-\x{1f3ff}]"


class Wordings:
    """Every different text of a column, numbered as they first come; engines look at each of them once."""

    def __init__(self, texts: pl.Series) -> None:
        column = pl.DataFrame({"text": texts.fill_null("")}).with_row_index("row")
        once = column.group_by("text", maintain_order=True).agg(first=pl.col("row").first(), rows="row")
        numbered = once.with_row_index("number")
        again = numbered.filter(pl.col("rows").list.len() > 1)
        self._texts, self._first = once["text"], once["first"]
        self._again: dict[int, list[int]] = dict(again.select("number", "rows").iter_rows())
        low = lowered(once["text"])
        self.low: list[bytes] = low["low"].cast(pl.Binary).to_list()
        """Each wording in lower case, without what a shadow drops."""
        self.dark: dict[int, bytes] = {
            number: shadow(text).text.encode()
            for number, text in low.filter("disguised").select("row", "text").iter_rows()
        }
        """The shadows of those that may be disguised, by number."""

    def __len__(self) -> int:
        return len(self.low)

    def text(self, number: int) -> str:
        """A wording as written."""
        text: str = self._texts[number]
        return text

    def rows(self, number: int) -> Sequence[int]:
        """The rows at which a wording stands, rising."""
        return self._again.get(number) or (self._first[number],)


def lowered(texts: pl.Series) -> pl.DataFrame:
    """Columns ``row``, ``text``, ``low`` (lower case, without what a shadow drops) and ``disguised``."""
    column = pl.DataFrame({"text": texts.fill_null("")}).with_row_index("row")
    low = column.with_columns(low=pl.col("text").str.to_lowercase().str.replace_all(UNSEEN, ""))
    return low.with_columns(disguised=pl.col("low").str.contains(DISGUISED))
