"""The documents for other programs hold what they promise, and the report opens on its own."""

import json
import re
from pathlib import Path

import polars as pl
import pytest
from playwright.sync_api import Browser, Request

import safelight
from safelight.desk.tests.browser import axe_violations
from safelight.examining.paths import Examined
from safelight.examining.report import report_of
from safelight.examining.summary import write_documents
from safelight.signals.context import CaseContext, Owner

COLUMNS = (
    "record_id member offset length kind at at_quality at_other platform thread sender direction text state doubts"
).split()
FINDING = (
    "id signal version harm claim severity strength probability records spans reasons offences missing limits"
).split()
NASTY = "<script>document.title='RAN'</script><img src=https://example.org/p onerror=alert(1)> \u202egnidih\u202c"
THREATS = (
    "13/01/2026, 07:16 - Ben: I'm going to kill you " + NASTY + "\n"
    "13/01/2026, 07:18 - Ada: leave me alone\n"
    "13/01/2026, 07:19 - Ben: I know where you live and I will kill you tonight\n"
    "14/01/2026, 02:11 - Ben: you are dead, I will burn your house down\n"
) + "".join(f"15/01/2026, 03:{minute:02} - Ben: answer me {minute}\n" for minute in range(60))


@pytest.fixture(scope="module")
def examined(tmp_path_factory: pytest.TempPathFactory) -> Examined:
    folder = tmp_path_factory.mktemp("threats")
    (folder / "WhatsApp Chat with Ben <b>.txt").write_text(THREATS, encoding="utf-8")
    (folder / "odd\u202egpj.bin").write_bytes(b"\x00\x01" * 50)
    return safelight.examine(folder, context=CaseContext(timezone="Europe/London", owner=Owner(name="Ada")))


@pytest.fixture(scope="module")
def out(examined: Examined, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    write_documents(examined, folder)
    return folder


def test_the_summary_has_every_part(out: Path, examined: Examined) -> None:
    summary = json.loads((out / "summary.json").read_bytes())
    assert set(summary) >= {"exhibits", "records", "bytes", "findings", "priority", "seconds"}
    assert summary["records"] == {"message": 64}
    assert set(summary["bytes"]) == {"total", "read", "skipped", "failed"}
    assert set(summary["priority"]) >= {"level", "reasons"}
    assert set(summary["seconds"]) >= {"seal", "read", "examine", "total"}
    counted = sum(count for severities in summary["findings"].values() for count in severities.values())
    assert counted == len(examined.examination.findings) > 0
    assert [each["sha256"] for each in summary["exhibits"]] == [each.seal.sha256 for each in examined.exhibits]


def test_findings_hold_everything_they_rest_on(out: Path) -> None:
    document = json.loads((out / "findings.json").read_bytes())
    assert set(document) == {"findings", "read_by", "worth_reading"}
    assert all(set(finding) >= set(FINDING) for finding in document["findings"])
    assert any(pointer["points"] for finding in document["findings"] for pointer in finding["offences"])
    assert {signal["name"] for signal in document["read_by"]} >= {"threats", "pursuit", "exposure"}


def test_every_finding_points_at_records_of_the_table(out: Path) -> None:
    table = pl.read_parquet(out / "records.parquet")
    assert set(COLUMNS) <= set(table.columns)
    texts = dict(table.select("record_id", "text").iter_rows())
    for finding in json.loads((out / "findings.json").read_bytes())["findings"]:
        assert set(finding["records"]) <= texts.keys()
        assert all(span["end"] <= len(texts[span["record"]]) for span in finding["spans"])


def test_when_each_finding_began_is_when_its_first_record_happened(examined: Examined) -> None:
    at = dict(examined.table.select("record_id", "at").iter_rows())
    findings = examined.examination.findings
    assert examined.examination.began == {finding.id: at[finding.records[0]] for finding in findings}


def test_the_tally_names_every_member(out: Path) -> None:
    exhibits = json.loads((out / "tally.json").read_bytes())["exhibits"]
    for exhibit in exhibits:
        for member in exhibit["members"]:
            assert sum(stretch["length"] for stretch in member["stretches"]) == member["size"]
    assert len(exhibits) == 2


def test_hostile_text_is_shown_and_cannot_act(examined: Examined) -> None:
    report = report_of(examined)
    assert "&lt;script&gt;document.title=" in report
    assert "<script" not in report
    assert "<img" not in report
    assert "⟦U+202E⟧gnidih" in report
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", report)
    assert "WhatsApp Chat with Ben &lt;b&gt;.txt" in report


def test_the_report_accounts_for_every_byte(examined: Examined) -> None:
    size = f"{len(THREATS.encode()):,}"
    cells = (f'<td class="number">{figure}</td>' for figure in (64, size, size, 0, 0))
    assert f"<td>whatsapp-text</td>{''.join(cells)}" in report_of(examined)


def test_a_finding_quotes_the_words_it_points_at(examined: Examined) -> None:
    report = report_of(examined)
    for finding in examined.examination.findings:
        shown = report[report.index(f'id="finding-{finding.id}"') :].partition("</section>")[0]
        assert not finding.spans or "<mark>" in shown


def test_the_report_refers_to_nothing_outside_itself(examined: Examined) -> None:
    report = report_of(examined)
    tags = re.findall(r"<[^>]*>", report)
    assert not [tag for tag in tags if re.search(r"\s(?:src|srcset|href|action|poster|data)\s*=", tag)]
    assert not re.search(r"@import|url\(", report)


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_the_report_is_usable_by_everybody_at_any_width(
    chromium: Browser, examined: Examined, tmp_path: Path, width: int
) -> None:
    file = tmp_path / "report.html"
    file.write_text(report_of(examined), encoding="utf-8")
    asked: list[str] = []
    page = chromium.new_page(viewport={"width": width, "height": 900})

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    page.goto(file.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert page.title() == "Examination report - Safelight"
    assert asked == [file.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe_violations(page) == []
    page.close()
