"""Taking out of a document what its reader must not hold, and leaving out lines that would give it away."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from safelight.bundling.choice import Removal, Removed
from safelight.bundling.removal_pattern import pattern_of
from safelight.desk.plans.versions.document import Block, Document, Heading, Listing, Paragraph, Table
from safelight.desk.plans.versions.rules import Rules, VersionRule

ALSO_WORDS = frozenset(
    "will may mark rose grace hope joy bill sue pat rob art gene dawn faith chase grant max ray guy penny ivy "
    "lily holly summer april june august sky jack frank drew jean miles lance the and van von der".split()
)
"""Parts of names that are words as well: taken out only where they are written as a name."""
SHORTEST_PART = 3


@dataclass(frozen=True)
class Redactor:
    """Takes words out. ``pairs`` are patterns with what stands in their place, the longest words first."""

    pairs: tuple[tuple[re.Pattern[str], str], ...]

    def clean(self, text: str) -> str:
        """The text without them."""
        for pattern, instead in self.pairs:
            text = pattern.sub(instead, text)
        return " ".join(text.split(" ")).strip() if text != text.strip() else text


def redactor_for(rule: VersionRule, rules: Rules, known: Mapping[str, Iterable[str]], language: str) -> Redactor:
    """What a version may not hold; ``known`` gives the words of each kind that are known in this case."""
    found: dict[str, tuple[str, str]] = {}
    for kind in rule.never:
        instead = rules.kind(kind).instead(language)
        for value in known.get(kind, ()):
            if value.strip():
                found.setdefault(_pattern(value.strip()), (value.strip(), instead))
            if kind in _NAMES:
                for part in _parts(value):
                    found.setdefault(_part_pattern(part), (part, instead))
    longest_first = sorted(found.items(), key=lambda one: -len(one[1][0]))
    return Redactor(tuple((re.compile(pattern), instead) for pattern, (_, instead) in longest_first))


def redacted(document: Document, redactor: Redactor, rule: VersionRule, rules: Rules) -> Document:
    """The document as its reader may have it."""
    if rule.leaves_out_lines_with:
        document = without_lines(document, rules.give_away)
    return document.rewritten(redactor.clean)


def left_out(document: Document, rules: Rules) -> list[str]:
    """The lines that a version safe to be found does not hold: they are read out instead."""
    words = rules.give_away
    blocks = (block for block in document.blocks if isinstance(block, Listing))
    listed = {item for block in blocks for item, english in block.in_both() if gives_away((item, english), words)}
    return [text for text in document.texts() if text in listed or gives_away((text,), words)]


def gives_away(texts: Iterable[str], words: str) -> bool:
    """Whether a text, in any of its languages, holds one of the words."""
    holds = _holds(words)
    return any(holds.search(text) for text in texts)


def without_lines(document: Document, words: str) -> Document:
    """The document without every line that holds one of the words, and without headings left empty."""
    holds = _holds(words)
    kept = [block for each in document.blocks if (block := _without(each, holds)) is not None]
    full = [
        block
        for place, block in enumerate(kept)
        if not (isinstance(block, Heading) and _is_empty(block, kept[place + 1 :]))
    ]
    return Document(document.title, document.language, tuple(full), document.footer)


@cache
def _holds(words: str) -> re.Pattern[str]:
    found = (re.escape(word).replace(r"\*", r"\w*") for word in words.split())
    return re.compile(rf"(?<!\w)(?:{'|'.join(found)})(?!\w)", re.IGNORECASE)


def _without(block: Block, holds: re.Pattern[str]) -> Block | None:
    if isinstance(block, Listing):
        kept = [pair for pair in block.in_both() if not any(map(holds.search, pair))]
        items, english = (tuple(one[place] for one in kept) for place in (0, 1))
        return replace(block, items=items, english=english if block.english else ()) if kept else None
    if isinstance(block, Table):
        rows = tuple(row for row in block.rows if not any(map(holds.search, row)))
        return replace(block, rows=rows) if rows else None
    return None if isinstance(block, Paragraph) and holds.search(block.text) else block


def _is_empty(heading: Heading, after: Sequence[Block]) -> bool:
    return not after or (isinstance(after[0], Heading) and after[0].level <= heading.level)


def _pattern(value: str) -> str:
    """Every way of writing it that a bundle looks for too, as a whole word where it begins and ends as one."""
    written = pattern_of(Removal(Removed.ACCOUNT, value, ""))
    plain = re.sub(r"\\x\{([0-9A-Fa-f]+)\}", lambda code: re.escape(chr(int(code[1], 16))), written)
    before = r"(?<!\w)" if value[0].isalnum() else ""
    after = r"(?!\w)" if value[-1].isalnum() else ""
    return f"(?i:{before}{plain.removeprefix('(?i)')}{after})"


def _parts(name: str) -> list[str]:
    if re.search(r"[@/\d]", name):
        return []
    return [word for word in re.split(r"[^\w'’-]+", name) if len(word) >= SHORTEST_PART]


def _part_pattern(part: str) -> str:
    if part.lower() in ALSO_WORDS:
        return rf"(?<!\w){re.escape(part.capitalize())}(?!\w)"
    return rf"(?i:(?<!\w){re.escape(part)}(?!\w))"


_NAMES = frozenset({"concern", "bystanders", "staff", "victim"})
"""Kinds whose words are names of people: each part of a name goes too."""
