"""Opening: after each locked member whose key was handed in comes what is inside it, as a member of its own."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain, islice
from typing import Protocol

from safelight.readers.containers.limits import Budget, Limits
from safelight.readers.containers.parts import Part, Unreadable, read_head
from safelight.readers.containers.unpacking import Damaged, as_stream
from safelight.readers.locks import key, sqlcipher, sqlcipher_log, whatsapp_backup
from safelight.readers.locks.key import Key
from safelight.readers.member import Member

NOT_FITTING = (
    "A key was handed in, but it does not fit. What it should open is sealed as it is and was not read; ask for "
    "the key that belongs to it, or for the chats to be exported from the app."
)
KEY_LOCKED = (
    "Its key was handed in, but is itself under the lock of the computer's own key store. Both are sealed as they "
    "are; ask for the chats to be exported on that computer, or ask a specialist for the key from its key store."
)
TOO_MUCH = (
    "What is inside unfolds to more than is safe to open. It is sealed as it is; a specialist can open it apart "
    "from the network."
)
DAMAGED = "It is damaged or cut short: what could be opened of it was read. Ask for it again."
KEYS_TRIED = 200


class Lock(Protocol):
    """A kind of lock: a module with these names."""

    def is_locked(self, member: Member) -> bool:
        """Whether a member seems to be under it."""

    def inner_path(self, path: str) -> str:
        """The path of what is inside."""

    def key_in(self, member: Member) -> Key | None:
        """The key that another member is or holds."""

    def fits(self, member: Member, secret: bytes) -> bool:
        """Whether a key opens it, from its first bytes."""

    def chunks(self, member: Member, secret: bytes) -> Iterator[bytes]:
        """What is inside; raises ``Damaged``."""

    def troubles(self, member: Member, secret: bytes) -> Iterator[str]:
        """What is to be said of it, in sentences, once it is open."""


LOCKS: tuple[Lock, ...] = (whatsapp_backup, sqlcipher)


def opened(
    found: Iterable[Part | Unreadable], beside: Iterable[Part], key_of: Callable[[str], str]
) -> Iterator[Part | Unreadable]:
    """The same members in the same order, and what is inside the locked ones.

    Keys are looked for among the members, those ``beside`` them, and what ``key_of`` has for a path. The locked
    member knows the opened one as its neighbour; a key that does not fit is said in its notes.
    """
    listed, budget = list(found), Budget(Limits())
    everybody = [part for part in chain(listed, beside) if isinstance(part, Part)]
    for member in listed:
        lock = next((lock for lock in LOCKS if isinstance(member, Part) and lock.is_locked(member)), None)
        if lock is None or isinstance(member, Unreadable):
            yield member
            continue
        held = (each for part in everybody if part is not member and (each := lock.key_in(part)))
        keys = islice(chain(key.of_officer(key_of(member.path)), held), KEYS_TRIED)
        inside = _inside(member, lock, tuple(keys), budget)
        yield member
        yield from inside


def _inside(member: Part, lock: Lock, keys: tuple[Key, ...], budget: Budget) -> tuple[Part, ...]:
    fitting = next((each for each in keys if each.secret and lock.fits(member, each.secret)), None)
    if fitting is None:
        is_under_lock = all(each.is_locked for each in keys)
        member.notes += ((KEY_LOCKED if is_under_lock else NOT_FITTING),) if keys else ()
        return ()
    size, trouble = _counted(lock.chunks(member, fitting.secret), budget.allowance(member.size))
    budget.spend(size)
    if trouble == TOO_MUCH:
        member.notes += (TOO_MUCH,)
        return ()
    notes = (f"It was opened with the key {fitting.source}.", *lock.troubles(member, fitting.secret))
    path = lock.inner_path(member.path)
    opener = partial(as_stream, partial(lock.chunks, member, fitting.secret), size)
    inner = Part(path, size, opener, read_head, (*notes, trouble) if trouble else notes)
    member.neighbours = {**member.neighbours, path: inner}
    return (inner, *_log_inside(member, inner, lock, fitting.secret))


def _log_inside(member: Part, inner: Part, lock: Lock, secret: bytes) -> Iterator[Part]:
    """The newest changes of a database, under the same lock."""
    log = member.beside(member.path + sqlcipher_log.ENDING) if lock is sqlcipher else None
    if log is None:
        return
    path = sqlcipher_log.inner_path(member.path)
    opener = partial(as_stream, partial(sqlcipher_log.chunks, log, secret), log.size)
    opened_log = Part(path, log.size, opener, read_head, ("It was opened with the key of its database.",))
    opened_log.neighbours, inner.neighbours = {inner.path: inner}, {path: opened_log}
    log.neighbours = {**log.neighbours, path: opened_log}
    yield opened_log


def _counted(chunks: Iterator[bytes], allowed: int) -> tuple[int, str]:
    size = 0
    try:
        for chunk in chunks:
            size += len(chunk)
            if size > allowed:
                return size, TOO_MUCH
    except Damaged:
        return size, DAMAGED
    return size, ""
