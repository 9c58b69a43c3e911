"""The first lines of records, from their names on."""

from collections.abc import Iterable, Sequence

from safelight.readers.whatsapp.marks import PLATFORM_MARKS
from safelight.readers.whatsapp.names import LINKS, LONGEST_NAME, Beginning
from safelight.readers.whatsapp.phrases import is_subject_line, may_be_subject_line

_LONGEST_LINE_LOOKED_AT = 1000


def first_line(body: str) -> str:
    """The first line of a body, cut where no name or notice would go on."""
    return body[:_LONGEST_LINE_LOOKED_AT].partition("\n")[0].rstrip("\r")


class Beginnings:
    """How lines begin, each beginning once: hardly any line of an export begins as no other does."""

    def __init__(self) -> None:
        self.all: list[Beginning] = []
        self._numbers: dict[Beginning, int] = {}
        self._of_names: dict[str, int] = {}
        self._plain_names: set[str] = set()

    def numbers(self, names: Sequence[str], longer: Iterable[tuple[int, str]]) -> tuple[list[int], list[int]]:
        """The number of each line's beginning; and the places of lines that begin like a notice of a subject.

        ``names`` stand before the first ``": "``; ``longer`` are places and bodies that hold another one.
        """
        for name in set(names).difference(self._of_names):
            self._of_names[name] = self._number(name, "")
            if not may_be_subject_line(name):
                self._plain_names.add(name)
        numbers = list(map(self._of_names.__getitem__, names))
        notices = []
        for place, body in longer:
            name, end = names[place], body.find(": ", 0, LONGEST_NAME)
            if name and end > 0 and not body.startswith(LINKS, end + 2):
                begun = (name, body[:end])
                number = self._numbers.get(begun) or self._second(*begun)
                if number is not None:
                    numbers[place] = number
                    if self._may_be_subject(name, body) and is_subject_line(first_line(f"{name}: {body}")):
                        notices.append(place)
        return numbers, notices

    def _second(self, name: str, more: str) -> int | None:
        """The number of a beginning with two names; ``None`` where the second one cannot be."""
        is_name = "\n" not in more and not more.startswith(PLATFORM_MARKS)
        return self._number(name, more) if is_name else None

    def _may_be_subject(self, name: str, body: str) -> bool:
        return name not in self._plain_names or may_be_subject_line(body)

    def _number(self, name: str, second: str) -> int:
        begun = (name, second)
        found = self._numbers.setdefault(begun, len(self.all))
        if found == len(self.all):
            self.all.append(begun)
        return found
