"""The kept vectors, put before each verifier."""

import json
from base64 import b64decode
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from safelight.evidence.verifier import verify

Vector = dict[str, Any]


class Answer(NamedTuple):
    """What a verifier says: whether it holds, what does, and what does not."""

    holds: bool
    sentences: list[str]
    problem: str


@cache
def kept() -> dict[str, Any]:
    """Everything in ``vectors.json``."""
    return json.loads((Path(__file__).parent / "vectors.json").read_text("ascii"))


def vectors(*kinds: str) -> list[Vector]:
    return [vector for vector in kept()["vectors"] if vector["kind"] in kinds]


def content(given: str | dict[str, int]) -> bytes:
    if isinstance(given, str):
        return b64decode(given)
    [whole] = [vector for vector in kept()["vectors"] if vector["name"] == "zip: whole"]
    changed = bytearray(b64decode(whole["files"][0][1]))
    changed[given["flip"]] ^= 1
    return bytes(changed)


def written(vector: Vector, folder: Path) -> list[Path]:
    """The files of a vector on disk, as they are given on a command line."""
    if vector["kind"] == "files":
        parts, paths = vector["files"], [folder / name for name, _ in vector["files"]]
    else:
        parts, paths = [*kept()["bundle"].items(), *vector["changes"].items()], [folder]
    for name, given in parts:
        if given is None:
            (folder / name).unlink()
        else:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content(given))
    return paths


def in_python(vector: Vector, folder: Path, capsys: Any) -> Answer:
    """What ``verify.py`` says to files and folders."""
    keys = [part for key in vector["witnesses"] for part in ("--witness", key)]
    ended = verify.main(["--key", vector["key"], *keys, *map(str, written(vector, folder))])
    *said, last = capsys.readouterr().out.split("\nDOES NOT HOLD: " if ended else "\nEVERYTHING HOLDS")
    if ended and not said:
        return Answer(False, [], last.removeprefix("DOES NOT HOLD: ").rstrip("\n"))
    return Answer(not ended, said[0].split("\n"), last.rstrip("\n") if ended else "")


def proof_holds(vector: Vector) -> bool:
    """What the parts of ``verify.py`` say to a signature or a proof in the tree."""
    if vector["kind"] == "signature":
        return verify.is_signed(*(bytes.fromhex(vector[name]) for name in ("public", "signature", "message")))
    steps = list(map(bytes.fromhex, vector["path"]))
    if vector["kind"] == "inclusion":
        index, size = int(vector["index"]), int(vector["size"])
        leaf = sha256(b"\0" + bytes.fromhex(vector["leaf"])).digest()
        ends = verify.climb(index, size - 1, leaf, steps) if index < size else None
        return ends is not None and ends[1].hex() == vector["root"]
    sizes, roots = ("old", "new"), ("old_root", "new_root")
    old, new = (int(vector[name]) for name in sizes)
    return old <= new and verify.is_consistent(old, new, *(bytes.fromhex(vector[name]) for name in roots), steps)


def split(every: list[Vector], size: int) -> Iterator[list[Vector]]:
    for start in range(0, len(every), size):
        yield every[start : start + size]
