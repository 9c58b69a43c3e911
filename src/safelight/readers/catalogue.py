"""Every reader in words: ``python -m safelight.readers.catalogue`` prints ``docs/readers.md``."""

import re
from typing import NamedTuple

from safelight.readers.not_described import LOOKED_FOR_ON, SOURCES
from safelight.readers.reader import Manifest, TestedOn
from safelight.readers.registry import READERS

COLUMNS = ("Source", "Platform", "Generations", "Tested on", "Records", "Bytes accounted for", "Limits")
NEVER_TRIED = "made-up files only"

_HEAD = """# What Safelight reads

One line for each source. Below the table each source has a part of its own: the generations it knows, the real
files it was tested on and what became of their every byte, and what the source never tells, whatever reads it.

A source that is not here is kept sealed, listed, and not read. *Made-up files only* means that no real file could
be had: the reader follows the documented layout, and fails by name where a real one differs.

Made from the readers' own manifests by `safelight readers --markdown`.
"""


class Source(NamedTuple):
    """One reader as a line of the table: its columns, and the name of its part of the page."""

    cells: tuple[str, ...]
    anchor: str


def sources() -> tuple[Source, ...]:
    """Every reader in the order of titles, in the columns of ``COLUMNS``."""
    return tuple(Source(_cells(manifest), _anchor(manifest.title)) for manifest in _manifests())


def catalogue() -> str:
    """Markdown: a table of all readers, then what each was tested on and what its source never tells."""
    lines = [f"| {' | '.join(COLUMNS)} |", "| --- | --- | --- | --- | ---: | --- | ---: |"]
    for source in sources():
        title, *between, limits = map(_in_a_table, source.cells)
        linked = (f"[{title}](#{source.anchor})", *between, f"[{limits}](#{source.anchor})")
        lines.append(f"| {' | '.join(linked)} |")
    return "\n".join([_HEAD, *lines, "", *(_section(each) for each in _manifests()), _not_described()])


def accounted(*tested: TestedOn) -> str:
    """What became of the bytes of real files, in words; empty where nobody counted."""
    said = (
        (sum(each.bytes_read for each in tested), "read"),
        (sum(each.bytes_skipped for each in tested), "left out on purpose"),
        (sum(each.bytes_failed for each in tested), "not readable"),
    )
    return ", ".join(f"{count:,} {what}" for count, what in said if count)


def _manifests() -> list[Manifest]:
    return sorted((reader.MANIFEST for reader in READERS), key=lambda manifest: manifest.title.lower())


def _cells(manifest: Manifest) -> tuple[str, ...]:
    tested = manifest.tested_on
    return (
        manifest.title,
        manifest.platform,
        "; ".join(manifest.generations),
        "; ".join(each.what for each in tested) or NEVER_TRIED,
        f"{sum(each.records for each in tested):,}" if tested else "",
        accounted(*tested),
        str(len(manifest.cannot_know)),
    )


def _section(manifest: Manifest) -> str:
    lines = [f"## {manifest.title}", "", f"Reader `{manifest.name}`, version {manifest.version}.", ""]
    lines += _list("Generations known", manifest.generations)
    lines += _list("Tested on", [_tested(each) for each in manifest.tested_on])
    lines += _list("What the source never tells", manifest.cannot_know)
    return "\n".join(lines)


def _not_described() -> str:
    lines = [
        "## Not read, because no layout is described",
        "",
        f"Looked for in public on {LOOKED_FOR_ON}, and not found. Such files are kept sealed and listed. Whoever has "
        "one can help with the names of its columns alone: no row of it is needed.",
        "",
        "| Source | What is known | Until then |",
        "| --- | --- | --- |",
    ]
    return "\n".join([*lines, *(f"| {' | '.join(map(_in_a_table, source))} |" for source in SOURCES), ""])


def _tested(tested: TestedOn) -> str:
    account = accounted(tested)
    return f"{tested.what}: {tested.records:,} records" + (f"; bytes: {account}" if account else "")


def _list(heading: str, entries: "tuple[str, ...] | list[str]") -> list[str]:
    return [f"{heading}:", "", *(f"- {entry}" for entry in entries), ""] if entries else []


def _anchor(title: str) -> str:
    """The name that a heading of this title has on a page."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def _in_a_table(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    print(catalogue(), end="")  # noqa: T201
