"""``safelight readers``: the table of sources, in a terminal and as the page."""

from typer.testing import CliRunner

from safelight.cli import app
from safelight.readers.catalogue import COLUMNS, catalogue
from safelight.readers.registry import READERS


def test_markdown_is_the_page() -> None:
    said = CliRunner().invoke(app, ["readers", "--markdown"])
    assert (said.exit_code, said.output) == (0, catalogue())


def test_the_table_has_a_line_for_every_reader() -> None:
    said = CliRunner(env={"COLUMNS": "400"}).invoke(app, ["readers"])
    assert said.exit_code == 0
    assert all(column in said.output for column in COLUMNS)
    assert all(reader.MANIFEST.title in said.output for reader in READERS)
    assert "1,407,516" not in said.output  # one line adds its files up
    assert "5,546" in said.output


def test_it_fits_a_narrow_terminal() -> None:
    said = CliRunner(env={"COLUMNS": "80"}).invoke(app, ["readers"])
    assert max(map(len, said.output.splitlines())) <= 80
