"""What every test may rely on: the shared folder (or an honest skip), and a steady hypothesis."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

SHARED = Path(__file__).resolve().parents[2] / "shared"

settings.register_profile(
    "steady",
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real exports and labelled conversations that stands beside the checkout.

    Users do not have it, so its absence skips; in CI it is always there, so its absence fails.
    """
    if not SHARED.is_dir():
        if os.environ.get("CI"):
            pytest.fail("The shared folder is missing beside the checkout; CI must have it.")
        pytest.skip("Needs the shared folder beside the checkout.")
    return SHARED
