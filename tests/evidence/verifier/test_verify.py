"""The stand-alone verifier: alone, short, and right about every vector."""

import ast
import subprocess
import sys
from pathlib import Path
from shutil import copyfile

import pytest
from tests.evidence.verifier.given import in_python, kept, proof_holds, vectors, written

from safelight.evidence.verifier import verify

SCRIPT = Path(verify.__file__)
PROOFS = ("signature", "inclusion", "consistency")


def test_it_is_one_short_file_that_needs_nothing_but_python():
    text = SCRIPT.read_text("utf-8")
    imported = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(text))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert len(text.splitlines()) <= 300
    assert imported <= sys.stdlib_module_names
    assert not imported & {"socket", "urllib", "http", "ssl", "subprocess", "os", "ctypes"}


def test_there_are_vectors_enough():
    holding = [vector for vector in kept()["vectors"] if vector["holds"]]
    assert len(holding) >= 50
    assert len(kept()["vectors"]) - len(holding) >= 500


def test_proofs_and_signatures():
    assert [vector["name"] for vector in vectors(*PROOFS) if proof_holds(vector) is not vector["holds"]] == []


def test_receipts_checkpoints_bundles_and_zips(tmp_path, capsys):
    wrong = []
    for number, vector in enumerate(vectors("files", "folder")):
        (tmp_path / str(number)).mkdir()
        answer = in_python(vector, tmp_path / str(number), capsys)
        if answer.holds is not vector["holds"] or answer.holds is bool(answer.problem):
            wrong.append((vector["name"], answer))
    assert wrong == []


NAMED = ["receipt 1", "receipt: another entry", "bundle: whole", "bundle: records.csv otherwise", "zip: whole"]


@pytest.mark.parametrize("name", [*NAMED, "pair: 3 and 7", "pair: cut off"])
def test_as_a_program_without_site_packages(tmp_path, name):
    [vector] = [vector for vector in vectors("files", "folder") if vector["name"] == name]
    copyfile(SCRIPT, tmp_path / "verify.py")
    (tmp_path / "given").mkdir()
    paths = map(str, written(vector, tmp_path / "given"))
    command = [sys.executable, "-I", "-S", str(tmp_path / "verify.py"), "--key", vector["key"], *paths]
    ended = subprocess.run(command, capture_output=True, text=True, env={}, cwd=tmp_path, check=False)
    assert (ended.returncode, ended.stderr) == (0 if vector["holds"] else 1, "")
    assert ("EVERYTHING HOLDS" in ended.stdout) is vector["holds"]
    assert ("DOES NOT HOLD" in ended.stdout) is not vector["holds"]


def test_a_key_may_stand_in_a_file(tmp_path):
    [vector] = vectors_named("receipt 1")
    (tmp_path / "ledger.pub").write_text(vector["key"] + "\n")
    paths = map(str, written(vector, tmp_path))
    assert verify.main(["--key", str(tmp_path / "ledger.pub"), *paths]) == 0


def test_a_bundle_with_a_link_in_it(tmp_path, capsys):
    [vector] = vectors_named("bundle: whole")
    (tmp_path / "bundle").mkdir()
    written(vector, tmp_path / "bundle")
    (tmp_path / "bundle" / "records.csv").rename(tmp_path / "elsewhere.csv")
    (tmp_path / "bundle" / "records.csv").symlink_to(tmp_path / "elsewhere.csv")
    assert verify.main(["--key", vector["key"], str(tmp_path / "bundle")]) == 1
    assert "a way to elsewhere: records.csv" in capsys.readouterr().out


def test_what_is_not_there(tmp_path, capsys):
    assert verify.main([str(tmp_path / "nowhere")]) == 1
    assert "DOES NOT HOLD" in capsys.readouterr().out


def vectors_named(name):
    return [vector for vector in vectors("files", "folder") if vector["name"] == name]
