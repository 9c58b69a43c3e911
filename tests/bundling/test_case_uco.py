"""The copy that forensic tools exchange: read back by our own reader, and held against the shapes of CASE."""

import io
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from a_case import FORMULA, SECRET, THREE_REMOVED, a_case, everything
from memory_member import MemoryMember

from safelight.bundling.case_uco.graph_file import write_case_uco
from safelight.bundling.choice import Choice, Removal
from safelight.bundling.contents import contents_of
from safelight.bundling.on_file import CaseOnFile
from safelight.readers import case_uco_json
from safelight.readers.reader import ReadingHints
from safelight.records.moment import to_micros
from safelight.records.record import AtQuality, Direction, Doubt, Kind, Record, State
from safelight.records.table import table_of, together
from safelight.records.tally import TallyBook


def graph_of(choice: Choice, case: CaseOnFile | None = None) -> bytes:
    case = case or a_case()
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
def test_it_conforms_to_the_shapes_of_case(tmp_path: Path, removals: tuple[Removal, ...]) -> None:
    file = tmp_path / "records.jsonld"
    file.write_bytes(graph_of(everything(a_case(), *removals)))
    assert_conforms(file)


def assert_conforms(file: Path) -> None:
    """By ``case_validate`` of the ontology's own project (case-utils), which ships CASE 1.4.0."""
    program = Path(sys.executable).with_name("case_validate")
    checked = subprocess.run(
        [program, "--built-version", "case-1.4.0", file], capture_output=True, text=True, check=False
    )
    assert "Conforms: True" in checked.stdout, checked.stdout[-3000:] + checked.stderr[-3000:]


@pytest.mark.parametrize("removals", [(), THREE_REMOVED])
def test_every_kind_of_record_conforms_whatever_stands_in_it(
    tmp_path: Path, removals: tuple[Removal, ...]
) -> None:
    """Messages, calls, sign-ins, places, media, contacts and the rest, full and bare, with hostile words."""
    case = of_every_kind()
    file = tmp_path / "records.jsonld"
    file.write_bytes(graph_of(everything(case, *removals), case))
    assert_conforms(file)
    kinds = {one.kind for one in read_back(file.read_bytes())}
    assert {Kind.MESSAGE, Kind.CALL} <= kinds


def test_the_shapes_refuse_what_is_not_as_they_say(tmp_path: Path) -> None:
    """So that a check which looks at nothing would be noticed."""
    graph = json.loads(graph_of(everything(a_case())))
    broken = next(thing for thing in graph["@graph"] if thing["@type"] == "uco-observable:ObservableRelationship")
    broken["uco-core:isDirectional"] = "perhaps"
    file = tmp_path / "records.jsonld"
    file.write_text(json.dumps(graph), encoding="utf-8")
    with pytest.raises(AssertionError, match="isDirectional"):
        assert_conforms(file)


def of_every_kind() -> CaseOnFile:
    """The small case with an exhibit that holds each kind of record, once in full and once with nothing in it."""
    case = a_case()
    records = [
        record for kind in Kind for record in (full(kind), Record(kind=kind, member="b", offset=9, length=1))
    ]
    table = together([case.table, table_of(records, exhibit="3" * 64)])
    exhibit = msgspec.structs.replace(case.exhibits[0], sha256="3" * 64, reference="AB/3", name="everything.zip")
    return replace(case, table=table, exhibits=(*case.exhibits, exhibit))


def full(kind: Kind) -> Record:
    """A record with everything that a record can have, and words that look like something else."""
    return Record(
        kind=kind,
        member=f"a folder/{SECRET}/@id \u202e.txt",
        offset=0,
        length=2**40,
        pointer="/messages/0",
        at=-62_135_596_800_000_000 + 86_400_000_000 * 400,
        at_quality=AtQuality.AMBIGUOUS,
        at_other=0,
        at_text="01/02/0002 03:04",
        platform=f"Platform {kind}",
        thread='"@id": "kb:1"',
        sender="\x01\x7f\ufffe 😀",
        recipients=("", "alex@example.com", "alex@example.com"),
        direction=Direction.FROM_OWNER,
        text='{"@type": "x"}\x00\r\n\ufeff',
        state=State.EDITED,
        attachments=("a.jpg",),
        reply_to="9",
        doubts=tuple(Doubt),
        extra={"latitude": "51.5", "longitude": "-0.12", "@context": "http://192.0.2.1/"},
    )
