"""The copy that forensic tools exchange: read back by our own reader, and held against the shapes of CASE."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from a_case import FORMULA, THREE_REMOVED, a_case, everything
from memory_member import MemoryMember

from safelight.bundling.case_uco.graph_file import write_case_uco
from safelight.bundling.choice import Choice
from safelight.bundling.contents import contents_of
from safelight.readers import case_uco_json
from safelight.readers.reader import ReadingHints
from safelight.records.moment import to_micros
from safelight.records.record import Kind, Record
from safelight.records.tally import TallyBook


def graph_of(choice: Choice) -> bytes:
    case = a_case()
    sink = io.BytesIO()
    sizes = {one.reference: one.size_bytes for one in case.exhibits}
    write_case_uco(contents_of(case, choice), sink, sizes=sizes, seed=choice.salt)
    return sink.getvalue()


def read_back(data: bytes) -> list[Record]:
    member = MemoryMember("records.jsonld", data)
    assert case_uco_json.recognise(member).score > 50
    return list(case_uco_json.read(member, ReadingHints(), TallyBook()))


def test_messages_come_back_as_they_were_with_their_times_accounts_and_conversation() -> None:
    case = a_case()
    messages = [one for one in read_back(graph_of(everything(case))) if one.kind is Kind.MESSAGE]
    rows = case.table.filter(case.table["kind"] == "message").sort("row").to_dicts()
    assert [one.text for one in messages] == [row["text"] for row in rows]
    assert [one.at for one in messages] == [to_micros(row["at"]) for row in rows]
    assert [one.sender for one in messages] == [row["sender"] for row in rows]
    assert {one.thread for one in messages} == {"Jordan"}
    assert {one.platform for one in messages} == {"WhatsApp"}
    assert FORMULA in {one.text for one in messages}


def test_each_object_has_a_name_of_its_own_that_says_nothing() -> None:
    things = json.loads(graph_of(everything(a_case(), *THREE_REMOVED)))["@graph"]
    names = [thing["@id"] for thing in things]
    names += [facet["@id"] for thing in things for facet in thing.get("uco-core:hasFacet", ())]
    assert len(names) == len(set(names))


def test_every_record_says_where_in_its_exhibit_it_stands() -> None:
    things = json.loads(graph_of(everything(a_case())))["@graph"]
    placed = {
        thing["uco-core:source"]["@id"]
        for thing in things
        for facet in thing.get("uco-core:hasFacet", ())
        if facet["@type"] == "uco-observable:DataRangeFacet"
    }
    records = {thing["@id"] for thing in things if str(thing.get("uco-core:name", "")).startswith("Record ")}
    assert placed == records
    assert len(records) == a_case().table.height


@pytest.mark.parametrize("removals", [(), THREE_REMOVED])
def test_it_conforms_to_the_shapes_of_case(tmp_path: Path, removals: tuple[object, ...]) -> None:
    """By ``case_validate`` of the ontology's own project (case-utils), which ships CASE 1.4.0."""
    file = tmp_path / "records.jsonld"
    file.write_bytes(graph_of(everything(a_case(), *removals)))
    program = Path(sys.executable).with_name("case_validate")
    checked = subprocess.run(
        [program, "--built-version", "case-1.4.0", file], capture_output=True, text=True, check=False
    )
    assert "Conforms: True" in checked.stdout, checked.stdout[-3000:] + checked.stderr[-3000:]
