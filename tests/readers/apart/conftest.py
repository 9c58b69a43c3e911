"""One hostile template for the tests of a module."""

from collections.abc import Iterator

import pytest
from tests.readers.apart.hostile import Hostile, boot

from safelight.readers.apart.spawner import Templates


@pytest.fixture(scope="module")
def hostile() -> Iterator[Hostile]:
    templates = Templates(boot())
    yield Hostile(templates)
    templates.close()
