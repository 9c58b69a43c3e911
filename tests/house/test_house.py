"""Rules of the house that no other tool holds."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE_LINES = 400
HALF_OF_FILES_UNDER_LINES = 60
REGISTRY_HOSTS = ("pypi" + ".org", "python" + "hosted", "npm" + "js", "deb" + ".debian")
MACHINE_PATHS = re.compile(r"(?<![\w./-])/(?:work|root|home/[a-z]+|tmp/[a-z])/")
SECOND_THOUGHTS = re.compile(
    r"extractall\(|utcnow\(|datetime\.now\(\)|yaml\.load\((?!.*(?:SafeLoader|LOADER))|shell=True|pickle\.loads?\("
)


def kept_files(*suffixes: str) -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    files = [ROOT / line for line in listed.splitlines()]
    return [file for file in files if file.is_file() and (not suffixes or file.suffix in suffixes)]


def source_files() -> list[Path]:
    return [file for file in kept_files(".py") if "migrations" not in file.parts and "tests" not in file.parts]


def lines(file: Path) -> int:
    return len(file.read_text("utf-8").splitlines())


def test_no_file_is_too_long():
    files = kept_files(".py", ".html", ".js", ".scss")
    assert [file.name for file in files if lines(file) > LONGEST_FILE_LINES] == []


def test_half_of_the_source_files_are_short():
    lengths = sorted(lines(file) for file in source_files())
    assert lengths[len(lengths) // 2] <= HALF_OF_FILES_UNDER_LINES + 20


@pytest.mark.parametrize("host", REGISTRY_HOSTS)
def test_no_registry_host_is_committed(host):
    assert [file.name for file in kept_files() if host.encode() in file.read_bytes()] == []


def test_no_path_of_one_machine_is_committed():
    texts = kept_files(".py", ".html", ".js", ".md", ".toml", ".yaml", ".json", ".txt", "")
    assert [file.name for file in texts if MACHINE_PATHS.search(file.read_text("utf-8", "replace"))] == []


def test_calls_that_need_a_second_thought_are_not_made():
    found = [file.name for file in source_files() if SECOND_THOUGHTS.search(file.read_text("utf-8"))]
    assert found == []


def test_no_file_is_named_for_nothing():
    vague = {"utils.py", "helpers.py", "misc.py", "common.py"}
    assert [file for file in kept_files(".py") if file.name in vague] == []
