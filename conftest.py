"""One browser for all tests, wherever they stand."""

pytest_plugins = ["safelight.desk.tests.browser"]
