"""What tests of the learned scores begin with."""

import msgspec
import pytest
from tests.signals.heads.lessons import corpus


@pytest.fixture(scope="module")
def folder_of_lessons(tmp_path_factory):
    """A small corpus, a file for each conversation."""
    place = tmp_path_factory.mktemp("corpus")
    for one in corpus():
        (place / f"{one.id}.json").write_bytes(msgspec.json.encode(one))
    return place
