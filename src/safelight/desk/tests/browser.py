"""A real Chromium for tests, and what axe says about a page."""

import os
import shutil
from collections.abc import Iterator
from contextvars import copy_context

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from django.test import Client
from playwright.sync_api import Browser, Page, Request, Route, sync_playwright

# No page of a test lives long enough for its scripts to be compiled for speed: that only takes from the tests.
UNHURRIED = "--js-flags=--no-opt --no-maglev"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", UNHURRIED]
ADDRESS = "http://localhost"
Answer = tuple[int, dict[str, str], bytes]
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

AXE = Axe().axe_script
# Only what is wrong comes back: everything that is right about a page is a megabyte.
VIOLATIONS = """options => axe.run(options).then(found => found.violations.map(
    fault => [fault.id, fault.help, fault.nodes.map(node => String(node.target))]))"""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The machine's own Chromium, named by ``CHROMIUM`` or found on the path.

    Where there is none the test is skipped; in CI it fails, because CI has one.
    """
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not found:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing; CI must have it.")
        pytest.skip("Needs Chromium: install it, or name it in CHROMIUM.")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield browser
        browser.close()


def axe_violations(page: Page) -> list[str]:
    """Check the page as it stands against WCAG 2.2 AA and good practice; one line for each fault."""
    page.evaluate(AXE)
    return violations(page)


def violations(page: Page) -> list[str]:
    """The same where axe is on the page already."""
    faults = page.evaluate(VIOLATIONS, {"runOnly": STANDARDS, "resultTypes": ["violations"]})
    return [f"{name}: {words} at {', '.join(places)}" for name, words, places in faults]


def answer_from(page: Page, client: Client) -> None:
    """Let Django's test client answer whatever the page asks for: no server, no second thread, one transaction.

    Playwright calls back from a task of its own, where Django would open another connection to the database;
    so every answer is given in the context of the test.
    """
    of_the_test = copy_context()
    assets: dict[str, Answer] = {}

    def answer(route: Route) -> None:
        address = route.request.url
        given = assets.get(address) or of_the_test.run(_answer, route.request, client)
        if address.startswith(f"{ADDRESS}/static/"):
            assets[address] = given
        status, headers, body = given
        route.fulfill(status=status, headers=headers, body=body)

    page.route(f"{ADDRESS}/**", answer)


def _answer(request: Request, client: Client) -> Answer:
    path, sent = request.url.removeprefix(ADDRESS), request.post_data_buffer or b""
    given = client.generic(request.method, path, sent, request.headers.get("content-type", ""), follow=True)
    body = b"".join(given.streaming_content) if given.streaming else given.content  # type: ignore[attr-defined]
    return given.status_code, dict(given.headers), body
