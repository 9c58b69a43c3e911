"""Sources that have no reader because nobody describes in public how their files are laid out.

Looked for in the readers of public projects, in the companies' own guides for law enforcement, and in code that
reads such files. A guess at a layout would be worse than none: it would read some files and be wrong about others.
"""

from typing import NamedTuple

LOOKED_FOR_ON = "2026-11-27"


class NotDescribed(NamedTuple):
    """What was looked for, what is known of it, and how such a file can be brought in meanwhile."""

    what: str
    known: str
    meanwhile: str


SOURCES = (
    NotDescribed(
        "What TikTok returns under legal process",
        "TikTok's guides say which data it may give, not in which files or columns. No public reader was found.",
        "A table in it (CSV, xlsx) is read once somebody says which column is what; a PDF as a print-out.",
    ),
    NotDescribed(
        "What Apple returns under legal process",
        "RLEAPP reads workbooks whose names end in _AccountDetails.xlsx and _iCloudLogs.xlsx, and MessagesInICloud: "
        "the names of the columns stand in row 7 and go through unchanged, so no reader says what they are called.",
        "Describe the workbook as a table and say that its header is in row 7.",
    ),
    NotDescribed(
        "What Microsoft returns under legal process for personal accounts",
        "Guides for law enforcement name what is held (name, address at registration, addresses of sign-ins), not "
        "how it is written. Sign-in logs of work and school accounts have a reader.",
        "A table in it is read once somebody says which column is what.",
    ),
    NotDescribed(
        "Conversations of WeChat as text",
        "WeChat itself gives out no text. Programs of others write several layouts (name, then time; time, then "
        "name; with or without a time), which do not say which of them wrote a file.",
        "A table (CSV, xlsx) from such a program is read once somebody says which column is what; else screenshots.",
    ),
    NotDescribed(
        "Conversations of Viber as text or CSV",
        "No description of the columns or of their order was found, and no public sample. The databases of Viber on "
        "Android have a reader.",
        "Hand in the database, or describe the CSV as a table: say which column is what.",
    ),
    NotDescribed(
        "Workbooks of Excel 97 to 2003 (.xls)",
        "The layout is published, but no library that reads it is part of this installation.",
        "Open it and save it as .xlsx or CSV, and hand in both: the first is the original.",
    ),
)
