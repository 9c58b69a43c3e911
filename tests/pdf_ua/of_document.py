"""What holds for the file as a whole: what it calls itself, its language, that it is tagged."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pikepdf
from tests.pdf_ua.fault import Fault

_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
_PART = "{http://www.aiim.org/pdfua/ns/id/}part"
_DESCRIPTION = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def faults(pdf: pikepdf.Pdf) -> Iterator[Fault]:
    """All of them."""
    root = pdf.Root
    if not re.fullmatch(r"1\.[0-7]", pdf.pdf_version):
        yield Fault("6.1", "", f"The file says that it is PDF {pdf.pdf_version}.")
    marks = root.get("/MarkInfo", pikepdf.Dictionary())
    if marks.get("/Marked") is not True:
        yield Fault("6.2", "06-004", "The file does not say that it is tagged.")
    if marks.get("/Suspects") is True:
        yield Fault("7.1", "01-007", "The file says that its tags may be wrong.")
    if root.get("/ViewerPreferences", pikepdf.Dictionary()).get("/DisplayDocTitle") is not True:
        yield Fault("7.1", "07-001", "The title is not to be shown.")
    if not _LANGUAGE.fullmatch(str(root.get("/Lang", ""))):
        yield Fault("7.2", "11-006", "The language of the document is not stated.")
    if "/AcroForm" in root and "/XFA" in root.AcroForm:
        yield Fault("7.15", "25-001", "It holds a form in XFA.")
    if pdf.is_encrypted:
        yield Fault("7.16", "26-001", "It is encrypted.")
    yield from _of_metadata(pdf)


def _of_metadata(pdf: pikepdf.Pdf) -> Iterator[Fault]:
    if "/Metadata" not in pdf.Root:
        yield Fault("7.1", "06-001", "There is no metadata.")
        return
    said = ET.fromstring(pdf.Root.Metadata.read_bytes())
    parts = [one.get(_PART) or one.findtext(_PART) for one in said.iter(_DESCRIPTION)]
    if [part for part in parts if part] != ["1"]:
        yield Fault("5", "06-002", "The metadata do not say PDF/UA-1.")
    if not any("".join(title.itertext()).strip() for title in said.iter(_TITLE)):
        yield Fault("7.1", "06-003", "The metadata hold no title.")
