"""Desk tests need no slow passwords: the cost of a real hash is paid once, in the test of signing in."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.utils import translation


@pytest.fixture(autouse=True, scope="session")
def quick_passwords() -> None:
    """A hash that costs nothing."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """A page answered in Welsh leaves its language behind in the thread; the next test begins without it."""
    yield
    translation.deactivate()
