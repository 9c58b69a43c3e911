"""A small writer of workbooks, for tests: enough of the format to be what Excel writes."""

import io
import zipfile
from html import escape

STYLES = """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy\\ hh:mm:ss;@"/></numFmts>
<cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs>
<cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="20"/><xf numFmtId="46"/>
</cellXfs></styleSheet>"""
NUMBER, DATE, MOMENT, CLOCK, SPAN = range(5)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class Cell:
    """A cell: a value, a style for numbers, and a formula it was worked out from."""

    def __init__(self, value: object, style: int = NUMBER, formula: str = "", sort: str = "") -> None:
        self.value, self.style, self.formula, self.sort = value, style, formula, sort


def workbook(
    sheets: dict[str, list[list[object]]], *, extra: dict[str, bytes] | None = None, from_1904: bool = False
) -> bytes:
    """Each sheet a list of rows; text goes to the shared strings, numbers stand as they are."""
    strings: list[str] = []
    written = {name: _sheet(rows, strings) for name, rows in sheets.items()}
    listed = "".join(f'<sheet name="{escape(n)}" sheetId="{i}" r:id="rId{i}"/>' for i, n in enumerate(sheets, 1))
    linked = "".join(
        f'<Relationship Id="rId{i}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i in range(1, len(sheets) + 1)
    )
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr date1904="{int(from_1904)}"/>'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships>{linked}</Relationships>",
        **{f"xl/worksheets/sheet{i}.xml": xml for i, xml in enumerate(written.values(), 1)},
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{"".join(strings)}</sst>',
        "docProps/core.xml": "<core/>",
    }
    return zipped({**{name: text.encode() for name, text in parts.items()}, **(extra or {})})


def zipped(parts: dict[str, bytes]) -> bytes:
    """A zip archive whose times do not change."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def stored(packed: bytes) -> bytes:
    """The same archive with its parts lying open, so that damage to it is damage to them."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as archive, zipfile.ZipFile(out, "w") as open_archive:
        for info in archive.infolist():
            open_archive.writestr(zipfile.ZipInfo(info.filename), archive.read(info.filename))
    return out.getvalue()


def _sheet(rows: list[list[object]], strings: list[str]) -> str:
    written = []
    for n, row in enumerate(rows, 1):
        cells = "".join(_cell(value, f"{chr(65 + i)}{n}", strings) for i, value in enumerate(row))
        written.append(f'<row r="{n}">{cells}</row >\n')
    inner = f"<sheetData>{''.join(written)}</sheetData>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="{MAIN}">{inner}</worksheet>'


def _cell(value: object, place: str, strings: list[str]) -> str:
    if value is None:
        return ""
    cell = value if isinstance(value, Cell) else Cell(value)
    formula = f"<f>{escape(cell.formula)}</f>" if cell.formula else ""
    if cell.sort == "inlineStr":
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(str(cell.value))}</t></is></c>'
    if isinstance(cell.value, str) and not cell.sort:
        strings.append(f'<si><t xml:space="preserve">{escape(cell.value)}</t><rPh sb="0"><t>above</t></rPh></si>')
        return f'<c r="{place}" s="{cell.style}" t="s">{formula}<v>{len(strings) - 1}</v></c>'
    held = "" if cell.value is None else f"<v>{cell.value}</v>"
    sort = f' t="{cell.sort}"' if cell.sort else ""
    return f'<c r="{place}" s="{cell.style}"{sort}>{formula}{held}</c>'
