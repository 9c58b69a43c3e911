"""The whole way through, as people walk it in a real browser, on the service as ``make run`` starts it."""

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.walk.walker import Service, Walker

pytestmark = pytest.mark.browser

CHAT = "".join(
    f"{1 + n // 24:02d}/05/2026, {n % 24:02d}:15 - {'Noor' if n % 3 else 'Gil'}: about the garden, part {n}\n"
    for n in range(200)
)


def places(walker: Walker, *names: str) -> None:
    """Each of these places of the case, looked at."""
    for name in names:
        walker.follow(name, exact=True)
        walker.look(name.lower().replace(" ", "-"))


def test_an_officer_reads_a_case_and_decides(chromium: Browser, service: Service) -> None:
    asha = Walker(chromium, service)
    asha.page.goto("/")
    asha.look("sign-in")
    asha.sign_in("asha")
    assert asha.says("My work")
    asha.look("work")

    asha.follow("ontact by a former partner")
    assert asha.says("How dangerous it appears")
    asha.look("case")
    places(asha, "When it happened", "What officers know", "People", "Log", "Conversations", "Findings")

    first_finding = asha.page.locator(".safelight-finding__claim a").first
    claim = first_finding.inner_text()
    first_finding.click()
    asha.follow("In its conversation")
    asha.page.get_by_text("Part of pattern").first.wait_for()
    assert asha.says(claim)
    asha.look("conversation")
    asha.follow("Exact bytes")
    assert asha.says("This is where the record stands")
    asha.look("bytes")

    asha.follow("Back to the conversation")
    asha.follow(claim)
    asha.page.get_by_label("Reject").check()
    asha.page.get_by_role("button", name="Keep this decision").click()
    assert asha.says("Say why, in a few words.")
    asha.page.get_by_label("Accept").check()
    asha.page.get_by_label("Reason").fill("I read each of these with Maya.")
    asha.page.get_by_role("button", name="Keep this decision").click()
    assert asha.says("Your decision is kept")
    asha.look("finding")

    asha.follow("Search", exact=True)
    asha.page.get_by_label("Words to look for").fill("blue door")
    asha.page.get_by_role("button", name="Search").click()
    assert asha.says("fit")
    asha.look("search")

    asha.follow("Log", exact=True)
    assert asha.says("decided about a finding")
    assert not asha.says("blue door")


def test_an_officer_opens_a_case_and_hands_in_good_files_and_bad(
    chromium: Browser, service: Service, tmp_path: Path
) -> None:
    good, cut = tmp_path / "WhatsApp Chat with Gil.txt", tmp_path / "cut.zip"
    good.write_text(CHAT, encoding="utf-8")
    with zipfile.ZipFile(cut, "w") as archive:
        archive.write(good, "_chat.txt")
    cut.write_bytes(cut.read_bytes()[:900])

    asha = Walker(chromium, service)
    asha.sign_in("asha")
    asha.page.get_by_role("button", name="Open a case").click()
    asha.page.get_by_role("button", name="Open the case").click()
    assert asha.says("There is a problem")
    asha.look()
    asha.page.get_by_label("How can the victim be contacted safely?").fill("By post to work.")
    asha.page.get_by_label("Title").fill("Messages about a garden")
    asha.page.get_by_label("Harassment").check()
    asha.page.get_by_role("button", name="Open the case").click()
    assert asha.says("Nothing has been handed in yet.")
    asha.look()

    asha.page.get_by_role("button", name="Add exhibits").click()
    asha.look("add-exhibits")
    asha.page.locator("input[type=file]").set_input_files([good, cut])
    asha.page.get_by_role("button", name="Seal and read").click()
    asha.page.get_by_text("AB/1").first.click()
    expect(asha.page.get_by_text("Ready", exact=True)).to_be_visible(timeout=60_000)
    asha.page.reload()
    assert asha.says("What became of every byte")
    asha.look("exhibit")

    asha.follow("Overview", exact=True)
    asha.page.get_by_text("AB/2").first.click()
    expect(asha.page.locator("#progress .govuk-tag")).to_have_text("Ready", timeout=60_000)
    asha.page.reload()
    assert asha.says("could not be read")
    asha.look()


def test_a_colleague_cannot_tell_that_the_case_exists_and_an_overseer_sees_only_its_log(
    chromium: Browser, service: Service
) -> None:
    kit = Walker(chromium, service)
    kit.sign_in("kit")
    assert not kit.says("former partner")
    there = kit.page.goto("/cases/SL-2026-0001/")
    seen = kit.page.content()
    absent = kit.page.goto("/cases/SL-1999-0001/")
    assert there is not None
    assert absent is not None
    assert there.status == absent.status == 404
    assert kit.page.content() == seen

    olu = Walker(chromium, service)
    olu.sign_in("olu")
    olu.look("oversight")
    olu.follow("SL-")
    assert olu.says("Asha Brown")
    assert not olu.says("Rhys")
    olu.look()
    refused = olu.page.goto("/cases/SL-2026-0001/")
    assert refused is not None
    assert refused.status == 404


def test_everything_works_on_a_telephone_and_without_scripts(
    chromium: Browser, service: Service, tmp_path: Path
) -> None:
    good = tmp_path / "WhatsApp Chat with Gil.txt"
    good.write_text(CHAT, encoding="utf-8")
    dev = Walker(chromium, service, width=390, scripts=False)
    dev.sign_in("dev")
    dev.follow("ontact by a former partner")
    places(dev, "Findings", "When it happened", "Search")
    dev.page.get_by_label("Words to look for").fill("blue door")
    dev.page.get_by_role("button", name="Search").click()
    assert dev.says("fit")
    dev.follow("In its conversation")
    assert dev.page.locator("mark, .safelight-reader").count()
    dev.follow("Exhibits", exact=True)
    dev.follow("Exhibits", exact=True)
    dev.page.get_by_role("button", name="Add exhibits").click()
    dev.page.locator("input[type=file]").set_input_files([good])
    dev.page.get_by_role("button", name="Seal and read").click()
    assert dev.says("DM/1")


def test_a_case_is_reached_and_read_with_the_keyboard_alone(chromium: Browser, service: Service) -> None:
    sam = Walker(chromium, service, width=390)
    sam.page.goto("/")
    keys = sam.page.keyboard
    _tab_to(sam, "sername")
    keys.type("sam")
    _tab_to(sam, "Password")
    keys.type(service.password)
    keys.press("Enter")
    sam.page.get_by_role("heading", name="My work").wait_for()
    sam.look("phone-work")
    _tab_to(sam, "former partner")
    keys.press("Enter")
    sam.page.get_by_role("heading", name="How dangerous it appears").wait_for()
    sam.look("phone-case")
    _tab_to(sam, "All pages of this case")
    keys.press("Enter")
    _tab_to(sam, "Conversations")
    keys.press("Enter")
    sam.page.get_by_role("heading", name="Conversations", level=1).wait_for()
    _tab_to(sam, "Rhys Calder")
    keys.press("Enter")
    sam.page.wait_for_selector(".safelight-reader")
    sam.look("phone-conversation")


def _tab_to(walker: Walker, words: str, *, most: int = 60) -> None:
    """Press Tab until what has the focus is called so; it must be visible there."""
    for _ in range(most):
        walker.page.keyboard.press("Tab")
        focused = walker.page.evaluate(
            "(() => { const e = document.activeElement;"
            " if (!e.matches('a, button, input, select, textarea, summary')) return '';"
            " return (e.labels && e.labels[0] ? e.labels[0].innerText : '') + ' ' + e.innerText; })()"
        )
        if words in focused:
            return
    pytest.fail(f"The keyboard does not reach “{words}”.")
