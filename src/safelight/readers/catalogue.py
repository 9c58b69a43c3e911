"""Every reader in words: ``python -m safelight.readers.catalogue`` prints ``docs/readers.md``."""

from safelight.readers.reader import Manifest
from safelight.readers.registry import READERS

_HEAD = """# What Safelight reads

Made from the readers' own manifests by `python -m safelight.readers.catalogue`.
A source that is not here is kept sealed, listed, and not read.
"""


def catalogue() -> str:
    """Markdown: a table of all readers, then what each was tested on and what its source never tells."""
    manifests = sorted((reader.MANIFEST for reader in READERS), key=lambda manifest: manifest.title.lower())
    rows = [f"| {each.title} | {each.platform} | {each.version} |" for each in manifests]
    table = "\n".join(["| Source | Platform | Reader's version |", "| --- | --- | --- |", *rows])
    return "\n".join([_HEAD, table, "", *(_section(each) for each in manifests)])


def _section(manifest: Manifest) -> str:
    lines = [f"## {manifest.title}", "", *_list("Generations known", manifest.generations)]
    tested = [f"{each.what}: {each.records:,} records" for each in manifest.tested_on]
    lines += _list("Tested on", tested)
    lines += _list("What the source never tells", manifest.cannot_know)
    return "\n".join(lines)


def _list(heading: str, entries: "tuple[str, ...] | list[str]") -> list[str]:
    return [f"{heading}:", "", *(f"- {entry}" for entry in entries), ""] if entries else []


if __name__ == "__main__":
    print(catalogue(), end="")  # noqa: T201
