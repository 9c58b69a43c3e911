"""Proofs in the tree of the certificate-transparency project, and false ones."""

from collections.abc import Iterator, Sequence

from tests.evidence.test_merkle import INPUTS, ROOTS, Memory
from tests.evidence.verifier.vector import Made, Vector, flipped

from safelight.evidence import merkle

TREE = Memory(INPUTS)
HUGE = 2**62


def inclusion(
    name: str, leaf: bytes, index: int, size: int, path: Sequence[bytes], root: str, *, holds: bool
) -> Vector:
    return {
        "kind": "inclusion",
        "name": f"inclusion: {name}",
        "leaf": leaf.hex(),
        "index": str(index),
        "size": str(size),
        "path": [step.hex() for step in path],
        "root": root,
        "holds": holds,
    }


def consistency(
    name: str, old: int, new: int, roots: tuple[str, str], path: Sequence[bytes], *, holds: bool
) -> Vector:
    return {
        "kind": "consistency",
        "name": f"consistency: {name}",
        "old": str(old),
        "new": str(new),
        "old_root": roots[0],
        "new_root": roots[1],
        "path": [step.hex() for step in path],
        "holds": holds,
    }


def vectors(_: Made) -> Iterator[Vector]:
    for size, root in ROOTS.items():
        for index in range(size):
            path = merkle.inclusion_proof(TREE, index, size)
            yield inclusion(f"{index} in {size}", INPUTS[index], index, size, path, root, holds=True)
    for index, size in ((0, 8), (3, 7), (6, 7), (4, 5)):
        yield from false_inclusions(index, size)
    for old, new in ((1, 1), (1, 8), (3, 7), (4, 7), (6, 7), (4, 8), (7, 8), (8, 8), (2, 5)):
        path = merkle.consistency_proof(TREE, old, new)
        yield consistency(f"{old} in {new}", old, new, (ROOTS[old], ROOTS[new]), path, holds=True)
    yield consistency("0 in 8", 0, 8, (merkle.EMPTY_ROOT.hex(), ROOTS[8]), [], holds=True)
    for old, new in ((3, 7), (4, 7), (6, 8), (1, 8)):
        yield from false_consistencies(old, new)


def false_inclusions(index: int, size: int) -> Iterator[Vector]:
    path, leaf, root = merkle.inclusion_proof(TREE, index, size), INPUTS[index], ROOTS[size]
    false = {
        "another leaf": (b"x", index, size, path, root),
        "another place": (leaf, index ^ 1, size, path, root),
        "a place outside": (leaf, size, size, path, root),
        "a huge place": (leaf, HUGE, HUGE + 3, path, root),
        "a huge ledger": (leaf, index, HUGE, path, root),
        "an empty ledger": (leaf, 0, 0, [], root),
        "a step less": (leaf, index, size, path[:-1], root),
        "the first step missing": (leaf, index, size, path[1:], root),
        "a step more": (leaf, index, size, [*path, bytes(32)], root),
        "a step twice": (leaf, index, size, [path[0], *path], root),
        "no step": (leaf, index, size, [], root),
        "steps the other way round": (leaf, index, size, [path[-1], *path[1:-1], path[0]], root),
        "a bit of a step": (leaf, index, size, [flipped(path[0], 5), *path[1:]], root),
        "another root": (leaf, index, size, path, ROOTS[size - 1]),
        "a node as a leaf": (path[0] + path[0], index, size, path, root),
    }
    for what, (its_leaf, its_index, its_size, its_path, its_root) in false.items():
        if len(path) > 1 or what != "steps the other way round":
            name = f"{index} in {size}, {what}"
            yield inclusion(name, its_leaf, its_index, its_size, its_path, its_root, holds=False)


def false_consistencies(old: int, new: int) -> Iterator[Vector]:
    path, roots = merkle.consistency_proof(TREE, old, new), (ROOTS[old], ROOTS[new])
    false = {
        "another old root": (old, new, (ROOTS[old + 1], ROOTS[new]), path),
        "another new root": (old, new, (ROOTS[old], ROOTS[new - 1]), path),
        "roots exchanged": (old, new, roots[::-1], path),
        "the same sizes": (new, new, roots, path),
        "from nothing": (0, new, roots, path),
        "a later size first": (new, old, roots[::-1], path),
        "a step less": (old, new, roots, path[:-1]),
        "the first step missing": (old, new, roots, path[1:]),
        "a step more": (old, new, roots, [*path, bytes(32)]),
        "no step": (old, new, roots, []),
        "a bit of a step": (old, new, roots, [flipped(path[0], 9), *path[1:]]),
        "a huge size": (old, HUGE, roots, path),
    }
    for what, (its_old, its_new, its_roots, its_path) in false.items():
        yield consistency(f"{old} in {new}, {what}", its_old, its_new, its_roots, its_path, holds=False)
