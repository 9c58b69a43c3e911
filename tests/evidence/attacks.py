"""Ways to tamper with a ledger, for somebody with full control of the file, and what each must be found to be."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from tests.evidence.test_merkle import Memory

from safelight.evidence import checkpoint, ledger_check, merkle
from safelight.evidence.checkpoint import Checkpoint
from safelight.evidence.ledger_fault import LedgerFault
from safelight.evidence.ledger_fault import LedgerFaultKind as Kind
from safelight.evidence.ledger_file import LedgerFile
from safelight.evidence.signing import signer_at

Rows = list[tuple[int, bytes]]


class Tampered(NamedTuple):
    """What the attacker leaves: rows, and how far what vouches for them was made to fit."""

    rows: Rows
    rebuilt: bool = False
    """Tree, leaves' own numbers and stored checkpoints made anew."""
    signed: bool = False
    """Signed anew as well, with the ledger's own key."""
    hashed: int | None = None
    """The one entry whose stored hash was changed with it."""
    spoilt: bool = False
    """The hash stands for nothing."""


class Attack(NamedTuple):
    """One way, and the kinds that it may be told as. Each also says at which entry, where that can be told."""

    make: Callable[[random.Random, Rows], tuple[Tampered, int | None]]
    kinds: set[Kind]


def altered_leaf(chance: random.Random, leaf: bytes) -> bytes:
    changed = bytearray(leaf)
    changed[chance.randrange(len(leaf))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def in_words(chance: random.Random, leaf: bytes) -> bytes:
    """Another person, so that it still reads as an entry."""
    return leaf.replace(b'"actor":"person:', b'"actor":"person:%d' % chance.randrange(1, 9))


def renumbered(rows: Rows) -> Rows:
    """Each leaf says the place where it stands now."""
    made = []
    for place, (_, leaf) in enumerate(rows):
        made.append((place, leaf[: leaf.rindex(b'"index":')] + b'"index":%d}' % place))
    return made


def alter(chance: random.Random, rows: Rows) -> tuple[Tampered, int | None]:
    at = chance.randrange(len(rows))
    return Tampered([(n, altered_leaf(chance, leaf) if n == at else leaf) for n, leaf in rows]), at


def alter_with_hash(chance: random.Random, rows: Rows) -> tuple[Tampered, int | None]:
    at = chance.randrange(len(rows))
    return Tampered([(n, in_words(chance, leaf) if n == at else leaf) for n, leaf in rows], hashed=at), None


def hash_alone(chance: random.Random, rows: Rows) -> tuple[Tampered, int | None]:
    return Tampered(rows, hashed=chance.randrange(len(rows)), spoilt=True), None


def alter_and_rebuild(chance: random.Random, rows: Rows) -> tuple[Tampered, int | None]:
    return alter_with_hash(chance, rows)[0]._replace(rebuilt=True, hashed=None), None


def alter_rebuild_and_sign(chance: random.Random, rows: Rows) -> tuple[Tampered, int | None]:
    return alter_and_rebuild(chance, rows)[0]._replace(signed=True), None


def remove(chance: random.Random, rows: Rows) -> tuple[Tampered, int | None]:
    at = chance.randrange(len(rows) - 1)
    count = chance.randrange(1, len(rows) - at)
    return Tampered(rows[:at] + rows[at + count :]), at


def remove_and_close_up(chance: random.Random, rows: Rows) -> tuple[Tampered, int | None]:
    left, at = remove(chance, rows)
    return Tampered([(place, leaf) for place, (_, leaf) in enumerate(left.rows)]), at


def remove_fill_and_rebuild(chance: random.Random, rows: Rows) -> tuple[Tampered, int | None]:
    left, _ = remove(chance, rows)
    filler = [(0, leaf) for _, leaf in chance.choices(rows, k=len(rows) - len(left.rows))]
    return Tampered(renumbered(left.rows + filler), rebuilt=True), None


def swap(chance: random.Random, rows: Rows) -> tuple[Tampered, int | None]:
    one, other = sorted(chance.sample(range(len(rows)), 2))
    leaves = [leaf for _, leaf in rows]
    leaves[one], leaves[other] = leaves[other], leaves[one]
    return Tampered(list(enumerate(leaves))), one


def carry(chance: random.Random, rows: Rows) -> tuple[Tampered, int | None]:
    """One entry to another place, those between moving up or down."""
    taken, put = chance.sample(range(len(rows)), 2)
    leaves = [leaf for _, leaf in rows]
    leaves.insert(put, leaves.pop(taken))
    return Tampered(list(enumerate(leaves))), min(taken, put)


def shuffle_and_rebuild(chance: random.Random, rows: Rows) -> tuple[Tampered, int | None]:
    return Tampered(renumbered(swap(chance, rows)[0].rows), rebuilt=True), None


def repeat(chance: random.Random, rows: Rows) -> tuple[Tampered, int | None]:
    """One entry in the place of another as well."""
    over, of = chance.sample(range(len(rows)), 2)
    return Tampered([(n, rows[of][1] if n == over else leaf) for n, leaf in rows]), over


def insert(chance: random.Random, rows: Rows) -> tuple[Tampered, int | None]:
    at = chance.randrange(len(rows))
    leaves = [leaf for _, leaf in rows]
    leaves.insert(at, in_words(chance, leaves[at]))
    return Tampered(list(enumerate(leaves))), None


def insert_and_rebuild(chance: random.Random, rows: Rows) -> tuple[Tampered, int | None]:
    return Tampered(renumbered(insert(chance, rows)[0].rows), rebuilt=True), None


def cut(chance: random.Random, rows: Rows) -> tuple[Tampered, int | None]:
    size = chance.randrange(len(rows))
    return Tampered(rows[:size]), size


def cut_and_rebuild(chance: random.Random, rows: Rows) -> tuple[Tampered, int | None]:
    left, size = cut(chance, rows)
    return left._replace(rebuilt=True), size


def cut_rebuild_and_sign(chance: random.Random, rows: Rows) -> tuple[Tampered, int | None]:
    left, size = cut(chance, rows)
    return left._replace(rebuilt=True, signed=True), size


ATTACKS = {
    "a stored hash": Attack(hash_alone, {Kind.TREE_DAMAGED}),
    "altered": Attack(alter, {Kind.ALTERED, Kind.MOVED}),
    "altered, and its hash": Attack(alter_with_hash, {Kind.ALTERED, Kind.REWRITTEN}),
    "altered, and rebuilt": Attack(alter_and_rebuild, {Kind.REWRITTEN}),
    "altered, rebuilt and signed": Attack(alter_rebuild_and_sign, {Kind.REWRITTEN}),
    "removed": Attack(remove, {Kind.REMOVED}),
    "removed, and closed up": Attack(remove_and_close_up, {Kind.REMOVED}),
    "removed, filled up and rebuilt": Attack(remove_fill_and_rebuild, {Kind.REWRITTEN}),
    "two exchanged": Attack(swap, {Kind.MOVED}),
    "one carried elsewhere": Attack(carry, {Kind.MOVED}),
    "reordered and rebuilt": Attack(shuffle_and_rebuild, {Kind.REWRITTEN}),
    "one repeated": Attack(repeat, {Kind.MOVED}),
    "one put in": Attack(insert, {Kind.MOVED, Kind.ALTERED}),
    "one put in, and rebuilt": Attack(insert_and_rebuild, {Kind.REWRITTEN}),
    "cut off": Attack(cut, {Kind.CUT_SHORT}),
    "cut off, and rebuilt": Attack(cut_and_rebuild, {Kind.CUT_SHORT}),
    "cut off, rebuilt and signed": Attack(cut_rebuild_and_sign, {Kind.CUT_SHORT}),
}


def left_behind(original: Path, copy: Path, tampered: Tampered) -> None:
    """Puts into a copy what the attacker leaves."""
    shutil.copyfile(original / "ledger.sqlite", copy)
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("BEGIN")
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("DELETE FROM entry")
        connection.executemany("INSERT INTO entry VALUES (?, 'c', ?)", tampered.rows)
        if tampered.hashed is not None:
            value = merkle.leaf_hash(b"" if tampered.spoilt else dict(tampered.rows)[tampered.hashed])
            where = (value, tampered.hashed)
            connection.execute("UPDATE node SET hash = ? WHERE level = 0 AND position = ?", where)
        if tampered.rebuilt:
            rebuild(original, connection, tampered)
        connection.execute("COMMIT")


def rebuild(original: Path, connection: sqlite3.Connection, tampered: Tampered) -> None:
    tree = Memory([leaf for _, leaf in tampered.rows], batch=64)
    connection.execute("DELETE FROM node")
    connection.execute("DELETE FROM checkpoint")
    nodes = ((level, position, value) for (level, position), value in tree.nodes.items())
    connection.executemany("INSERT INTO node VALUES (?, ?, ?)", nodes)
    if tampered.signed:
        signer, size = signer_at(original / "ledger.key"), len(tampered.rows)
        note = checkpoint.sign(Checkpoint(signer.origin, size, merkle.root(tree, size)), signer)
        connection.execute("INSERT INTO checkpoint VALUES (?, ?)", (size, note))


def found(copy: Path, held: str, verifier_key: str) -> list[LedgerFault]:
    """What a look at the copy finds, by somebody who holds a checkpoint."""
    with closing(LedgerFile(copy)) as file, file.reading():
        return ledger_check.faults(file, [held], verifier_key)


def missed(name: str, original: Path, copy: Path, held: str, verifier_key: str, seed: int) -> str | None:
    """One attack: nothing where it was found for what it is, otherwise what was found."""
    chance = random.Random(f"{name} {seed}")
    with closing(LedgerFile(original / "ledger.sqlite")) as file:
        rows = [(position, leaf) for position, leaf, _ in file.leaves()]
    attack = ATTACKS[name]
    tampered, at = attack.make(chance, rows)
    left_behind(original, copy, tampered)
    faults = found(copy, held, verifier_key)
    kinds = {fault.kind for fault in faults}
    if kinds and kinds <= attack.kinds and (at is None or at == min(fault.index or 0 for fault in faults)):
        return None
    return f"{name}, seed {seed}, at {at}: {[fault.sentence for fault in faults]}"
