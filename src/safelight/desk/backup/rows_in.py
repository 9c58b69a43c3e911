"""Rows of a backup into an empty database: as its tables were then, and from there to how they are now."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.executor import MigrationExecutor

_BATCH = 500


class DatabaseInUse(Exception):
    """The database holds something already. The message is a sentence."""


def check_is_empty() -> None:
    """Raises ``DatabaseInUse``."""
    if connection.introspection.table_names():
        message = (
            "The database that is set holds tables already. Nothing was restored. Name an empty one, so that "
            "nothing that is there is lost."
        )
        raise DatabaseInUse(message)


def bring_back(sources: Iterable[bytes], migrations: dict[str, str]) -> int:
    """Puts all rows in, all or none; how many. ``sources`` are what ``rows_out`` wrote."""
    models_then = _tables_as_of(migrations)
    count = 0
    with transaction.atomic():
        for source in sources:
            count += _insert(source, models_then)
        connection.check_constraints()
    _go_on_counting(models_then.values())
    call_command("migrate", verbosity=0, interactive=False)
    return count


def _tables_as_of(migrations: dict[str, str]) -> dict[str, type[models.Model]]:
    """Makes the tables as they were when the backup was made."""
    executor = MigrationExecutor(connection)
    targets = [target for target in migrations.items() if target in executor.loader.graph.nodes]
    executor.migrate(targets)
    then = executor.loader.project_state(targets).apps
    return {model._meta.label_lower: model for model in then.get_models(include_auto_created=True)}


def _insert(source: bytes, models_then: dict[str, type[models.Model]]) -> int:
    batch: list[models.Model] = []
    count = 0
    for row in _rows(source, models_then):
        if batch and (type(batch[0]) is not type(row) or len(batch) >= _BATCH):
            type(batch[0])._base_manager.bulk_create(batch)
            batch = []
        batch.append(row)
        count += 1
    if batch:
        type(batch[0])._base_manager.bulk_create(batch)
    return count


def _rows(source: bytes, models_then: dict[str, type[models.Model]]) -> Iterator[models.Model]:
    for line in source.splitlines():
        written: dict[str, Any] = msgspec.json.decode(line)
        model = models_then[written["model"]]
        fields = {field.attname: field for field in model._meta.concrete_fields}
        yield model(**{name: fields[name].to_python(value) for name, value in written["fields"].items()})


def _go_on_counting(those: Iterable[type[models.Model]]) -> None:
    """The next row gets a number of its own: PostgreSQL counts apart from what is in a table."""
    for sql in connection.ops.sequence_reset_sql(no_style(), list(those)):
        with connection.cursor() as cursor:
            cursor.execute(sql)
