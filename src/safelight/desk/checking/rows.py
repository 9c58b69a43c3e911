"""Which places in the database name sealed objects.

Found by a convention, so that no part of the desk has to be listed: a text field of 64 characters whose name ends
in ``sha256`` names a sealed object of the case its row leads to. A model whose objects belong to no case says
where they are in ``sealed_under``; one whose digests are of something else names those in ``not_sealed``.
"""

from collections.abc import Iterator
from functools import reduce
from typing import Any

from django.apps import apps
from django.db import models

from safelight.desk.cases.models import Case
from safelight.desk.exhibits.models import Exhibit
from safelight.evidence.checking.rows import CaseRow, Row, Rows

_DIGEST_LENGTH = 64


def rows_of_database() -> Rows:
    """Everything the database says is sealed, as it is now."""
    cases = [CaseRow(key=case.key, reference=case.reference) for case in Case.objects.order_by("pk")]
    rows = [row for model in naming_models() for row in _rows_of(model)]
    standing = {str(under) for model in naming_models() if (under := getattr(model, "sealed_under", ""))}
    return Rows(cases, rows, frozenset(standing))


def naming_models() -> list[type[models.Model]]:
    """The models with fields that name sealed objects."""
    return [model for model in apps.get_models() if naming_fields(model)]


def naming_fields(model: type[models.Model]) -> list[str]:
    """The fields of a model that name sealed objects."""
    if not model.__module__.startswith("safelight."):
        return []
    others = getattr(model, "not_sealed", ())
    return [
        field.name
        for field in model._meta.get_fields()
        if isinstance(field, models.CharField)
        and field.name.endswith("sha256")
        and field.max_length == _DIGEST_LENGTH
        and field.name not in others
    ]


def way_to_case(model: type[models.Model]) -> str:
    """The fields that lead from a row of the model to its case (``bundle__case``), empty where none do."""
    ours = [
        (field.name, field.related_model)
        for field in model._meta.concrete_fields
        if field.is_relation and isinstance(field.related_model, type) and field.related_model is not model
    ]
    for name, target in ours:
        if target is Case:
            return name
    ways = (f"{name}__{way}" for name, target in ours if (way := way_to_case(target)))
    return next(ways, "")


def _rows_of(model: type[models.Model]) -> Iterator[Row]:
    way = way_to_case(model)
    manager: models.Manager[Any] = model._meta.default_manager  # type: ignore[assignment]
    rows = manager.select_related(way) if way else manager.all()
    for found in rows.order_by("pk").iterator(chunk_size=2_000):
        case = reduce(getattr, way.split("__"), found) if way else None
        key, of = (case.key, f" of {case.reference}") if case else (model.sealed_under, "")  # type: ignore[attr-defined]
        for field in naming_fields(model):
            if sha256 := getattr(found, field):
                yield _row(found, field, key, sha256, of)


def _row(found: Any, field: str, key: str, sha256: str, of: str) -> Row:
    if isinstance(found, Exhibit):
        if field == "sha256":
            where = f"Exhibit {found.reference}{of}"
            return Row(
                case=key, sha256=sha256, where=where, is_original=True, size=found.size_bytes, blake3=found.blake3
            )
        return Row(case=key, sha256=sha256, where=f"Exhibit {found.reference}{of} ({_said(field)})")
    return Row(case=key, sha256=sha256, where=f"{found._meta.verbose_name} {found.pk}{of} ({_said(field)})")


def _said(field: str) -> str:
    return field.removesuffix("sha256").strip("_").replace("_", " ") or "sealed"
