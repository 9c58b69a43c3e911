"""Desk tests need no slow passwords: the cost of a real hash is paid once, in the test of signing in."""

import pytest
from django.conf import settings


@pytest.fixture(autouse=True, scope="session")
def quick_passwords() -> None:
    """A hash that costs nothing."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
