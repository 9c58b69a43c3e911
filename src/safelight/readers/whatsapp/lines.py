"""The first lines of records, from their names on."""

from collections.abc import Sequence
from itertools import compress, count, repeat

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

    def numbers(self, names: Sequence[str], bodies: Sequence[str]) -> tuple[list[int], list[int]]:
        """The number of each line's beginning; and the places of lines that begin like a notice of a subject.

        ``names`` stand before the first ``": "``, ``bodies`` after it.
        """
        for name in set(names).difference(self._of_names):
            self._of_names[name] = self._number(name, "")
        numbers = list(map(self._of_names.__getitem__, names))
        notices = []
        ends = list(map(str.find, bodies, repeat(": "), repeat(0), repeat(LONGEST_NAME)))
        for place in compress(count(), map((0).__le__, ends)):
            name, body = names[place], bodies[place]
            second = _second_name(body, ends[place]) if name else ""
            if second:
                numbers[place] = self._number(name, second)
                if may_be_subject_line(name, body) and is_subject_line(first_line(f"{name}: {body}")):
                    notices.append(place)
        return numbers, notices

    def _number(self, name: str, second: str) -> int:
        begun = (name, second)
        found = self._numbers.setdefault(begun, len(self.all))
        if found == len(self.all):
            self.all.append(begun)
        return found


def _second_name(body: str, end: int) -> str:
    more = body[:end]
    if "\n" in more or more.startswith(PLATFORM_MARKS) or body.startswith(LINKS, end + 2):
        return ""
    return more
