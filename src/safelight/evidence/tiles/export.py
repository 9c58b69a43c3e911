"""Writing the ledger as tiles: nothing in it but what was recorded, so that whoever oversees it can keep it."""

import shutil
from collections.abc import Callable
from pathlib import Path

from safelight.evidence.durable import write_over
from safelight.evidence.ledger_file import LedgerFile
from safelight.evidence.merkle import MissingNode
from safelight.evidence.tiles.layout import LENGTH_BYTES, TILE, Tile, levels, on_level


def export(file: LedgerFile, note: str, size: int, folder: Path) -> int:
    """Writes the first ``size`` entries, their tiles and their checkpoint; answers with the number of new files.

    What is there already is left as it is: a tile never changes, it only makes way for a fuller one. The
    checkpoint comes last, so that whoever reads the folder meanwhile finds what it stands for. Raises
    ``MissingNode`` where the ledger lacks something.
    """
    written = 0
    for tile in on_level(None, size):
        written += _write(folder, tile, lambda each: _entries(file, each))
    for level in levels(size):
        for tile in on_level(level, size):
            written += _write(folder, tile, lambda each: _hashes(file, each))
    folder.mkdir(parents=True, exist_ok=True)
    write_over(folder / "checkpoint", note.encode())
    return written + 1


def _write(folder: Path, tile: Tile, content: Callable[[Tile], bytes]) -> bool:
    path = folder / tile.path
    if path.exists():
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}")
    partial.write_bytes(content(tile))
    partial.replace(path)
    if tile.width == TILE:
        shutil.rmtree(path.with_name(f"{path.name}.p"), ignore_errors=True)
    else:
        for smaller in path.parent.iterdir():
            if smaller != path:
                smaller.unlink()
    return True


def _entries(file: LedgerFile, tile: Tile) -> bytes:
    leaves = file.page(tile.number * TILE, tile.width, newest_first=False)
    if len(leaves) != tile.width:
        raise MissingNode(f"an entry after {tile.number * TILE}")
    return b"".join(len(leaf).to_bytes(LENGTH_BYTES, "big") + leaf for leaf in leaves)


def _hashes(file: LedgerFile, tile: Tile) -> bytes:
    level = 8 * (tile.level or 0)
    hashes = file.nodes.row(level, tile.number * TILE, tile.width)
    if len(hashes) != tile.width:
        raise MissingNode(f"level {level}, after {tile.number * TILE}")
    return b"".join(hashes)
