"""The members of one exhibit as readers meet them: side files know their databases, and locked ones are opened."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import BinaryIO, NamedTuple

from safelight.readers.choices import NOTHING_CHOSEN, ReadingChoices
from safelight.readers.containers import Part, Unreadable, members_of, together
from safelight.readers.containers.neighbours import pair_across
from safelight.readers.iphone_backup.names import tell_names
from safelight.readers.locks.opening import opened


class Named(NamedTuple):
    """A seekable stream and the name its file came with."""

    name: str
    file: BinaryIO


def members_in(
    file: BinaryIO,
    name: str,
    *,
    choices: ReadingChoices = NOTHING_CHOSEN,
    key: str = "",
    beside: Sequence[Named] = (),
) -> Iterator[Part | Unreadable]:
    """Every member of the exhibit, in the order they stand.

    ``key`` is what opens locked members for which ``choices`` holds no key. Exhibits ``beside`` it are looked into
    for keys and for the side files of databases; their own members are not given.
    """
    others = [found for one in beside for found in members_of(one.file, one.name)]
    set_aside = {id(part) for part in others}
    paired = list(together(chain(members_of(file, name), others)))
    own = [found for found in paired if id(found) not in set_aside]
    parts = [found for found in others if isinstance(found, Part)]
    own_parts = [found for found in own if isinstance(found, Part)]
    pair_across(own_parts, parts)
    tell_names(own_parts)
    return opened(own, parts, lambda path: choices.of(path).key or key)
