"""How much an archive may unfold, so that a small file cannot exhaust a machine."""

import msgspec

GIB = 1024 * 1024 * 1024
MIB = 1024 * 1024


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What one exhibit may unfold to. Sizes are in bytes, counted while unpacking, never taken on trust."""

    members: int = 100_000
    depth: int = 3
    """Archives inside one another."""
    ratio: int = 200
    """Unpacked bytes for each stored byte. Deflate reaches 1032 on zeros; repetitive chats stay under 60."""
    ratio_floor: int = 8 * MIB
    """Up to this size the ratio is not looked at: short repetitive files pack very well."""
    member_bytes: int = 16 * GIB
    total_bytes: int = 64 * GIB
    inner_archive_bytes: int = 256 * MIB
    """The largest compressed archive inside an archive: it has to be held in memory to be walked."""


class Budget:
    """What is left of the limits while one exhibit is walked, shared by every archive inside it."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.members_left = limits.members
        self.bytes_left = limits.total_bytes

    def allowance(self, stored_bytes: int) -> int:
        """The most bytes a member stored in ``stored_bytes`` may unpack to."""
        by_ratio = max(self.limits.ratio_floor, self.limits.ratio * stored_bytes)
        return min(by_ratio, self.limits.member_bytes, self.bytes_left)

    def spend(self, unpacked_bytes: int) -> None:
        """Take the bytes of one member off the total."""
        self.bytes_left -= unpacked_bytes
