"""Members that belong together: a SQLite database, the files SQLite keeps beside it, and what explains it."""

from collections.abc import Iterable, Iterator

from safelight.readers.containers.parts import Part, Unreadable

SIDE_ENDINGS = ("-wal", "-shm", "-journal")
_EXPLAINS = {"_lava_artifacts.db": "_lava_data.lava"}
"""Files of one folder, by name: a database, and the file that says what its tables and columns mean."""


def together(found: Iterable[Part | Unreadable]) -> Iterator[Part | Unreadable]:
    """The same members in the same order, each side file and its database knowing one another.

    An archive may hold them in any order, so all are listed first; a part holds no bytes (see ``Part``).
    """
    listed = list(found)
    by_path = {part.path: part for part in listed if isinstance(part, Part)}
    for path, part in by_path.items():
        ending = next((ending for ending in SIDE_ENDINGS if path.endswith(ending)), "")
        database = by_path.get(path.removesuffix(ending)) if ending else None
        if database is not None:
            database.neighbours = {**database.neighbours, path: part}
            part.neighbours = {database.path: database}
    for path, part in by_path.items():
        folder, _, name = path.rpartition("/")
        other = by_path.get(f"{folder}/{_EXPLAINS[name]}".removeprefix("/")) if name in _EXPLAINS else None
        if other is not None:
            part.neighbours = {**part.neighbours, other.path: other}
    yield from listed
