"""An entry of a Meta download without its wrappings: repaired text, and names and values one level deep."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from safelight.readers.json_value import leftovers, written
from safelight.readers.meta_thread import repaired
from safelight.records.record import Doubt

_LIST, _MAP, _LABELS = "string_list_data", "string_map_data", "label_values"
_DEEPEST = 60
"""Meta nests a few levels. What lies deeper was made to be deep and stays as it is."""


class Plain(NamedTuple):
    """What an entry says by the source's own names or labels, and the moments among it, as counts."""

    mended: dict[str, Any]
    """The entry as it is, but for repaired text."""
    said: dict[str, str]
    counts: dict[str, int]
    doubts: tuple[Doubt, ...]


def plain(source: Mapping[str, Any]) -> Plain:
    """Maps and lists of labelled values become names and values; everything else stays under its own name."""
    mended, doubts = repaired_throughout(source)
    said: dict[str, str] = {}
    counts: dict[str, int] = {}
    for name, value in mended.items():
        if name == _MAP and isinstance(value, dict):
            _add_map(value, said, counts)
        elif name == _LIST and isinstance(value, list):
            _add_list(value, said, counts)
        elif name == _LABELS and isinstance(value, list):
            _add_labels(value, said, counts)
        elif name == "session" and isinstance(value, dict):
            _add_map({inner: {"value": other} for inner, other in value.items()}, said, counts)
        else:
            _add(name, value, said, counts)
    return Plain(mended, said, counts, doubts)


def repaired_throughout(source: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[Doubt, ...]]:
    """The same values with every text and every name repaired, and the doubts about them."""
    doubts: dict[Doubt, None] = {}
    return {_mend(name, doubts): _mended(value, doubts, 1) for name, value in source.items()}, tuple(doubts)


def _mended(value: Any, doubts: dict[Doubt, None], depth: int) -> Any:
    if isinstance(value, str):
        return _mend(value, doubts)
    if depth > _DEEPEST and isinstance(value, list | dict):
        doubts[Doubt.MOJIBAKE_NOT_REPAIRED] = None
        return value
    if isinstance(value, list):
        return [_mended(each, doubts, depth + 1) for each in value]
    if isinstance(value, dict):
        return {_mend(name, doubts): _mended(each, doubts, depth + 1) for name, each in value.items()}
    return value


def _mend(text: str, doubts: dict[Doubt, None]) -> str:
    mended, doubt = repaired(text)
    if doubt:
        doubts[doubt] = None
    return mended


def _add_map(values: Mapping[str, Any], said: dict[str, str], counts: dict[str, int]) -> None:
    for label, value in values.items():
        if not isinstance(value, dict):
            _add(label, value, said, counts)
            continue
        for name, other in value.items():
            _add(label if name in ("value", "timestamp") else f"{label} {name}", other, said, counts)


def _add_list(values: list[Any], said: dict[str, str], counts: dict[str, int]) -> None:
    for number, value in enumerate(values):
        more = f" ({number + 1})" if number else ""
        for name, other in value.items() if isinstance(value, dict) else ((_LIST, value),):
            _add(f"{name}{more}", other, said, counts)


def _add_labels(values: list[Any], said: dict[str, str], counts: dict[str, int]) -> None:
    for number, value in enumerate(values):
        if not isinstance(value, dict):
            _add(f"{_LABELS} ({number + 1})", value, said, counts)
            continue
        label = written(value.get("label") or value.get("title") or value.get("ent_field_name") or _LABELS)
        for name, other in value.items():
            if name in ("value", "timestamp_value", "dict", "vec"):
                _add(label, other, said, counts)
            elif name not in ("label", "ent_field_name"):
                _add(f"{label} {name}", other, said, counts)


def _add(name: str, value: Any, said: dict[str, str], counts: dict[str, int]) -> None:
    """Empty values say nothing; a name met again gets a number, so that no value hides another."""
    if type(value) is int and value > 0 and name not in counts:
        counts[name] = value
    for kept, text in leftovers({name: value}, ()).items():
        if text == "0":
            continue
        number = 2
        free = kept
        while free in said:
            free, number = f"{kept} ({number})", number + 1
        said[free] = text
