"""Makes the test vectors of the verifiers: ``python -m tests.evidence.verifier.make_vectors > vectors.json``.

They stay as they are from then on: what was handed out must be checkable by every later version.
"""

import json
import shutil
import sys
import tempfile
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.evidence.verifier import (
    bundle_vectors,
    checkpoint_vectors,
    receipt_vectors,
    signature_vectors,
    tree_vectors,
    zip_vectors,
)
from tests.evidence.verifier.vector import Made

from safelight.evidence.audit import Act, AuditEvent
from safelight.evidence.bundle import writer
from safelight.evidence.bundle.contents import BundleContents, BundleExhibit
from safelight.evidence.ledger import Ledger

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
ORIGINAL = b"an export of a chat about a sofa\n"
EXPORTED = AuditEvent(act=Act.EXPORTED, actor="person:7", case="case:1")


def ledger_at(folder: Path, key: Ed25519PrivateKey) -> Ledger:
    """A ledger with a known key."""
    folder.mkdir()
    kinds = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "ledger.key").write_bytes(key.private_bytes(*kinds))
    return Ledger(folder)


def bundle(folder: Path, ledger: Ledger, case: str) -> dict[str, bytes]:
    """A small bundle."""
    exhibit = BundleExhibit(
        reference="AB/1",
        sha256=sha256(ORIGINAL).hexdigest(),
        blake3="0" * 64,
        size=len(ORIGINAL),
        path="exhibits/AB-1.txt",
    )
    absent = BundleExhibit(reference="AB/2", sha256="2" * 64, blake3="1" * 64, size=9)
    contents = BundleContents(
        case=case,
        description={"query": {"words": "sofa é \u2028 \U0001f6cb"}},
        exhibits=[exhibit, absent],
        entries=[1, 4],
    )
    with writer.BundleWriter(folder, ledger) as made:
        for path, content in (("exhibits/AB-1.txt", ORIGINAL), ("records.csv", b"at,text\n"), ("empty.txt", b"")):
            with made.adding(path) as out:
                out.write(content)
        made.finish(contents, audit=EXPORTED)
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def made(folder: Path) -> Made:
    """Everything that vectors are cut from: two ledgers, two bundles, receipts, checkpoints."""
    ledger = ledger_at(folder / "ledger", KEY)
    sealed = AuditEvent(
        act=Act.EXHIBIT_SEALED, actor="person:7", case="case:1", subject=sha256(ORIGINAL).hexdigest()
    )
    ledger.append(AuditEvent(act=Act.CASE_OPENED, actor="person:7", case="case:1", subject="case:1"))
    ledger.append(sealed)
    ledger.append_all(
        [AuditEvent(act=Act.SEARCHED, actor=f"person:{n}", subject=f"conversation:{n}") for n in range(5)]
    )
    return Made(
        ledger,
        folder,
        ORIGINAL,
        bundle(folder / "one", ledger, "12/2026"),
        bundle(folder / "two", ledger, "13/2026"),
    )


def main() -> None:
    """Write them all."""
    folder = Path(tempfile.mkdtemp())
    writer.page, writer.verifier = (lambda: b"the page"), (lambda: b"the verifier")  # type: ignore[assignment]
    base = made(folder)
    parts = (signature_vectors, tree_vectors, receipt_vectors, checkpoint_vectors, bundle_vectors, zip_vectors)
    vectors = [vector for part in parts for vector in part.vectors(base)]
    names = [vector["name"] for vector in vectors]
    assert len(names) == len(set(names)), sorted(name for name in names if names.count(name) > 1)
    encoded = {path: b64encode(content).decode() for path, content in base.bundle.items()}
    json.dump({"bundle": encoded, "vectors": vectors}, sys.stdout, indent=0, sort_keys=True, ensure_ascii=True)
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
