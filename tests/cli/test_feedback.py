"""``safelight feedback`` writes into a folder of its own and touches nothing else."""

from typer.testing import CliRunner

from safelight.cli import app_for


def test_a_folder_that_holds_something_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("kept")
    asked = ["feedback", "--folder", str(tmp_path / "desk"), "--to", str(tmp_path)]
    answer = CliRunner().invoke(app_for(["feedback"]), asked)
    assert answer.exit_code == 2
    assert "is not empty" in answer.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.txt"]
