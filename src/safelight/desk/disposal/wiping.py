"""After rows were emptied: nothing of them may be left where a database keeps what it no longer needs."""

from django.db import connection

_TRIES = 3


def wipe_database() -> None:
    """Truncates SQLite's log (``secure_delete`` overwrites what is deleted), or rewrites PostgreSQL's tables.

    Where somebody is reading just now, the log is truncated by the next one that can; nothing fails.
    """
    if connection.vendor == "sqlite":
        _truncate_log()
    elif connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for table in connection.introspection.django_table_names(only_existing=True):
                cursor.execute(f"VACUUM FULL {connection.ops.quote_name(table)}")


def _truncate_log() -> None:
    with connection.cursor() as cursor:
        for _ in range(_TRIES):
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            (is_busy, *_counts) = cursor.fetchone()
            if not is_busy:
                return
