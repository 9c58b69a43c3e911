"""What tests of the commands begin with."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.test_check import HANDING_IN


@pytest.fixture(scope="session")
def desk_of_three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a desk with one case and three exhibits, made once: tests copy it."""
    folder = tmp_path_factory.mktemp("desk-of-three")
    subprocess.run([sys.executable, "-c", HANDING_IN, str(folder), "3"], check=True)
    return folder
