"""The margin of a page: patterns told once and numbered, so that each message can point at them."""

from collections.abc import Sequence
from dataclasses import dataclass

from safelight.desk.conversations.bubble import Bubble, is_pattern
from safelight.signals.finding import Finding


@dataclass(frozen=True)
class Pattern:
    """A finding about many records, with its number on this page."""

    number: int
    finding: Finding


@dataclass(frozen=True)
class Line:
    """A bubble and the patterns it is part of."""

    bubble: Bubble
    patterns: list[Pattern]


def lines_of(bubbles: Sequence[Bubble]) -> tuple[list[Line], list[Pattern]]:
    """Every bubble with its patterns, and the patterns of the page, numbered as they are met."""
    numbered: dict[str, Pattern] = {}
    for bubble in bubbles:
        for finding in filter(is_pattern, bubble.findings):
            numbered.setdefault(finding.id, Pattern(len(numbered) + 1, finding))
    lines = [
        Line(bubble, [numbered[finding.id] for finding in bubble.findings if finding.id in numbered])
        for bubble in bubbles
    ]
    return lines, list(numbered.values())
