"""What people said about the plan, as it is sealed in the vault."""

from datetime import datetime

import msgspec

from safelight.knowledge.measures import Role


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """Words, and whose they are; ``is_private`` words stay with the advisor and stand in nobody else's version."""

    words: str
    whose: str = ""
    is_private: bool = False


class OnCall(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who can be reached while access is cut, and how."""

    name: str
    role: Role
    how: str


class Window(msgspec.Struct, frozen=True, kw_only=True):
    """The planned hours in which access is cut, where the victim is safe meanwhile, and who is on call."""

    begins: datetime
    ends: datetime
    safe_place: str
    """Where the victim is safe that night; empty where that is not agreed."""
    on_call: tuple[OnCall, ...]
    agreed_by_victim: bool = False
    agreed_with_police: bool = False
