"""Elements known by their shape rather than by class names, by one pass over the tags of a page.

Only the direct children of elements that are still open are kept, so deep nesting costs no more than length.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

_TAG = re.compile(rb"<(/?)(div|h1|h2|h3|section|footer|header|main|article)\b[^<>]*>", re.IGNORECASE)


class Node(NamedTuple):
    """A box or heading: ``start`` to ``end`` with its tags, ``inner_start`` to ``inner_end`` without them."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    children: int
    """How many elements it holds directly."""

    @property
    def is_leaf(self) -> bool:
        """Whether it holds words and no elements."""
        return self.children == 0


class Shaped(NamedTuple):
    """An element of the shape looked for, and what it holds directly."""

    node: Node
    children: tuple[Node, ...]


class _Open(NamedTuple):
    start: int
    inner_start: int
    name: bytes
    children: list[Node]
    found_before: int


def shaped(page: bytes, is_one: Callable[[bytes, list[Node]], bool]) -> Iterator[Shaped]:
    """Every element of a shape, in order; one inside another is part of the outer and is not told."""
    found: list[Shaped] = []
    opened: list[_Open] = []
    for match in _TAG.finditer(page):
        name = match[2].lower()
        if not match[1]:
            opened.append(_Open(match.start(), match.end(), name, [], len(found)))
            continue
        if not opened or opened[-1].name != name:
            continue
        one = opened.pop()
        node = Node(one.start, match.end(), one.inner_start, match.start(), len(one.children))
        if opened:
            opened[-1].children.append(node)
        if is_one(page, one.children):
            del found[one.found_before :]
            found.append(Shaped(node, tuple(one.children)))
    yield from found


def children_of(page: bytes, node: Node) -> list[Node]:
    """What one element holds directly."""
    opened: list[tuple[int, int, bytes, int]] = []
    children: list[Node] = []
    for match in _TAG.finditer(page, node.inner_start, node.inner_end):
        name = match[2].lower()
        if not match[1]:
            opened.append((match.start(), match.end(), name, 0))
        elif opened and opened[-1][2] == name:
            start, inner_start, _, inside = opened.pop()
            if opened:
                above = opened[-1]
                opened[-1] = (above[0], above[1], above[2], above[3] + 1)
            else:
                children.append(Node(start, match.end(), inner_start, match.start(), inside))
    return children
