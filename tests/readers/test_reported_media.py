"""What a return names as reported to NCMEC is never opened, whatever is said about it."""

import io
import zipfile

import pytest

from safelight.readers.choices import MemberChoice, ReadingChoices
from safelight.readers.reader import ReadingHints
from safelight.readers.reading import Reading
from safelight.readers.registry import READERS
from safelight.records.tally import Outcome

NAME = "linked_media/ncmec_reports_5.txt"
CONTENT = b"[2024-03-13, 14:05] Fern: made for this test\n"


def reading(choices: ReadingChoices) -> Reading:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(NAME, CONTENT)
    return Reading(file, "return.zip", ReadingHints(), choices=choices)


@pytest.mark.parametrize("name", [reader.MANIFEST.name for reader in READERS])
def test_no_choice_of_an_officer_opens_it(name: str) -> None:
    for choices in (
        ReadingChoices(general=MemberChoice(reader=name)),
        ReadingChoices(members={f"return.zip/{NAME}": MemberChoice(reader=name)}),
    ):
        done = reading(choices)
        assert list(done.records()) == []
        (member,) = done.tally.members
        assert member.reader == "reported-media"
        assert member.bytes_by(Outcome.SKIPPED) == len(CONTENT)
        assert "not opened" in member.stretches[0].reason
