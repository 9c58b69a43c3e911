"""Checks a Safelight bundle, receipt or pair of checkpoints. Needs Python 3.9 or later and nothing else.

python3 -I -S verify.py [--key KEY] [--witness KEY] [FOLDER or ZIP of a bundle]
python3 -I -S verify.py --key KEY RECEIPT [FILE that the receipt is for]
python3 -I -S verify.py --key KEY EARLIER-CHECKPOINT LATER-CHECKPOINT-WITH-PROOF

KEY is the ledger's public key, or a file with it, as its keepers publish it. Nothing is written, nothing fetched.
Ends with 0 if all holds, otherwise 1. C2SP signed-note, tlog-checkpoint, tlog-proof; RFC 6962, 8032 and 9162.
"""

# fmt: off
from __future__ import annotations

import argparse
import binascii
import json
import re
import struct
import sys
import time
import zlib
from collections.abc import Callable, Generator, Iterator
from functools import lru_cache, partial
from hashlib import sha256, sha512
from itertools import islice
from pathlib import Path

PRIME, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
CURVE = -121665 * pow(121666, -1, PRIME) % PRIME
Point = tuple[int, int, int, int]
Entry = tuple[int, str, str, str, str]  # index, time, act, actor, subject
Key = tuple[str, bytes, bytes, bytes]  # name, kind (1: of a ledger, 4: of a witness), public key, id
Files = dict[str, Callable[[], Iterator[bytes]]]
NO_KEY: Key = ("", b"", b"", b"")
Says = Generator[str, None, str]  # what holds; at last the signed head that it rests on
PATH = "(?=.{1,200}$)([A-Za-z0-9_][A-Za-z0-9._-]*/)*[A-Za-z0-9_][A-Za-z0-9._-]*"
NUMBER, PIECE, LONGEST_TEXT, MOST_LISTED = "0|[1-9][0-9]{0,17}", 1 << 20, 1 << 26, 100

def demand(condition: object, sentence: str) -> None:
    if not condition:
        raise ValueError(sentence)

def shown(text: str) -> str:
    return "".join(each if " " <= each <= "~" else "?" for each in text[:200])

def point(encoded: bytes) -> Point | None:  # Ed25519: RFC 8032, section 5.1
    sign, y = divmod(int.from_bytes(encoded, "little"), 2**255)
    square = (y * y - 1) * pow(CURVE * y * y + 1, -1, PRIME) % PRIME
    x = pow(square, (PRIME + 3) // 8, PRIME)
    x = x if (x * x - square) % PRIME == 0 else x * pow(2, (PRIME - 1) // 4, PRIME) % PRIME
    if len(encoded) != 32 or y >= PRIME or (x * x - square) % PRIME or (x == 0 and sign):
        return None
    x = x if x & 1 == sign else PRIME - x
    return x, y, 1, x * y % PRIME

def plus(p: Point, q: Point) -> Point:
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % PRIME, (p[1] + p[0]) * (q[1] + q[0]) % PRIME
    c, d, e, f = 2 * p[3] * q[3] * CURVE % PRIME, 2 * p[2] * q[2] % PRIME, b - a, b + a
    return e * (d - c) % PRIME, (d + c) * f % PRIME, (d - c) * (d + c) % PRIME, e * f % PRIME

@lru_cache(64)
def is_signed(public: bytes, signature: bytes, message: bytes) -> bool:
    key, base, s = point(public), point(b"\x58" + b"\x66" * 31), int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or key is None or base is None or s >= ORDER:
        return False
    h = int.from_bytes(sha512(signature[:32] + public + message).digest(), "little") % ORDER
    minus, total = (PRIME - key[0], key[1], 1, PRIME - key[3]), (0, 1, 1, 0)
    table = (total, base, minus, plus(base, minus))
    for bit in range(252, -1, -1):
        total = plus(plus(total, total), table[(s >> bit & 1) + 2 * (h >> bit & 1)])
    x, y = (total[n] * pow(total[2], -1, PRIME) % PRIME for n in (0, 1))
    return signature[:32] == (y | (x & 1) << 255).to_bytes(32, "little")

def base64(text: str, what: str, size: int = 0) -> bytes:
    good = re.fullmatch("([A-Za-z0-9+/]{4})*(|[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)", text)
    value = binascii.a2b_base64(text) if good else b""
    same = binascii.b2a_base64(value, newline=False).decode() == text and size in (0, len(value))
    demand(value and same, f"{what} is not written as it should be.")
    return value

def key_of(text: str, kind: bytes) -> Key:
    name, _, rest = text.strip(" \t\r\n").partition("+")
    raw = base64(rest.partition("+")[2], "The key", 33)
    good = rest[:9] == sha256(name.encode() + b"\n" + raw).hexdigest()[:8] + "+" and raw[:1] == kind
    demand(good and re.fullmatch("[!-*,-~]+", name), "The key is not written as it should be.")
    return name, kind, raw[1:], bytes.fromhex(rest[:8])

def opened(note: str, key: Key, what: str) -> tuple[list[str], int]:
    """The lines of a note that is signed by a key, and the second at which a witness signed it."""
    (text, separator, lines), found = note.rpartition("\n\n"), []
    good = separator and lines[-1:] == "\n" and lines.count("\n") <= 64
    demand(good and not re.search("[\0-\x09\x0b-\x1f\x7f]", note), f"{what} is not a signed note.")
    for parts in (line.split(" ") for line in lines[:-1].split("\n")):
        demand(len(parts) == 3 and parts[0] == "\u2014" and parts[1], f"A signature of {what} cannot be read.")
        raw = base64(parts[2], f"A signature of {what}")
        found += [raw[4:]] if (parts[1], raw[:4]) == (key[0], key[3]) else []
    demand(len(found) == 1, f"{what} is signed {'twice' if found else 'not at all'} by {key[0]}.")
    seconds = int.from_bytes(found[0][:8], "big") if key[1] == b"\4" else 0
    message, at = (f"cosignature/v1\ntime {seconds}\n", 8) if key[1] == b"\4" else ("", 0)
    good = seconds < 1 << 37 and is_signed(key[2], found[0][at:], f"{message}{text}\n".encode())
    demand(good, f"{what} is not what {key[0]} signed.")
    return text.split("\n"), seconds

def head(note: str, key: Key, what: str) -> tuple[int, bytes]:
    lines = opened(note, key, what)[0]
    good = len(lines) == 3 and lines[0] == key[0] and re.fullmatch(NUMBER, lines[1])
    demand(good, f"{what} is not a checkpoint of the ledger {key[0]}.")
    return int(lines[1]), base64(lines[2], f"The root in {what}", 32)

def climb(place: int, last: int, value: bytes, steps: list[bytes]) -> tuple[bytes, bytes] | None:
    """The roots of the tree that ends here and of the whole tree (RFC 9162, sections 2.1.3.2 and 2.1.4.2)."""
    ends_here = whole = value
    for step in steps:
        if last == 0:
            return None
        if place & 1 or place == last:
            ends_here, whole = sha256(b"\1" + step + ends_here).digest(), sha256(b"\1" + step + whole).digest()
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            whole = sha256(b"\1" + whole + step).digest()
        place, last = place >> 1, last >> 1
    return (ends_here, whole) if last == 0 else None

def is_consistent(old: int, new: int, old_root: bytes, new_root: bytes, steps: list[bytes]) -> bool:
    if old in (0, new):
        return not steps and old_root == (new_root if old == new else sha256(b"").digest())
    steps = [old_root, *steps] if old & (old - 1) == 0 else steps
    ones = (old & -old).bit_length() - 1  # with so many ones ends the last place of the old tree
    return bool(steps) and climb((old - 1) >> ones, (new - 1) >> ones, steps[0], steps[1:]) == (old_root, new_root)

def text_of(files: Files, name: str) -> str:
    demand(name in files, f"{shown(name)} is missing.")
    raw = b"".join(islice(files[name](), LONGEST_TEXT // PIECE + 1))
    text = raw.decode("utf-8", "replace")
    demand(len(raw) <= LONGEST_TEXT and text.encode() == raw, f"{shown(Path(name).name)} is too long, or no text.")
    return text

def proved(text: str, key: Key, what: str) -> tuple[Entry, str]:
    """The entry that a receipt proves, and the signed head that it is proved by."""
    proof, _, note = text.partition("\n\n")
    lines = proof.split("\n")
    good = 3 <= len(lines) <= 66 and lines[0] == "c2sp.org/tlog-proof@v1" and lines[1][:6] == "extra "
    demand(good and re.fullmatch(f"index ({NUMBER})", lines[2]), f"{what} is not a receipt.")
    leaf, index = base64(lines[1][6:], f"The entry in {what}"), int(lines[2][6:])
    size, root = head(note, key, f"The checkpoint in {what}")
    steps = [base64(line, f"A step in {what}", 32) for line in lines[3:]]
    ends = climb(index, size - 1, sha256(b"\0" + leaf).digest(), steps) if index < size else None
    demand(ends and ends[1] == root, f"{what} does not hold: its entry is not in its place in the signed ledger.")
    try:
        read = json.loads(leaf.decode("utf-8"))
        act, actor, subject = (read["event"][name] + "" for name in ("act", "actor", "subject"))
        at, good = read["at"] + "", leaf.endswith(f',"index":{index}}}'.encode())
    except (LookupError, TypeError, ValueError, RecursionError):
        good = False
    demand(good, f"{what} does not hold: its entry cannot be read, or names another place.")
    return (index, at, act, actor, subject), note

def told(entry: Entry) -> str:
    at, act, actor, subject = map(shown, entry[1:])
    return f"Entry {entry[0]}, {at}: {act} by {actor}{', about ' if subject else ''}{subject}."

def check_receipt(files: Files, names: list[str], key: Key) -> Says:
    entry, note = proved(text_of(files, names[0]), key, "The receipt")
    yield told(entry)
    yield f"It is in the ledger {key[0]} of {head(note, key, 'The checkpoint')[0]} entries, which its key signed."
    for name in names[1:]:
        digest, size = measured(files[name])
        demand(digest == entry[4], f"{shown(Path(name).name)} is not what the receipt is for: it has {digest}.")
        yield f"{shown(Path(name).name)} ({size} bytes) is what the receipt is for, unchanged."
    return note

def check_pair(files: Files, names: list[str], key: Key) -> Says:
    proof, _, later = ("\n\n" + text_of(files, names[-1])).rpartition("\n\n" + key[0])
    old, old_root = head(text_of(files, names[0]), key, "The earlier checkpoint")
    (first, *lines), (new, new_root) = proof[2:].split("\n"), head(key[0] + later, key, "The later checkpoint")
    demand(old <= new, f"The ledger was cut off: it had {old} entries once and {new} later.")
    demand(old < new or old_root == new_root, f"The ledger was rebuilt: {old} entries have two histories.")
    steps = [base64(line, "A step of the proof", 32) for line in lines[:64]]
    holds = first in (f"old {old}", "") and is_consistent(old, new, old_root, new_root, steps)
    demand(holds, f"Nothing here shows that the first {old} entries are unchanged. If nothing can, they are not.")
    yield f"The first {old} entries of the ledger {key[0]} are unchanged among its {new} entries."
    return key[0] + later

def check_bundle(files: Files, key: Key) -> Says:
    raw = text_of(files, "bundle.json")
    try:
        made = json.loads(raw, parse_int=lambda n: int(n[:15]), parse_float=str, parse_constant=str)
        listed = {each["path"]: (each["sha256"], repr(each["size"])) for each in made["files"]}
        proofs = {f"ledger/{index}.tlog-proof": index for index in made["ledger"]["entries"]}
        exhibits = [(each["reference"] + "", each["sha256"] + "", each.get("path")) for each in made["exhibits"]]
        good = all(re.fullmatch(PATH, name) for name in listed) and len(listed) == len(made["files"])
        good = good and json.dumps(made, sort_keys=True, separators=(",", ":"), ensure_ascii=False) == raw
        own, good = key_of(made["ledger"]["key"] + "", b"\1"), good and made["format"] == "safelight-bundle/1"
    except (AttributeError, LookupError, TypeError, ValueError, RecursionError):
        good = False
    demand(good, "bundle.json is not a list of contents as it should be.")
    demand(key in (NO_KEY, own), f"The bundle names the key of {own[0]}, which is not the key that you gave.")
    lines, digest = opened(text_of(files, "bundle.note"), own, "bundle.note")[0], sha256(raw.encode()).hexdigest()
    demand(lines == ["safelight/bundle/v1", f"sha256 {digest}"], "bundle.json is not the one that was signed.")
    yield f"The list of contents is the one that {own[0]} signed."
    wanted = {"bundle.json", "bundle.note", "ledger/bundle.tlog-proof", "ledger/checkpoint", *listed, *proofs}
    wrong = [f"{shown(name)} does not belong to the bundle." for name in sorted(files.keys() - wanted)]
    wrong += [f"{name} is missing." for name in sorted(wanted - files.keys())]
    wrong += [f"{n} was changed." for n in sorted(listed) if n in files and measured(files[n]) != listed[n]]
    demand(not wrong, "\n".join(wrong[:MOST_LISTED]))
    yield f"All {len(listed)} files are there and unchanged, and there is no other."
    note, sealed = text_of(files, "ledger/checkpoint"), {}
    for number, (name, index) in enumerate({"ledger/bundle.tlog-proof": None, **proofs}.items()):
        entry, its_note = proved(text_of(files, name), own, name)
        demand(its_note == note, f"{name} is proved by another checkpoint than the one of the bundle.")
        good = entry[0] == index or (index is None and entry[4] == digest)
        demand(good, f"{name} proves another entry than it should.")
        sealed.update({entry[4]: index} if entry[2] == "exhibit.sealed" else {})
        yield from [told(entry)] if number < MOST_LISTED else []
    yield f"The signed checkpoint proves these {len(proofs) + 1} entries. The first of them is about this bundle."
    for reference, seal, path in exhibits:
        demand(path is None or listed.get(str(path), "?")[0] == seal, f"{shown(reference)} is another exhibit.")
        where = f"sealed in entry {sealed[seal]}" if seal in sealed else "no entry of its sealing here"
        yield f"Exhibit {shown(reference)}: {where}, SHA-256 {shown(seal)}."
    no_key = f"You gave no key. Compare this one with what the ledger's keepers publish: {made['ledger']['key']}"
    yield from [no_key] if key == NO_KEY else []
    return note

def pieces(path: Path, start: int = 0, size: int = 1 << 62, crc: int | None = None) -> Iterator[bytes]:
    with path.open("rb") as file:
        total, _ = 0, file.seek(start)
        while piece := file.read(min(PIECE, size)):
            size, total = size - len(piece), zlib.crc32(piece, total)
            yield piece
    demand(crc in (None, total), f"{shown(path.name)} holds a file with a wrong checksum.")

def measured(source: Callable[[], Iterator[bytes]]) -> tuple[str, str]:
    total, size = sha256(), 0
    for piece in source():
        total.update(piece)
        size += len(piece)
    return total.hexdigest(), str(size)

def from_folder(folder: Path) -> Files:
    found = [each for each in sorted(folder.rglob("*")) if each.is_symlink() or not each.is_dir()]
    odd = [shown(each.name) for each in found if each.is_symlink() or not each.is_file()]
    demand(not odd, f"No file, but a way to elsewhere: {', '.join(odd)}.")
    return {each.relative_to(folder).as_posix(): partial(pieces, each) for each in found}

def from_zip(path: Path) -> Files:
    """The files of a zip that holds nothing else: stored one after the other, each header as it must be."""
    files, place, headers, good, length = Files(), 0, bytearray(), True, path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, length - 22))
        end = struct.unpack("<4s4H2LH", file.read().rjust(22))
        file.seek(end[6])
        listed = file.read(min(end[5], LONGEST_TEXT))
        while good and len(headers) < len(listed):
            crc, size, _, width = struct.unpack("<3LH", listed[len(headers) + 16 : len(headers) + 30].ljust(14))
            name = listed[len(headers) + 46 : len(headers) + 46 + width]
            core = struct.pack("<5H3L2H", 20, 0, 0, 0, 33, crc, size, size, width, 0)
            headers += b"PK\1\2\x14\3" + core + struct.pack("<3H2L", 0, 0, 0, 0o100644 << 16, place) + name
            file.seek(place)
            good = file.read(30 + width) == b"PK\3\4" + core + name and name.decode("latin-1") not in files
            files[name.decode("latin-1")] = partial(pieces, path, place + 30 + width, size, crc)
            place += 30 + width + size
    last = (b"PK\5\6", 0, 0, len(files), len(files), len(headers), place, 0)
    good = good and end == last and headers == listed and length == place + len(headers) + 22
    demand(good, f"{shown(path.name)} is not a zip as Safelight writes it: it may hide something.")
    return files

def checked(paths: list[Path], key: Key, witnesses: list[Key]) -> Iterator[str]:
    files: Files = {str(each): partial(pieces, each) for each in paths}
    start = b"" if paths[0].is_dir() else next(pieces(paths[0]), b"?")
    if not start or start[:2] == b"PK":
        note = yield from check_bundle(from_zip(paths[0]) if start else from_folder(paths[0]), key)
    else:
        demand(key != NO_KEY, "Give the ledger's key: without it nothing can be checked.")
        note = yield from (check_pair, check_receipt)[start[:9] == b"c2sp.org/"](files, list(files), key)
    for witness in witnesses:
        at = time.gmtime(opened(note, witness, "The checkpoint")[1])
        yield f"The witness {witness[0]} saw this checkpoint at {time.strftime('%Y-%m-%dT%H:%M:%SZ', at)}."

def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(formatter_class=argparse.RawTextHelpFormatter, description=__doc__)
    parser.add_argument("--key", default="")
    parser.add_argument("--witness", action="append", default=[])
    parser.add_argument("paths", nargs="*", type=Path, default=[Path(__file__).parent])
    asked = parser.parse_args(arguments)
    try:
        given = [Path(k).read_text("utf-8") if Path(k).is_file() else k for k in (asked.key, *asked.witness)]
        key = key_of(given[0], b"\1") if given[0] else NO_KEY
        for sentence in checked(asked.paths, key, [key_of(each, b"\4") for each in given[1:]]):
            sys.stdout.write(f"{sentence}\n")
    except (OSError, ValueError) as problem:
        sys.stdout.write(f"DOES NOT HOLD: {problem}\n")
        return 1
    sys.stdout.write(
        "EVERYTHING HOLDS: it is what was signed. Whether what people said in it is true is not shown.\n"
    )
    return 0

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
