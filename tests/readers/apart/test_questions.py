"""One member is asked about apart: the answer is short and typed, and a file that breaks it gives a sentence."""

import io
import zipfile
from random import Random

import pytest
from tests.readers.apart.hostile import Hostile
from tests.readers.tables.made_workbook import DATE, Cell, workbook

from safelight.readers.apart.asked.answers import (
    LONGEST_NAME,
    MOST_NAMES,
    SHOWN_CHARACTERS,
    SHOWN_COLUMNS,
    Piece,
    TableShown,
    TableTried,
)
from safelight.readers.apart.asked.asking import NotAnswered, NotThereToAsk, ask
from safelight.readers.apart.asked.questions import FindRow, GiveBytes, ShowTable, TryTable
from safelight.readers.apart.frames import Limits
from safelight.readers.apart.hints import packed
from safelight.readers.members import Named
from safelight.readers.reader import ReadingHints
from safelight.readers.tables.mapping import TableMapping
from safelight.records.record import Kind

CALLS = b"Calls\r\n\r\nFrom,To,Start\r\n07700900123,07700900456,25/03/2026 21:14:05\r\n"
MIB = 1024 * 1024


def named(name: str, data: bytes) -> list[Named]:
    return [Named(name, io.BytesIO(data))]


def shown(data: bytes, name: str = "t.csv", limits: Limits | None = None, **asked) -> TableShown:
    return ask(named(name, data), name, ShowTable(**asked), TableShown, limits=limits)


def tried(data: bytes, mapping: TableMapping, name: str = "t.csv") -> TableTried:
    question = TryTable(mapping=mapping, hints=packed(ReadingHints()))
    return ask(named(name, data), name, question, TableTried)


def test_the_first_rows_and_the_likely_names_of_the_columns() -> None:
    found = shown(CALLS)
    assert found.names == ("From", "To", "Start")
    assert found.header_row == 3
    assert found.rows[0] == (1, ["Calls"])
    assert found.rows[3] == (4, ["07700900123", "07700900456", "25/03/2026 21:14:05"])
    assert shown(CALLS, header_row=4).names[0] == "07700900123"
    assert shown(CALLS, separator=";", header_row=0).names == ("column 1",)


def test_a_sheet_of_a_workbook_by_its_name() -> None:
    data = workbook({"A": [["x"], [1]], "B": [["When", "Who"], [Cell(46085, DATE), "Jo"]]})
    assert shown(data, "b.xlsx").names == ("x",)
    assert shown(data, "b.xlsx", sheet="B").rows == [(1, ["When", "Who"]), (2, ["2026-03-04", "Jo"])]
    assert shown(data, "b.xlsx").sheets == ("A", "B")


def test_records_as_they_would_be_read() -> None:
    mapping = TableMapping(header_row=3, time="Start", sender="From", recipient="To", kind=Kind.CALL)
    (row,) = tried(CALLS, mapping).records
    assert (row.sender, row.recipients, row.kind) == ("07700900123", "07700900456", Kind.CALL)
    assert row.at_text == "25/03/2026 21:14:05"


def test_a_description_that_does_not_fit_is_refused_in_its_own_sentence() -> None:
    with pytest.raises(NotAnswered, match="This table has no column “Nothing”"):
        tried(CALLS, TableMapping(header_row=3, time="Nothing"))


def test_however_much_there_is_the_answer_is_short() -> None:
    wide = b",".join(b"%d" % n * 30 for n in range(MOST_NAMES + 500))
    long = b"n" * (LONGEST_NAME + 1) + b"," + wide
    found = shown(long + b"\n" + b"\n".join(b"x" * 5_000 for _ in range(50)), header_row=1)
    assert len(found.names) == MOST_NAMES - 1
    assert found.names_left_out == 502
    assert len(found.rows) == 20
    assert len(found.rows[0][1]) == SHOWN_COLUMNS
    assert found.more_columns == MOST_NAMES + 501 - SHOWN_COLUMNS
    assert max(len(field) for _, fields in found.rows for field in fields) == SHOWN_CHARACTERS + 1


def test_bytes_of_a_member_inside_an_archive() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("in/a.txt", bytes(range(256)) * 8)
    files = named("x.zip", held.getvalue())
    assert ask(files, "x.zip/in/a.txt", GiveBytes(254, 4), Piece) == Piece(254, b"\xfe\xff\x00\x01")
    assert ask(named("a.txt", b"abcdef"), "a.txt", GiveBytes(4, 9), Piece).data == b"ef"
    with pytest.raises(NotThereToAsk):
        ask(files, "x.zip/in/b.txt", GiveBytes(0, 1), Piece)


def test_a_row_of_a_workbook_unpacked_and_cut() -> None:
    data = workbook({"A": [["x"], ["y"]]})
    xml = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
    start = xml.index(b'<row r="2">')
    pointer = f"row 2 of sheet “A”, bytes {start} to {start + 30} of xl/worksheets/sheet1.xml"
    found = ask(named("b.xlsx", data), "b.xlsx", FindRow(pointer, 10), Piece)
    assert found == Piece(start, b'<row r="2"', 20)
    for name, other in (("b.xlsx", "row 4"), ("b.txt", pointer)):
        with pytest.raises(NotThereToAsk):
            ask(named(name, data if name == "b.xlsx" else b"text"), name, FindRow(other, 10), Piece)


@pytest.mark.parametrize(
    ("deed", "said"),
    [
        ("loop", "it took longer than one look may (1 seconds of work)"),
        ("sleep", "it took longer than one look may (1 seconds of work)"),
        ("hoard", "it would have taken more memory than one look may (256 MB)"),
        ("crash", "broke down (signal SIGSEGV)"),
        ("leave", "the process that read it broke down"),
        ("stumble", "the process that read it broke down"),
        ("lie_in_bytes", "answered as no reader does"),
        ("lie_in_types", "answered as no reader does"),
        ("ask_too_far", "answered as no reader does"),
        ("ask_for_another", "answered as no reader does"),
        ("shout", "answered as no reader does"),
        ("babble", "answered as no reader does"),
        ("answer_another_question", "answered as no reader does"),
        ("answer_at_length", "answered as no reader does"),
        ("answer_without_end", "answered as no reader does"),
    ],
)
def test_a_table_that_breaks_its_process_gives_a_sentence(hostile: Hostile, deed: str, said: str) -> None:
    with pytest.raises(NotAnswered) as problem:
        hostile.show(deed)
    sentence = str(problem.value)
    assert said in sentence
    assert "It is kept, sealed as it came." in sentence
    assert sentence.endswith(".")
    assert "milk" not in sentence
    assert hostile.show("nothing").rows, "The next table is shown."


def test_what_a_table_can_do_to_its_process_it_can_do_with_no_more_rights_than_reading(hostile: Hostile) -> None:
    assert hostile.show("handles").rows, "It has its connection and nothing else."


TEXT = Random(7).randbytes(8_000).hex()


def bomb() -> bytes:
    """A workbook with a text of 50 million characters, packed as far as an archive may be."""
    strings = f"<sst><si><t>{TEXT * (50_000_000 // len(TEXT))}</t></si></sst>"
    return workbook({"A": [["x"]]}, extra={"xl/sharedStrings.xml": strings.encode()})


def test_a_workbook_that_unfolds_beyond_the_memory_there_is_gives_a_sentence() -> None:
    data = bomb()
    assert len(data) < MIB
    with pytest.raises(NotAnswered, match="more memory than one look may"):
        shown(data, "bomb.xlsx", Limits(memory_bytes=128 * MIB, processor_seconds=10))
    found = shown(data, "bomb.xlsx")
    assert found.rows == [(1, [TEXT[:SHOWN_CHARACTERS] + "…"])], "With the memory a look may take, it is shown."


def test_a_workbook_whose_cells_unfold_without_end_gives_a_sentence() -> None:
    text = b"<sst><si><t>" + b"x" * MIB + b"</t></si></sst>"
    rows: list[list[object]] = [[Cell(0, sort="s")] * 20] * 20
    with pytest.raises(NotAnswered, match="as in files made to overwhelm software"):
        shown(workbook({"A": rows}, extra={"xl/sharedStrings.xml": text}), "bomb.xlsx")


def test_a_template_that_was_ended_from_outside_is_told(hostile: Hostile) -> None:
    hostile.end_template()
    with pytest.raises(NotAnswered, match="could not be started, or was ended from outside"):
        hostile.show("nothing")
    assert hostile.show("nothing").rows
