"""The force key is made once, kept to its owner, and told apart from wrong ones."""

from pathlib import Path

import pytest

from safelight.evidence.keys import FILE_VARIABLE, KEY_VARIABLE, ForceKey, KeyMissing, KeyWrong


def test_file_round_trip(tmp_path: Path) -> None:
    made = ForceKey.create_file(tmp_path / "key")
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
    assert ForceKey.from_file(tmp_path / "key").unwrap("case:1", made.wrap("case:1", b"k" * 32)) == b"k" * 32


def test_never_writes_over_a_key(tmp_path: Path) -> None:
    ForceKey.create_file(tmp_path / "key")
    before = (tmp_path / "key").read_bytes()
    with pytest.raises(FileExistsError):
        ForceKey.create_file(tmp_path / "key")
    assert (tmp_path / "key").read_bytes() == before


def test_wrapped_key_opens_for_its_own_case_and_key_only(tmp_path: Path) -> None:
    key, other = ForceKey.create_file(tmp_path / "key"), ForceKey.create_file(tmp_path / "other")
    wrapped = key.wrap("case:1", b"k" * 32)
    damaged = wrapped[:-1] + bytes([wrapped[-1] ^ 1])
    for opener, case, content in (
        (key, "case:2", wrapped),
        (other, "case:1", wrapped),
        (key, "case:1", damaged),
        (key, "case:1", b""),
    ):
        with pytest.raises(KeyWrong, match=f"The key of case {case} does not open"):
            opener.unwrap(case, content)


def test_from_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FILE_VARIABLE, raising=False)
    monkeypatch.delenv(KEY_VARIABLE, raising=False)
    with pytest.raises(KeyMissing, match=FILE_VARIABLE):
        ForceKey.from_environment()
    made = ForceKey.create_file(tmp_path / "key")
    wrapped = made.wrap("c", b"k" * 32)
    monkeypatch.setenv(KEY_VARIABLE, (tmp_path / "key").read_text().split()[1])
    assert ForceKey.from_environment().unwrap("c", wrapped) == b"k" * 32
    monkeypatch.setenv(FILE_VARIABLE, str(tmp_path / "key"))
    assert ForceKey.from_environment().unwrap("c", wrapped) == b"k" * 32
    monkeypatch.setenv(FILE_VARIABLE, str(tmp_path / "gone"))
    with pytest.raises(KeyMissing, match="put back"):
        ForceKey.from_environment()


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"\xff\xfe", b"safelight-force-key-1 AAAA", b"safelight-force-key-1 !"]
)
def test_files_that_hold_no_key(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "key").write_bytes(content)
    with pytest.raises(KeyWrong):
        ForceKey.from_file(tmp_path / "key")
