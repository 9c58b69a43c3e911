"""Everything that was recorded, as plain files that rebuild the signed root."""

from pathlib import Path

import pytest

from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.checkpoint import BadCheckpoint
from safelight.evidence.ledger import Ledger
from safelight.evidence.tiles.check import TilesFault, check
from safelight.evidence.tiles.layout import Tile, levels, on_level


def fill(ledger: Ledger, count: int) -> None:
    ledger.append_all([AuditEvent(act=Act.SEARCHED, actor=f"person:{n}") for n in range(count)])


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_example_of_the_specification() -> None:
    every = [list(on_level(level, 70_000)) for level in levels(70_000)]
    assert [len(tiles) for tiles in every] == [274, 2, 1]
    assert [tiles[-1].path for tiles in every] == ["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"]
    assert Tile(3, 1_234_067, 256).path == "tile/3/x001/x234/067"
    assert Tile(None, 999, 256).path == "tile/entries/999"
    assert [tile.path for level in levels(256) for tile in on_level(level, 256)] == [
        "tile/0/000",
        "tile/1/000.p/1",
    ]


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 700])
def test_what_was_written_holds(tmp_path: Path, ledger: Ledger, size: int) -> None:
    fill(ledger, size)
    written = ledger.export_tiles(tmp_path / "out")
    checked = check(tmp_path / "out", ledger.verifier_key)
    assert (checked.head.size, checked.head.root) == (size, ledger.root())
    assert checked.files == written == len(names(tmp_path / "out"))


def test_seventy_thousand_entries(tmp_path: Path, ledger: Ledger) -> None:
    for _ in range(7):
        fill(ledger, 10_000)
    ledger.export_tiles(tmp_path / "out")
    assert check(tmp_path / "out", ledger.verifier_key).head.size == 70_000
    assert {"tile/entries/273.p/112", "tile/0/000", "tile/1/000", "tile/2/000.p/1"} <= names(tmp_path / "out")


def test_written_again_it_grows(tmp_path: Path, ledger: Ledger) -> None:
    for count in (100, 100, 56, 300):
        fill(ledger, count)
        ledger.export_tiles(tmp_path / "out")
        assert check(tmp_path / "out", ledger.verifier_key).head.size == ledger.size
    assert ledger.export_tiles(tmp_path / "out") == 1


def test_any_changed_byte_any_missing_and_any_other_file_is_found(tmp_path: Path, ledger: Ledger) -> None:
    fill(ledger, 600)
    folder = tmp_path / "out"
    ledger.export_tiles(folder)
    for name in sorted(names(folder)):
        path = folder / name
        whole = path.read_bytes()
        for place in (0, 1, len(whole) // 2, len(whole) - 1):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
            refused(folder, ledger)
        for content in (whole[:-1], whole + b"\0", b""):
            path.write_bytes(content)
            refused(folder, ledger)
        path.unlink()
        refused(folder, ledger)
        path.write_bytes(whole)
        (folder / f"{name}.more").write_bytes(whole)
        refused(folder, ledger)
        (folder / f"{name}.more").unlink()
    assert check(folder, ledger.verifier_key).head.size == 600


def refused(folder: Path, ledger: Ledger) -> None:
    with pytest.raises((TilesFault, BadCheckpoint)):
        check(folder, ledger.verifier_key)


def test_it_says_where(tmp_path: Path, ledger: Ledger) -> None:
    fill(ledger, 300)
    ledger.export_tiles(tmp_path / "out")
    path = tmp_path / "out" / "tile" / "entries" / "001.p" / "44"
    path.write_bytes(path.read_bytes().replace(b"person:260", b"person:261"))
    with pytest.raises(TilesFault, match="from entry 260 on"):
        check(tmp_path / "out", ledger.verifier_key)


def test_tiles_of_another_ledger(tmp_path: Path, ledger: Ledger) -> None:
    fill(ledger, 3)
    ledger.export_tiles(tmp_path / "out")
    other = Ledger(tmp_path / "other")
    with pytest.raises(BadCheckpoint, match="another ledger"):
        check(tmp_path / "out", other.verifier_key)
    other.close()
