"""Machine copies of the records of a bundle: CSV for spreadsheets, Parquet for programs."""

import io

import polars as pl

from safelight.bundling.contents import Contents
from safelight.evidence.bundle.writer import Output
from safelight.records.schema import ROW_GROUP_ROWS

FORMULAS_SAID = (
    "A spreadsheet takes a cell that begins with =, +, -, @ or a tab for a formula. Such a cell has an apostrophe "
    "(') before it in records.csv, which is not part of what was written. records.parquet holds it without."
)
_FORMULA = r"^[\s]*[=+\-@\x{FF1D}\x{FF0B}\x{FF0D}\x{FF20}]|^[\t\r\n]"
_LISTS = ("recipients", "attachments", "doubts")


def write_csv(contents: Contents, sink: Output) -> None:
    """CSV in UTF-8 with a byte order mark; every cell is quoted, none is a formula, a list has a line for each."""
    for number, part in enumerate(contents.rows.iter_slices(ROW_GROUP_ROWS)):
        sink.write(_flat_csv(part, is_first=number == 0))
    if contents.rows.is_empty():
        sink.write(_flat_csv(contents.rows, is_first=True))


def csv_of(rows: pl.DataFrame, *, is_first: bool = True) -> bytes:
    """A flat table as CSV in the same manner; ``is_first`` puts names of columns and the mark before it."""
    texts = [name for name, kind in rows.schema.items() if kind == pl.String]
    sink = io.BytesIO()
    rows.with_columns(_as_text(name) for name in texts).write_csv(
        sink,
        include_bom=is_first,
        include_header=is_first,
        quote_style="always",
        datetime_format="%Y-%m-%dT%H:%M:%S%.6fZ",
    )
    return sink.getvalue()


def _flat_csv(rows: pl.DataFrame, *, is_first: bool) -> bytes:
    flat = rows.with_columns(
        pl.col(_LISTS).list.join("\n"),
        also=pl.col("also").list.eval(pl.element().struct.json_encode()).list.join("\n"),
    )
    return csv_of(flat, is_first=is_first)


def write_parquet(contents: Contents, sink: Output) -> None:
    """Parquet (zstd), the columns and their order as in the CSV."""
    packed = io.BytesIO()
    contents.rows.write_parquet(packed, compression="zstd", row_group_size=ROW_GROUP_ROWS)
    sink.write(packed.getvalue())


def _as_text(name: str) -> pl.Expr:
    column = pl.col(name)
    return pl.when(column.str.contains(_FORMULA)).then(pl.lit("'") + column).otherwise(column).alias(name)
