"""One browser for all tests, wherever they stand."""

import os

pytest_plugins = ["safelight.desk.tests.browser"]

# Figures in tests are the same whether or not the extra is installed; its own tests bring an encoder of theirs.
os.environ["SAFELIGHT_WITHOUT_ENCODER"] = "1"
