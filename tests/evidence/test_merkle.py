"""The tree is that of RFC 6962, and a proof that is wrong in any way is refused."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.evidence import merkle

# The eight inputs that the certificate-transparency project tests its trees with, and the roots it publishes
# for each prefix (also in RFC 6962 implementations in Go and C++).
INPUTS = [bytes.fromhex(text) for text in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657")]
INPUTS.append(bytes.fromhex("606162636465666768696a6b6c6d6e6f"))
ROOTS = {
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    4: "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    5: "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    6: "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    7: "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


def naive_root(leaves: list[bytes]) -> bytes:
    """Section 2.1 of RFC 6962, word for word, sharing nothing with the tree under test."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\x01" + naive_root(leaves[:k]) + naive_root(leaves[k:])).digest()


class Memory:
    """A tree kept in a dictionary."""

    def __init__(self, leaves: list[bytes], *, batch: int = 1) -> None:
        self.nodes: dict[tuple[int, int], bytes] = {}
        for start in range(0, len(leaves), batch):
            hashes = [merkle.leaf_hash(leaf) for leaf in leaves[start : start + batch]]
            for level, position, value in list(merkle.grow(self, start, hashes)):
                assert (level, position) not in self.nodes
                self.nodes[level, position] = value

    def node(self, level: int, index: int) -> bytes:
        return self.nodes[level, index]


@pytest.mark.parametrize("size", ROOTS)
def test_published_roots(size: int) -> None:
    assert merkle.root(Memory(INPUTS), size).hex() == ROOTS[size]
    assert naive_root(INPUTS[:size]).hex() == ROOTS[size]


leaves_lists = st.integers(0, 70).map(lambda count: [bytes([n, n // 3]) for n in range(count)])


@given(leaves_lists, st.integers(1, 17))
def test_root_of_every_earlier_size_however_it_grew(leaves: list[bytes], batch: int) -> None:
    tree = Memory(leaves, batch=batch)
    peaks = merkle.Peaks()
    for size in range(len(leaves) + 1):
        assert merkle.root(tree, size) == naive_root(leaves[:size]) == peaks.root()
        if size < len(leaves):
            peaks.extend([merkle.leaf_hash(leaves[size])])


def test_every_proof_of_every_size_holds() -> None:
    leaves = [bytes([n]) for n in range(34)]
    tree = Memory(leaves, batch=5)
    roots = [naive_root(leaves[:size]) for size in range(len(leaves) + 1)]
    for size in range(1, len(leaves) + 1):
        for index in range(size):
            path = merkle.inclusion_proof(tree, index, size)
            assert merkle.is_included(merkle.leaf_hash(leaves[index]), index, size, path, roots[size])
        for old in range(size + 1):
            path = merkle.consistency_proof(tree, old, size)
            assert merkle.is_consistent(old, size, roots[old], roots[size], path)


def test_published_paths() -> None:
    tree = Memory(INPUTS)
    a, b, c, d, e, f, g, _ = (merkle.leaf_hash(leaf) for leaf in INPUTS)
    # The worked example of RFC 6962 section 2.1.3, a tree of seven.
    ab, cd, ef = merkle.node_hash(a, b), merkle.node_hash(c, d), merkle.node_hash(e, f)
    abcd, efg = merkle.node_hash(ab, cd), merkle.node_hash(ef, g)
    assert merkle.inclusion_proof(tree, 0, 7) == [b, cd, efg]
    assert merkle.inclusion_proof(tree, 3, 7) == [c, ab, efg]
    assert merkle.inclusion_proof(tree, 4, 7) == [f, g, abcd]
    assert merkle.inclusion_proof(tree, 6, 7) == [ef, abcd]
    assert merkle.consistency_proof(tree, 3, 7) == [c, d, ab, efg]
    assert merkle.consistency_proof(tree, 4, 7) == [efg]
    assert merkle.consistency_proof(tree, 6, 7) == [ef, g, abcd]


def flipped(path: list[bytes], bit: int) -> list[bytes]:
    whole = bytearray(b"".join(path))
    whole[bit // 8 % len(whole)] ^= 1 << bit % 8
    return [bytes(whole[n : n + 32]) for n in range(0, len(whole), 32)]


@given(st.integers(2, 40), st.data())
def test_false_inclusion_proofs_are_refused(size: int, data: st.DataObject) -> None:
    leaves = [bytes([n]) for n in range(size)]
    tree, index = Memory(leaves), data.draw(st.integers(0, size - 1))
    leaf, root = merkle.leaf_hash(leaves[index]), naive_root(leaves)
    path = merkle.inclusion_proof(tree, index, size)
    other = data.draw(st.integers(0, size - 1).filter(lambda n: n != index))
    bit = data.draw(st.integers(0, len(path) * 256 - 1))
    assert not merkle.is_included(leaf, other, size, path, root)
    assert not merkle.is_included(merkle.leaf_hash(leaves[other]), index, size, path, root)
    assert not merkle.is_included(leaf, index, size, [*path, root], root)
    assert not merkle.is_included(leaf, index, size, path[:-1], root)
    assert not merkle.is_included(leaf, index, size, path[1:], root)
    assert not merkle.is_included(leaf, index, size, flipped(path, bit), root)
    assert not merkle.is_included(leaf, index, size, path, naive_root(leaves[:-1]))
    assert not merkle.is_included(leaf, index, 0, path, root)
    assert not merkle.is_included(leaf, -1, size, path, root)
    assert not merkle.is_included(leaf, size, size, path, root)
    assert not merkle.is_included(leaf, index, index, path, root)
    assert not merkle.is_included(leaf, 10**30, 10**30 + 1, path, root)


@given(st.integers(2, 40), st.data())
def test_false_consistency_proofs_are_refused(new: int, data: st.DataObject) -> None:
    leaves = [bytes([n]) for n in range(new)]
    old = data.draw(st.integers(1, new - 1))
    path = merkle.consistency_proof(Memory(leaves), old, new)
    old_root, new_root = naive_root(leaves[:old]), naive_root(leaves)
    bit = data.draw(st.integers(0, len(path) * 256 - 1))
    other = naive_root([b"other", *leaves[1:]])
    assert not merkle.is_consistent(old, new, other, new_root, path)
    assert not merkle.is_consistent(old, new, old_root, other, path)
    assert not merkle.is_consistent(old, new, old_root, new_root, flipped(path, bit))
    assert not merkle.is_consistent(old, new, old_root, new_root, [*path, new_root])
    assert not merkle.is_consistent(old, new, old_root, new_root, path[:-1])
    assert not merkle.is_consistent(old, new, old_root, new_root, [])
    assert not merkle.is_consistent(new, old, new_root, old_root, path)
    assert not merkle.is_consistent(0, new, old_root, new_root, path)
    assert not merkle.is_consistent(new, new, old_root, new_root, [])
    assert not merkle.is_consistent(-1, new, old_root, new_root, path)
    assert not merkle.is_consistent(old, 10**30, old_root, new_root, path)


@pytest.mark.parametrize(("index", "size"), [(0, 0), (8, 8), (-1, 8), (9, 8)])
def test_no_proof_for_an_entry_that_is_not_there(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="is not in a ledger"):
        merkle.inclusion_proof(Memory(INPUTS), index, size)


@pytest.mark.parametrize(("old", "new"), [(-1, 8), (8, 7)])
def test_no_proof_that_time_runs_backwards(old: int, new: int) -> None:
    with pytest.raises(ValueError, match="cannot continue"):
        merkle.consistency_proof(Memory(INPUTS), old, new)
