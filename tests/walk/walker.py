"""Somebody who walks through the service in a browser, checks each page they see, and may take pictures."""

import os
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from safelight.desk.tests.browser import axe_violations

PICTURES = os.environ.get("SAFELIGHT_DOCS_PICTURES")
"""A folder to keep the pictures of the documents in (``make pictures``)."""


@dataclass(frozen=True)
class Service:
    """Where it is, the password of its people, and its data folder."""

    address: str
    password: str
    folder: Path


class Walker:
    """A browser window of somebody. Every page they look at must be free of faults."""

    def __init__(self, chromium: Browser, service: Service, *, width: int = 1280, scripts: bool = True) -> None:
        self.service = service
        self.width = width
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts, base_url=service.address
        )
        context.set_default_timeout(30_000)
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self._heard(message.text))
        self.scripts = scripts

    def sign_in(self, username: str) -> None:
        """From the first page to my work."""
        self.page.goto("/")
        self.page.locator("[name=login]").fill(username)
        self.page.locator("[name=password]").fill(self.service.password)
        self.page.get_by_role("button", name="Sign in").click()

    def look(self, picture: str = "") -> None:
        """Check the page as it stands: no fault for anybody, nothing wider than the screen, no complaint."""
        if self.scripts:
            assert axe_violations(self.page) == []
            assert self.page.evaluate("document.documentElement.scrollWidth") <= self.width
        assert self.complaints == []
        if PICTURES and picture and self.scripts:
            self.page.screenshot(path=Path(PICTURES) / f"{picture}.png", full_page=True, clip=self._clip())

    def follow(self, name: str, *, exact: bool = False) -> None:
        """Follow the first link of this name, unfolding the pages of a case where a telephone folds them away."""
        self.page.wait_for_load_state()
        link = self.page.get_by_role("link", name=name, exact=exact).first
        folded = self.page.get_by_text("All pages of this case")
        if not link.is_visible() and folded.is_visible():
            folded.click()
        link.click()

    def says(self, words: str) -> bool:
        """Whether the page says so."""
        return words in self.page.inner_text("main")

    def _heard(self, complaint: str) -> None:
        """A page that turns a form down, or somebody away, says so by its status: that is no fault."""
        if "status of 4" not in complaint:
            self.complaints.append(f"{self.page.url}: {complaint}")

    def _clip(self) -> dict[str, float]:
        tall = float(self.page.evaluate("document.documentElement.scrollHeight"))
        return {"x": 0, "y": 0, "width": self.width, "height": min(tall, 1500)}
