"""What was decrypted lately, held in memory and nowhere else, up to a number of bytes."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable


class Shelf:
    """Keeps what was used last. Safe for threads; one thing larger than the shelf is not kept."""

    def __init__(self, limit_bytes: int) -> None:
        self._limit = limit_bytes
        self._held = 0
        self._things: OrderedDict[Hashable, tuple[object, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> object | None:
        """What was put under the key, if it is still here."""
        with self._lock:
            found = self._things.get(key)
            if found is None:
                return None
            self._things.move_to_end(key)
            return found[0]

    def put(self, key: Hashable, thing: object, size_bytes: int) -> None:
        """Keep a thing; what was used longest ago makes room for it."""
        if size_bytes > self._limit:
            return
        with self._lock:
            self._held -= self._things.pop(key, (None, 0))[1]
            self._things[key] = (thing, size_bytes)
            self._held += size_bytes
            while self._held > self._limit:
                _, (_, freed) = self._things.popitem(last=False)
                self._held -= freed

    def drop(self, goes: Callable[[Hashable], bool]) -> None:
        """Let go of everything whose key is meant."""
        with self._lock:
            for key in [key for key in self._things if goes(key)]:
                self._held -= self._things.pop(key)[1]

    @property
    def held_bytes(self) -> int:
        """Bytes held now."""
        return self._held
