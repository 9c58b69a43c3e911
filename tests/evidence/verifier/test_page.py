"""The page of a bundle: in a real browser, from a file, it says what the verifier in Python says."""

import os
from base64 import b64encode
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.evidence.verifier.given import Answer, content, in_python, kept, proof_holds, split, vectors, written

from safelight.desk.tests.browser import axe_violations
from safelight.evidence.verifier.page import page as page_of_a_bundle

PICTURES = os.environ.get("SAFELIGHT_PICTURES")  # a folder to keep pictures of the page in
WIDTHS = (1280, 390)

CHECK_ALL = """async ({ base, vectors }) => {
  const blobOf = (text) => new Blob([Uint8Array.from(atob(text), (each) => each.charCodeAt(0))]);
  const givenBy = (vector) => {
    const given = (vector.files ?? []).map(([name, text]) => ({ name, blob: blobOf(text) }));
    if (vector.kind === "files") return { files: given };
    const folder = new Map(Object.entries(base).map(([path, text]) => [path, blobOf(text)]));
    for (const [path, text] of Object.entries(vector.changes))
      if (text === null) folder.delete(path); else folder.set(path, blobOf(text));
    return { folder };
  };
  const answers = [];
  for (const vector of vectors) answers.push(await check(givenBy(vector), vector.key, vector.witnesses));
  return answers.map(({ holds, sentences, problem }) => [holds, sentences, problem]);
}"""

PROVE_ALL = """async (vectors) => {
  const raw = (text) => Uint8Array.from(text.match(/../g) ?? [], (each) => parseInt(each, 16));
  const kinds = {
    signature: (each) => isSigned(raw(each.public), raw(each.signature), raw(each.message)),
    inclusion: async ({ leaf, index, size, path, root }) => {
      const start = await sha256(joined([0], raw(leaf)));
      if (BigInt(index) >= BigInt(size)) return false;
      const ends = await climbed(BigInt(index), BigInt(size) - 1n, start, path.map(raw));
      return ends !== null && hex(ends.whole) === root;
    },
    consistency: async (each) => {
      const earlier = { size: BigInt(each.old), root: raw(each.old_root) };
      const later = { size: BigInt(each.new), root: raw(each.new_root) };
      return earlier.size <= later.size && isConsistent(earlier, later, each.path.map(raw));
    },
  };
  const answers = [];
  for (const vector of vectors) answers.push(await kinds[vector.kind](vector));
  return answers;
}"""


@pytest.fixture
def page(chromium: Browser, tmp_path: Path):
    """The page, opened from a folder as somebody opens it who was handed a bundle; any request fails the test."""
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "index.html").write_bytes(page_of_a_bundle())
    asked: list[str] = []
    page = chromium.new_page()
    page.set_default_timeout(20_000)
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: asked.append(message.text))
    page.goto((tmp_path / "page" / "index.html").as_uri())
    yield page
    page.close()
    assert set(asked) == {(tmp_path / "page" / "index.html").as_uri()}


@pytest.mark.browser
def test_it_agrees_on_every_signature_and_proof(page: Page):
    every = vectors("signature", "inclusion", "consistency")
    answers = page.evaluate(PROVE_ALL, every)
    assert answers == [vector["holds"] for vector in every] == [proof_holds(vector) for vector in every]


@pytest.mark.browser
def test_it_says_the_same_about_everything_that_can_be_given(page: Page, tmp_path: Path, capsys):
    every, answers = vectors("files", "folder"), []
    for some in split(every, 40):
        given = {"base": kept()["bundle"], "vectors": [with_content(vector) for vector in some]}
        answers += [Answer(*answer) for answer in page.evaluate(CHECK_ALL, given)]
    different = []
    for number, (vector, answer) in enumerate(zip(every, answers, strict=True)):
        (tmp_path / str(number)).mkdir()
        expected = in_python(vector, tmp_path / str(number), capsys)
        if answer != expected or answer.holds is not vector["holds"]:
            different.append((vector["name"], answer, expected))
    assert different == []


def with_content(vector):
    if vector["kind"] == "folder":
        return vector
    return {**vector, "files": [[name, b64encode(content(given)).decode()] for name, given in vector["files"]]}


@pytest.mark.browser
def test_a_person_checks_a_folder(page: Page, tmp_path: Path):
    [whole] = [vector for vector in vectors("folder") if vector["name"] == "bundle: whole"]
    (tmp_path / "bundle").mkdir()
    written(whole, tmp_path / "bundle")
    page.get_by_label("The folder of the bundle").set_input_files(tmp_path / "bundle")
    page.get_by_label("The ledger's public key").fill(whole["key"])
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("heading", name="Everything holds")).to_be_visible()
    expect(page.locator("#result")).to_be_focused()
    expect(page.locator("#result")).to_contain_text("All 5 files are there and unchanged")
    seen(page, "holds")
    (tmp_path / "bundle" / "records.csv").write_bytes(b"at,text\nsomething else\n")
    (tmp_path / "bundle" / "more.txt").write_bytes(b"x")
    page.reload()
    page.get_by_label("The folder of the bundle").set_input_files(tmp_path / "bundle")
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("heading", name="This does not hold")).to_be_visible()
    expect(page.locator(".problem")).to_have_text(
        "more.txt does not belong to the bundle.\nrecords.csv was changed."
    )
    seen(page, "does-not-hold")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "said"), [("zip: whole", "Exhibit AB/1"), ("exhibit: the right one", "is what the receipt is for")]
)
def test_a_person_checks_files(page: Page, tmp_path: Path, name: str, said: str):
    [vector] = [vector for vector in vectors("files") if vector["name"] == name]
    page.get_by_label("Files").set_input_files(written(vector, tmp_path))
    page.get_by_label("The ledger's public key").fill(vector["key"])
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_role("heading", name="Everything holds")).to_be_visible()
    expect(page.locator("#result")).to_contain_text(said)


@pytest.mark.browser
def test_nothing_chosen_is_said(page: Page):
    page.get_by_role("button", name="Check").click()
    expect(page.locator(".problem")).to_have_text("Choose either one folder or files, and try again.")
    seen(page, "nothing-chosen")


def seen(page: Page, name: str) -> None:
    """Everybody can use it, and it fits the screen."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert axe_violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"bundle-{name}-{width}.png", full_page=True)
