"""Both pages of accounts, with something on them, on a desk and on a telephone."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from safelight.desk.accounts.tests.test_pages import CaseWithAccounts
from safelight.desk.tests.browser import ADDRESS, answer_from, axe_violations

PICTURES = os.environ.get("SAFELIGHT_PICTURES")


@pytest.mark.browser
class AccountsInABrowserTests(CaseWithAccounts):
    @pytest.fixture(autouse=True)
    def _with_chromium(self, chromium: Browser) -> None:
        self.chromium = chromium

    def test_the_pages_can_be_used_by_everybody_and_fit_the_screen(self) -> None:
        for width in (1280, 390):
            page = self.chromium.new_page(viewport={"width": width, "height": 900})
            self.addCleanup(page.close)
            answer_from(page, self.client)
            for name, address in (
                ("graph", self.address("accounts")),
                ("signs", self.address("accounts", "warning-signs")),
            ):
                page.goto(f"{ADDRESS}{address}")
                assert axe_violations(page) == []
                assert page.evaluate("document.documentElement.scrollWidth") <= width
                if PICTURES:
                    page.screenshot(path=Path(PICTURES) / f"accounts-{name}-{width}.png", full_page=True)
