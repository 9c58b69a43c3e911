"""Names of objects in a CASE/UCO file: each ends in a UUID, as the ontology asks, and says nothing else."""

import uuid


class Naming:
    """Counts objects: the first 20 digits of their UUIDs are one chance for the whole file, the rest a number."""

    def __init__(self, seed: str) -> None:
        """``seed`` is 20 hexadecimal digits or more."""
        self._stem = str(uuid.UUID(f"{seed[:20]:0<32}", version=4))[:24]
        self._next = 0

    def new(self, sort: str) -> str:
        """A name that was not given before."""
        self._next += 1
        return f"kb:{sort}-{self._stem}{self._next:012x}"
