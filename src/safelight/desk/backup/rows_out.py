"""Rows of the database for a backup: those of each case apart, to be sealed under its key.

A copy of the database file would hold the words officers wrote, in clear, and destroying a case key would not
reach it. So rows are written out one by one, which is the same for SQLite and PostgreSQL.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
from django.apps import apps
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader

from safelight.desk.case_rows import rows_of_case
from safelight.desk.cases.models import Case

LEFT_OUT = frozenset({"sessions", "contenttypes", "auth", "axes", "django_tasks_database", "admin"})
"""Who is signed in, what failed to, and the queue: made anew. The worker finds by itself what is to be read."""

Seen = dict[type[models.Model], set[Any]]


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything read inside stands as it was at one moment, and nobody who writes waits for it."""
    begin = "BEGIN" if connection.vendor == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    with connection.cursor() as cursor:
        cursor.execute(begin)
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def lines_of_case(case: Case, seen: Seen) -> Iterator[bytes]:
    """The rows of a case, a line each, its own row among them."""
    yield from _lines([case], seen)
    for rows in rows_of_case(case):
        yield from _lines(rows, seen)


def lines_of_the_rest(seen: Seen) -> Iterator[bytes]:
    """The rows that belong to no case that was written out."""
    for model in kept_models():
        done = seen.get(model, set())
        yield from _lines((row for row in model._base_manager.order_by("pk") if row.pk not in done), seen)


def kept_models() -> list[type[models.Model]]:
    """The models whose rows are in a backup."""
    every = apps.get_models(include_auto_created=True)
    return [model for model in every if model._meta.managed and model._meta.app_label not in LEFT_OUT]


def migrations_now() -> dict[str, str]:
    """How far the tables of each part have come: the names of the newest migrations."""
    graph = MigrationLoader(connection).graph
    return dict(graph.leaf_nodes())


def _lines(rows: Any, seen: Seen) -> Iterator[bytes]:
    for row in rows:
        seen.setdefault(type(row), set()).add(row.pk)
        fields = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
        yield msgspec.json.encode({"model": row._meta.label_lower, "fields": fields}) + b"\n"
