"""Whatever is removed, from whatever it stands in: no value holds it any more."""

import dataclasses
import json
from collections.abc import Iterator

import polars as pl
from a_case import a_case, everything
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from safelight.bundling.choice import ChoiceRefused, Removal, Removed
from safelight.bundling.contents import Contents, contents_of

_LETTERS = "abßçéîKſİıΑ漢字😀'\"&<>/\\=+-@.,()[]{}|^$* 07"
_WORDS = st.text(_LETTERS, min_size=3, max_size=12).filter(lambda word: len(word.strip()) > 2)
_PLACES = st.sampled_from(["text", "sender", "thread", "member", "pointer", "at_text", "reply_to", "extra"])
_TEXTS = ("member", "pointer", "at_text", "platform", "thread", "sender", "text", "reply_to")


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_WORDS, st.text(max_size=5), _PLACES, st.sampled_from([Removed.WORDS, Removed.ACCOUNT]))
@example('a"b\\c', "", "extra", Removed.WORDS)
@example("İıK", "ſ", "text", Removed.WORDS)
@example("+44 7700 900461", "0", "extra", Removed.ACCOUNT)
def test_no_value_holds_it(word: str, around: str, place: str, sort: Removed) -> None:
    case = a_case()
    written = f"{around}{word}{around}"
    value = json.dumps({"said": written, written: "named"}) if place == "extra" else written
    is_first = pl.int_range(pl.len()) == 0
    rows = case.table.with_columns(pl.when(is_first).then(pl.lit(value)).otherwise(pl.col(place)).alias(place))
    choice = everything(case, Removal(sort, word, "why"))
    try:
        contents = contents_of(dataclasses.replace(case, table=rows), choice)
    except ChoiceRefused:
        return  # "[removed: why]" would hold it: nothing is made
    held = [each for each in _values(contents) if word.strip().casefold() in each.casefold()]
    assert not held


def _values(contents: Contents) -> Iterator[str]:
    for row in contents.rows.iter_rows(named=True):
        yield from (row[name] or "" for name in _TEXTS)
        yield from (*(row["recipients"] or ()), *(row["attachments"] or ()))
        for name, value in json.loads(row["extra"] or "{}").items():
            yield from (name, value)
