"""``safelight terms`` prints a document that other systems can take in."""

import json

from typer.testing import CliRunner

from safelight.cli import app_for


def printed(*options):
    answer = CliRunner().invoke(app_for(["terms"]), ["terms", *options])
    assert answer.exit_code == 0, answer.output
    return json.loads(answer.stdout)


def test_the_vocabulary_is_printed_as_json_ld():
    document = printed()
    assert document["@context"]["skos"] == "http://www.w3.org/2004/02/skos/core#"
    assert any(node["@id"] == "urn:safelight:term:stalking" for node in document["@graph"])


def test_names_may_start_with_an_address_of_ones_own():
    document = printed("--base", "https://example.org/")
    assert all(node["@id"].startswith("https://example.org/") for node in document["@graph"])
