"""Checking a folder of tiles: the root is rebuilt from the entries and held against what was signed."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from safelight.evidence import checkpoint as checkpoints
from safelight.evidence import merkle
from safelight.evidence.checkpoint import BadCheckpoint, Checkpoint
from safelight.evidence.tiles.layout import HASH_BYTES, LENGTH_BYTES, TILE, Tile, levels, on_level


class TilesFault(Exception):
    """A folder of tiles is not what was signed. The message is a sentence."""


class CheckedTiles(msgspec.Struct, frozen=True):
    """What a folder of tiles was found to be."""

    head: Checkpoint
    files: int


def check(folder: Path, verifier_key: str) -> CheckedTiles:
    """Reads every tile and every entry once. Raises ``TilesFault``, or ``BadCheckpoint``."""
    try:
        head = checkpoints.verified((folder / "checkpoint").read_text("utf-8"), verifier_key)
    except (OSError, UnicodeError) as problem:
        raise BadCheckpoint("The folder has no checkpoint that can be read.") from problem
    peaks = merkle.Peaks()
    expected = {"checkpoint"}
    row: list[bytes] = []
    for bundle in on_level(None, head.size):
        leaves = [merkle.leaf_hash(leaf) for leaf in _entries(folder, bundle)]
        peaks.extend(leaves)
        _compare(folder, bundle._replace(level=0), leaves)
        row += _above(leaves)
        expected |= {bundle.path, bundle._replace(level=0).path}
    for level in levels(head.size)[1:]:
        above: list[bytes] = []
        for tile in on_level(level, head.size):
            hashes = row[tile.number * TILE : tile.number * TILE + tile.width]
            _compare(folder, tile, hashes)
            above += _above(hashes)
            expected.add(tile.path)
        row = above
    if peaks.root() != head.root:
        raise TilesFault("The entries in this folder are not those that the checkpoint stands for.")
    _check_nothing_else(folder, expected)
    return CheckedTiles(head, len(expected))


def _entries(folder: Path, bundle: Tile) -> Iterator[bytes]:
    content = _read(folder, bundle)
    place = 0
    for _ in range(bundle.width):
        start = place + LENGTH_BYTES
        place = start + int.from_bytes(content[place:start], "big")
        if start > len(content) or place > len(content):
            raise TilesFault(f"{bundle.path} ends in the middle of an entry.")
        yield content[start:place]
    if place != len(content):
        raise TilesFault(f"{bundle.path} holds more than its entries.")


def _compare(folder: Path, tile: Tile, hashes: list[bytes]) -> None:
    content = _read(folder, tile)
    if content != b"".join(hashes):
        known = [content[at : at + HASH_BYTES] for at in range(0, len(content), HASH_BYTES)]
        wrong = next((n for n, value in enumerate(hashes) if known[n : n + 1] != [value]), len(hashes))
        where = f"entry {tile.number * TILE + wrong}" if tile.level == 0 else f"hash {wrong}"
        raise TilesFault(f"{tile.path} and what is under it do not fit together, from {where} on.")


def _read(folder: Path, tile: Tile) -> bytes:
    try:
        return (folder / tile.path).read_bytes()
    except OSError as problem:
        raise TilesFault(f"{tile.path} is missing, or cannot be read.") from problem


def _above(hashes: list[bytes]) -> list[bytes]:
    """The one hash over a full tile; none over a part of one."""
    if len(hashes) < TILE:
        return []
    peaks = merkle.Peaks()
    peaks.extend(hashes)
    return [peaks.root()]


def _check_nothing_else(folder: Path, expected: set[str]) -> None:
    for path in folder.rglob("*"):
        if not path.is_dir() and path.relative_to(folder).as_posix() not in expected:
            raise TilesFault(f"{path.name!a} does not belong into this folder.")
