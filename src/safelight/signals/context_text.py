"""From the bytes of a context file to plain text values, lists and mappings, without running anything in them.

YAML 1.1 turns ``07700100123`` into an octal number and ``no`` into false. An account, a name and a date are text
here, so scalars are taken as written and JSON numbers keep their digits.
"""

import json
from typing import Any, TypeAlias

import yaml

from safelight.signals.context_refused import ContextRefused

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"

LARGEST_FILE = 1_000_000
"""Bytes. A context file is a page of notes; anything near this is something else."""
DEEPEST = 8
"""Lists and mappings within one another. The form needs four."""
NOTHING_WRITTEN = ("", "~", "null")
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def plain_values(data: bytes) -> Plain:
    """The values of a YAML or JSON file, each scalar as text (``None`` where nothing is written).

    Raises ``ContextRefused`` for a file that is too large, is not text, is not YAML or JSON, uses anchors, aliases
    or tags, repeats a key, or nests deeper than the form does.
    """
    text = _text_of(data)
    values = _json_values(text) if text.lstrip().startswith("{") else _yaml_values(text)
    try:
        json.dumps(values, ensure_ascii=False).encode()
    except UnicodeEncodeError as fault:
        raise _refusal("It holds half of a character (a lone surrogate), which is not text.") from fault
    return values


def _text_of(data: bytes) -> str:
    if len(data) > LARGEST_FILE:
        raise _refusal(f"It has {len(data):,} bytes; a context file may have at most {LARGEST_FILE:,}.")
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        raise _refusal(
            f"It is not text in UTF-8 (byte {fault.start} cannot be read). Save it as UTF-8."
        ) from fault


def _json_values(text: str) -> Plain:
    try:
        found: Plain = json.loads(
            text, object_pairs_hook=_mapping, parse_int=str, parse_float=str, parse_constant=str
        )
    except json.JSONDecodeError:
        return _yaml_values(text)
    except RecursionError as fault:
        raise _too_deep() from fault
    _check_depth(found)
    return _without_truth_values(found)


def _mapping(pairs: list[tuple[str, Plain]]) -> dict[str, Plain]:
    seen: dict[str, Plain] = {}
    for key, value in pairs:
        if key in seen:
            raise _repeated(key)
        seen[key] = value
    return seen


def _check_depth(value: object, depth: int = 0) -> None:
    if depth > DEEPEST:
        raise _too_deep()
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            _check_depth(part, depth + 1)


def _without_truth_values(value: Any) -> Plain:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return {key: _without_truth_values(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_without_truth_values(part) for part in value]
    return None if value is None else str(value)


def _yaml_values(text: str) -> Plain:
    try:
        _check_events(text)
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as fault:
        raise _refusal(f"It is not YAML or JSON that can be read{_place(fault)}.") from fault
    return None if root is None else _plain(root)


def _check_events(text: str) -> None:
    """Anchors (which can be multiplied into billions of values), tags and depth, before anything is built."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line = _line(event.start_mark)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _refusal(
                f"Line {line} uses an anchor or alias (& or *), which is not allowed here. Put such text in quotes"
            )
        if getattr(event, "tag", None):
            raise _refusal(f"Line {line} uses a tag (!), which is not allowed here. Put such text in quotes.")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            raise _too_deep()


def _plain(node: yaml.Node) -> Plain:
    if isinstance(node, yaml.SequenceNode):
        return [_plain(part) for part in node.value]
    if isinstance(node, yaml.MappingNode):
        return _mapping([(_key(key), _plain(value)) for key, value in node.value])
    assert isinstance(node, yaml.ScalarNode)
    value = str(node.value)
    return None if node.style in (None, "") and value in NOTHING_WRITTEN else value


def _key(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    raise _refusal(f"Line {_line(node.start_mark)}: a key must be a word, not a list or mapping.")


def _line(mark: Any) -> int:
    return int(mark.line) + 1


def _place(fault: yaml.YAMLError) -> str:
    mark = getattr(fault, "problem_mark", None)
    return f" (line {mark.line + 1}, column {mark.column + 1})" if mark is not None else ""


def _too_deep() -> ContextRefused:
    return _refusal(f"It nests lists and mappings more than {DEEPEST} deep; the form needs four.")


def _repeated(key: str) -> ContextRefused:
    return _refusal(f"The key “{key}” is written twice in one place, so one of the two would be lost. Join them.")


def _refusal(sentence: str) -> ContextRefused:
    return ContextRefused((sentence,))
