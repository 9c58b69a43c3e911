"""Names of members: kept as text whatever they look like, and apart where they come again."""

from collections.abc import Iterator

CLIMBS = "Its name is written like a path out of the archive; it was kept as text and never followed."
UNSEEN = "Its name holds characters that cannot be seen; it was kept as it is."


class Paths:
    """Paths of the members of one archive; a name that comes again is kept apart by a number."""

    def __init__(self, archive: str) -> None:
        self._archive = archive
        self._taken: dict[str, int] = {}

    def of(self, name: str) -> str:
        """The member's name under the archive's."""
        path = f"{self._archive}/{name}"
        while path in self._taken:
            self._taken[path] += 1
            path = f"{path}#{self._taken[path]}"
        self._taken[path] = 1
        return path


def notes_on_name(name: str) -> Iterator[str]:
    """What is to be said of a name."""
    if ".." in name.replace("\\", "/").split("/") or name.startswith(("/", "\\")) or name[1:3] == ":\\":
        yield CLIMBS
    if not name.isprintable():
        yield UNSEEN
