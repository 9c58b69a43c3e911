"""Members that belong together: a SQLite database, the files SQLite keeps beside it, and what explains it."""

from collections.abc import Iterable, Iterator

from safelight.readers.containers.parts import Part, Unreadable

SIDE_ENDINGS = ("-wal", "-shm", "-journal")
EXPLAINS = {"_lava_artifacts.db": "_lava_data.lava"}
"""Files of one folder, by name: a database, and the file that says what its tables and columns mean."""


def together(found: Iterable[Part | Unreadable]) -> Iterator[Part | Unreadable]:
    """The same members in the same order, each side file and its database knowing one another.

    An archive may hold them in any order, so all are listed first; a part holds no bytes (see ``Part``).
    """
    listed = list(found)
    by_path = {part.path: part for part in listed if isinstance(part, Part)}
    for path, part in by_path.items():
        if (ending := _side_ending(path)) and (database := by_path.get(path.removesuffix(ending))):
            _introduce(database, part, ending)
    for path, part in by_path.items():
        folder, _, name = path.rpartition("/")
        other = by_path.get(f"{folder}/{EXPLAINS[name]}".removeprefix("/")) if name in EXPLAINS else None
        if other is not None:
            part.neighbours = {**part.neighbours, other.path: other}
    yield from listed


def pair_across(own: Iterable[Part], others: Iterable[Part]) -> None:
    """Side files and databases of different exhibits, by their file names without folders.

    A log says nothing about which database it belongs to, so a name that is there twice pairs with nothing.
    """
    by_name: dict[str, list[Part]] = {}
    for part in (*own, *others):
        by_name.setdefault(part.path.replace("\\", "/").rpartition("/")[2], []).append(part)
    for name, sides in by_name.items():
        ending = _side_ending(name)
        databases = by_name.get(name.removesuffix(ending), []) if ending else []
        if len(sides) == len(databases) == 1 and not sides[0].neighbours:
            _introduce(databases[0], sides[0], ending)


def _side_ending(path: str) -> str:
    return next((ending for ending in SIDE_ENDINGS if path.endswith(ending)), "")


def _introduce(database: Part, side: Part, ending: str) -> None:
    """Each is found under the path that SQLite's way of naming gives it, wherever it stands."""
    database.neighbours = {**database.neighbours, database.path + ending: side}
    side.neighbours = {side.path.removesuffix(ending): database}
