"""The gallery in a real browser: readable by everybody, with and without JavaScript, from our own address only."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from safelight.desk.tests.browser import axe_violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ["/design/", "/design/refused/"]


@pytest.fixture(params=[1280, 390], ids=["desktop", "telephone"])
def page(request, chromium: Browser, live_server, settings) -> Iterator[Page]:
    settings.DEMONSTRATION = True
    page = chromium.new_page(base_url=live_server.url, viewport={"width": request.param, "height": 900})
    yield page
    page.close()


@pytest.mark.parametrize("address", PAGES)
def test_everybody_can_use_it_and_nothing_comes_from_elsewhere(page: Page, address: str) -> None:
    complaints: list[str] = []
    asked: set[str] = set()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    page.on("request", lambda request: asked.add(urlsplit(request.url).netloc))

    response = page.goto(address, wait_until="networkidle")

    assert axe_violations(page) == []
    assert complaints == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily").startswith('"Public Sans')
    assert page.evaluate("[...document.fonts].some((face) => face.status === 'loaded')")
    assert asked == {urlsplit(page.url).netloc}
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "data:" not in policy


def test_nothing_is_lost_without_javascript(chromium: Browser, live_server, settings) -> None:
    settings.DEMONSTRATION = True
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/design/")

    assert page.get_by_text("Blurred until asked for.").is_visible()
    page.get_by_text("Show the figures as a table").first.click()
    assert page.get_by_role("table", name="When messages came").is_visible()
    page.get_by_role("button", name="Cymraeg").click()
    assert page.locator("html").get_attribute("lang") == "cy"
    context.close()


def test_an_error_leads_to_its_field(chromium: Browser, live_server, settings) -> None:
    settings.DEMONSTRATION = True
    page = chromium.new_page(base_url=live_server.url)
    page.goto("/design/refused/")
    page.get_by_role("link", name="Enter a real date, for example 27 3 2026.").click()

    assert page.evaluate("document.activeElement.id") == "id_began-day"
    page.close()


def test_the_gallery_is_for_demonstrations_only(client, settings) -> None:
    settings.DEBUG = settings.DEMONSTRATION = False

    assert client.get("/design/").status_code == 404
