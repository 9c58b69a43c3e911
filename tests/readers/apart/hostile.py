"""Reading apart with a reader that is hostile."""

import io
import zipfile
from pathlib import Path
from typing import NamedTuple

from safelight.readers.apart.asked.answers import TableShown
from safelight.readers.apart.asked.asking import ask
from safelight.readers.apart.asked.questions import ShowTable
from safelight.readers.apart.exhibit import ReadApart
from safelight.readers.apart.frames import Limits
from safelight.readers.apart.spawner import Templates
from safelight.readers.members import Named
from safelight.readers.reader import ReadingHints
from safelight.records.tally import MemberTally

CONTENT_BYTES = 300
MIB = 1024 * 1024
TIGHT = Limits(memory_bytes=256 * MIB, processor_seconds=1)


def boot(*guards: str) -> str:
    """How a template starts that has the hostile reader, and only these guards (all, where none is named)."""
    return f"""
import sys
sys.path[:0] = [sys.argv[1], {str(Path(__file__).parent)!r}]
import hostile_reader
hostile_reader.install(*{guards!r})
from safelight.readers.apart.template import main
main(int(sys.argv[2]))
"""


class Outcome(NamedTuple):
    texts: list[str | None]
    members: tuple[MemberTally, ...]
    reading: ReadApart


class Hostile:
    def __init__(self, templates: Templates) -> None:
        self._templates = templates

    def end_template(self) -> None:
        """As an administrator, or a system without memory, might."""
        template = self._templates.take()
        template.close()
        self._templates.give_back(template)

    def show(self, deed: str, *, name: str = "deed.csv", limits: Limits = TIGHT) -> TableShown:
        """The first rows of a table that does this when it is opened."""
        files = [Named(name, io.BytesIO(content_of(deed)))]
        return ask(files, name, ShowTable(), TableShown, limits=limits, templates=self._templates)

    def read(self, *deeds: str, name: str = "deeds.zip", limits: Limits = TIGHT) -> Outcome:
        """One exhibit, a member for each deed (``.txt`` for one alone)."""
        file = io.BytesIO(archive_of(deeds) if len(deeds) > 1 else content_of(deeds[0]))
        named = Named(name if len(deeds) > 1 else "deed.txt", file)
        reading = ReadApart([named], ReadingHints(), limits=limits, templates=self._templates)
        texts = [text for batch in reading.batches() for text in batch.each(batch.text)]
        for member in reading.tally.members:
            assert sum(stretch.length for stretch in member.stretches) == member.size
        return Outcome(texts, reading.tally.members, reading)


def content_of(deed: str) -> bytes:
    return f"do: {deed} ".ljust(CONTENT_BYTES, ".").encode()


def archive_of(deeds: tuple[str, ...]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for number, deed in enumerate(deeds):
            archive.writestr(f"{number}.txt", content_of(deed))
    return held.getvalue()
