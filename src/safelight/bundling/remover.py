"""Taking things out: every place shows why, and nothing of what stood there stays."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple, TypeVar

import msgspec
import polars as pl
import re2

from safelight.bundling.choice import ChoiceRefused, Removal, Removed
from safelight.bundling.removal_pattern import pattern_of

Held = TypeVar("Held")

_TEXTS = ("member", "pointer", "at_text", "platform", "thread", "sender", "text", "reply_to")
_LISTS = ("recipients", "attachments")


class StillThere(ChoiceRefused):
    """Something that was to be removed would have stood in a bundle. Nothing was made."""

    def __init__(self, place: str) -> None:
        """``place`` is where it would have stood, in words."""
        super().__init__(
            f"Something that was to be removed would still have stood in {place}. Nothing was made. Withhold the "
            "whole record instead, or tell the system's administrator."
        )


class Cut(NamedTuple):
    """A text after removal; ``runs`` say where each removed run stood (start, end) and what stands there now."""

    text: str
    runs: tuple[tuple[int, int, int, int], ...]

    def moved(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the old text stands now; one that lay within a removed run covers what stands there."""
        return self._place(start, at_end=False), self._place(end, at_end=True)

    def _place(self, position: int, *, at_end: bool) -> int:
        shift = 0
        for old_start, old_end, new_start, new_end in self.runs:
            if position >= old_end:
                shift = new_end - old_end
            elif position > old_start:
                return new_end if at_end else new_start
        return position + shift


class Remover:
    """Takes words and names of accounts out of everything it is given."""

    def __init__(self, removals: Sequence[Removal]) -> None:
        """Raises ``ChoiceRefused`` where a reason would give away what is removed."""
        self._removals = [one for one in removals if one.sort is not Removed.RECORD]
        self._patterns = [re2.compile(pattern_of(one)) for one in self._removals]
        self._labels = _labels(self._removals)
        for label in self._labels:
            if any(pattern.search(label) for pattern in self._patterns):
                raise ChoiceRefused(
                    "A reason for removing something holds what is to be removed. The reason is shown: use other "
                    "words for it."
                )

    @property
    def patterns(self) -> list[str]:
        """For each thing to remove, the regular expression that finds it."""
        return [pattern_of(one) for one in self._removals]

    @property
    def any_pattern(self) -> str:
        """One regular expression that finds whatever is to be removed; empty where nothing is."""
        return "|".join(f"(?:{one})" for one in self.patterns)

    def met_in(self, rows: pl.DataFrame, others: Sequence[bytes]) -> list[tuple[Removal, str, int, int]]:
        """Each removal, what stands in its place, and in how many of the records and of other things (as JSON)."""
        said = [each.decode() for each in others]
        return [
            (
                removal,
                label,
                int(_found(rows, pattern_of(removal)).sum()),
                sum(bool(pattern.search(each)) for each in said),
            )
            for removal, label, pattern in zip(self._removals, self._labels, self._patterns, strict=True)
        ]

    def cut(self, text: str) -> Cut:
        """The text without what is removed. The longest of several that begin in one place goes."""
        found = sorted(
            (match.start(), -match.end(), number)
            for number, pattern in enumerate(self._patterns)
            for match in pattern.finditer(text)
            if match.end() > match.start()
        )
        pieces: list[str] = []
        runs: list[tuple[int, int, int, int]] = []
        end = length = 0
        for start, minus_stop, number in found:
            if start < end:
                end = self._lengthen(runs, end, -minus_stop)
                continue
            pieces += [text[end:start], self._labels[number]]
            length += start - end
            runs.append((start, -minus_stop, length, length + len(self._labels[number])))
            length += len(self._labels[number])
            end = -minus_stop
        return Cut("".join((*pieces, text[end:])), tuple(runs))

    @staticmethod
    def _lengthen(runs: list[tuple[int, int, int, int]], end: int, stop: int) -> int:
        """What begins inside a removed run goes with it."""
        start, _, new_start, new_end = runs[-1]
        runs[-1] = (start, max(end, stop), new_start, new_end)
        return max(end, stop)

    def removed_from(self, held: Held) -> Held:
        """The same struct without what is removed. Raises ``StillThere`` where a date holds it."""
        plain = self._plain(msgspec.to_builtins(held))
        try:
            return msgspec.convert(plain, type=type(held))
        except msgspec.ValidationError as problem:
            raise StillThere("a finding") from problem

    def _plain(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.cut(value).text
        if isinstance(value, dict):
            return self._named(value)
        if isinstance(value, list | tuple):
            return [self._plain(each) for each in value]
        return value

    def _named(self, values: dict[str, Any]) -> dict[str, Any]:
        """Two names that look alike without what is removed stay two."""
        kept: dict[str, Any] = {}
        for name, each in values.items():
            plain = self.cut(str(name)).text
            alike = sum(other == plain or other.startswith(f"{plain} (") for other in kept)
            kept[f"{plain} ({alike + 1})" if alike else plain] = self._plain(each)
        return kept

    def frame(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The records without what is removed; their ids stay as they are. Raises ``StillThere``."""
        if not self._removals:
            return rows
        cut = rows.with_columns(
            *(self._column(rows[name]) for name in _TEXTS),
            *(self._lists(rows[name]) for name in _LISTS),
            self._json(rows["extra"]),
            self._places(rows["also"]),
        )
        if self.touches(cut).any():
            raise StillThere("the records")
        return cut

    def touches(self, rows: pl.DataFrame) -> pl.Series:
        """For each record, whether anything of it is to be removed."""
        if not self._removals:
            return pl.Series("found", [False] * rows.height, dtype=pl.Boolean)
        return _found(rows, self.any_pattern)

    def _column(self, values: pl.Series) -> pl.Series:
        found = values.unique().drop_nulls()
        found = found.filter(found.str.contains(self.any_pattern))
        if found.is_empty():
            return values
        return values.replace_strict(
            found, [self.cut(each).text for each in found], default=values, return_dtype=pl.String
        )

    def _lists(self, values: pl.Series) -> pl.Series:
        flat = values.explode(empty_as_null=False, keep_nulls=False) if values.len() else values
        found = flat.unique().drop_nulls()
        found = found.filter(found.cast(pl.String).str.contains(self.any_pattern))
        if found.is_empty():
            return values
        instead = {each: self.cut(each).text for each in found}
        return values.to_frame().select(
            pl.col(values.name).list.eval(pl.element().replace(instead)).alias(values.name)
        )[values.name]

    def _places(self, values: pl.Series) -> pl.Series:
        """Where else a record stands, by names of files that may hold what is removed."""
        if not values.is_not_null().any():
            return values
        places = [places and self._plain(places) for places in values.to_list()]
        return pl.Series(values.name, places, dtype=values.dtype)

    def _json(self, values: pl.Series) -> pl.Series:
        touched = values.str.contains(self.any_pattern).fill_null(value=False)
        if not touched.any():
            return values
        changed = [
            msgspec.json.encode(self._plain(json.loads(value))).decode() if hit else value
            for value, hit in zip(values.to_list(), touched.to_list(), strict=True)
        ]
        return pl.Series(values.name, changed, dtype=pl.String)


def _found(rows: pl.DataFrame, pattern: str) -> pl.Series:
    """For each record, whether the pattern stands anywhere in it."""
    texts = [pl.col(name) for name in (*_TEXTS, "extra")]
    texts += [pl.col(name).list.join("\n") for name in _LISTS]
    texts.append(pl.col("also").list.eval(pl.element().struct.json_encode()).list.join("\n"))
    found = (each.str.contains(pattern).fill_null(value=False) for each in texts)
    return rows.select(found=pl.any_horizontal(found))["found"]


def _labels(removals: Sequence[Removal]) -> list[str]:
    """``[removed: reason]``; two things removed for one reason are numbered, so that nobody takes them for one."""
    times = Counter(one.reason.strip() for one in removals)
    seen: Counter[str] = Counter()
    labels = []
    for one in removals:
        reason = one.reason.strip()
        seen[reason] += 1
        labels.append(f"[removed: {reason}, {seen[reason]}]" if times[reason] > 1 else f"[removed: {reason}]")
    return labels
